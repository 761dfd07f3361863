"""Findings about the kidney beside those of etoposide: function unknown, and drugs that are reviewed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.indicators import indicators
from hlh_desktop.domain.findings.ordered import coming, coming_titles
from hlh_desktop.domain.findings.readings import told
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.renal import replaced
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

CREATININE, REFUSED = "creatinine_high", "cotrimoxazole_refused_crcl"
REPLACEMENT, HIGH, UNKNOWN = "replacement", "creatinine", "unknown"


def renal_unknown(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Drugs that the kidney clears while its function is not known; critical with a high creatinine.

    Under renal replacement an estimate says nothing: critical whatever it is.
    """
    drugs = listed(coming_titles(situation, alert.lines))
    if drugs and replaced(situation.case.safety):
        limit = plain(situation.knowledge.renal.reduce_from)
        yield Fired({"drugs": drugs, "limit": limit}, text=REPLACEMENT, level="critical")
    elif drugs and situation.egfr is None:
        yield Fired({"drugs": drugs}, level="critical" if _creatinine_warns(situation) else None)


def _creatinine_warns(situation: Situation) -> bool:
    """Whether creatinine is high for the age, and not at an age at which that is only told."""
    found = indicators(situation)[CREATININE]
    return found.truth is True and found.level is None


def renal_review_ciclosporin(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Ciclosporin with a kidney function below the limit or unknown, or with a creatinine high for the age."""
    if not coming(situation, alert.lines):
        return
    egfr, limit = situation.egfr, alert.numbers["egfr"]
    high = indicators(situation)[CREATININE]
    if egfr is not None and egfr.exact < limit:
        yield Fired({"egfr": egfr.beside(limit), "limit": plain(limit)})
    elif high.truth:
        yield Fired({"result": listed(told(situation.knowledge, one) for one in high.results)}, text=HIGH)
    elif egfr is None:
        yield Fired(text=UNKNOWN)


def renal_review_cotrimoxazole(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Full doses of co-trimoxazole in the band that halves them; below it the line is refused."""
    egfr, most = situation.egfr, alert.numbers["egfr"]
    least = situation.knowledge.alerts[REFUSED].numbers["egfr"]
    full = any(one.dose.rule.factor == 1 for one in coming(situation, alert.lines))
    if full and egfr is not None and least <= egfr.exact <= most:
        values = {"least": plain(least), "most": plain(most), "factor": plain(alert.numbers["factor"])}
        yield Fired({"egfr": egfr.beside(least, most), **values})


def renal_review_anakinra(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Anakinra below the kidney function under which its label considers every other day."""
    egfr, limit = situation.egfr, alert.numbers["egfr"]
    if egfr is not None and egfr.exact < limit and coming(situation, alert.lines):
        yield Fired({"egfr": egfr.beside(limit), "limit": plain(limit)})


RULES: dict[str, Finds[Rule]] = {
    "renal_unknown": Finds(renal_unknown, texts=(REPLACEMENT,)),
    "renal_review_ciclosporin": Finds(renal_review_ciclosporin, numbers=("egfr",), texts=(HIGH, UNKNOWN)),
    "renal_review_cotrimoxazole": Finds(renal_review_cotrimoxazole, numbers=("egfr", "factor")),
    "renal_review_anakinra": Finds(renal_review_anakinra, numbers=("egfr",)),
}
