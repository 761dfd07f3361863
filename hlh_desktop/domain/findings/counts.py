"""Findings about etoposide with low counts, a sick liver or low albumin: sources disagree, and both sides are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.indicators import indicators
from hlh_desktop.domain.findings.ordered import coming
from hlh_desktop.domain.findings.readings import told
from hlh_desktop.domain.laboratory import proves
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.renal import replaced
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.laboratory import Limit, Result
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

LATER, SEVERE = "later", "severe"
COUNTS, ALBUMIN, DIRECT, ALT = ("platelets", "neutrophils"), ("albumin",), "direct_bilirubin", "alt"
SIGNS = ("bilirubin_high", "ast_high")


def etoposide_low_counts(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Counts below the label's limits: the disease itself before the first etoposide, perhaps the drug after it."""
    low = _beyond(situation, (alert.limits[name] for name in COUNTS))
    if low and coming(situation, alert.lines):
        values = {"results": _told(situation, low)}
        yield Fired(values, text=LATER, level="warning") if _had_etoposide(situation) else Fired(values)


def _had_etoposide(situation: Situation) -> bool:
    """Whether a dose stands before the day of this version, or etoposide was given before or elsewhere."""
    total, since = situation.cumulative, situation.decided_on
    return total is not None and (
        bool(total.prior or total.elsewhere) or any(point.at.date() < since for point in total.points)
    )  # fmt: skip


def etoposide_liver(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Bilirubin or transaminases raised; louder with direct bilirubin and a kidney beyond the one rule that cuts."""
    if not coming(situation, alert.lines):
        return
    direct = _beyond(situation, (alert.limits[DIRECT],))
    if direct and _kidney_fails(situation, alert):
        yield Fired({"results": _told(situation, direct)}, text=SEVERE, level="warning")
        return
    signs = [indicators(situation)[code] for code in SIGNS]
    raised = [result for sign in signs if sign.truth for result in sign.results]
    raised += [*_beyond(situation, (alert.limits[ALT],)), *direct]
    if raised:
        yield Fired({"results": _told(situation, raised)})


def _kidney_fails(situation: Situation, alert: Alert) -> bool:
    """Whether kidney function lies below that rule's limit, or is replaced."""
    egfr = situation.egfr
    return replaced(situation.case.safety) or (egfr is not None and egfr.exact < alert.numbers["egfr"])


def etoposide_low_albumin(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Low albumin: more of the drug is free, and no source that was read says by how much to reduce."""
    low = _beyond(situation, (alert.limits[name] for name in ALBUMIN))
    if low and coming(situation, alert.lines):
        limit = next(iter(alert.limits[ALBUMIN[0]].values.values()))
        yield Fired({"results": _told(situation, low), "limit": plain(limit)})


def _beyond(situation: Situation, limits: Iterable[Limit]) -> list[Result]:
    """The newest results that lie beyond their limits."""
    found = ((situation.latest(limit.analyte), limit) for limit in limits)
    return [result for result, limit in found if result is not None and proves(result, limit)]


def _told(situation: Situation, results: Iterable[Result]) -> str:
    return listed(told(situation.knowledge, result) for result in results)


RULES: dict[str, Finds[Rule]] = {
    "etoposide_low_counts": Finds(etoposide_low_counts, texts=(LATER,), limits=COUNTS),
    "etoposide_liver": Finds(etoposide_liver, numbers=("egfr",), texts=(SEVERE,), limits=(DIRECT, ALT)),
    "etoposide_low_albumin": Finds(etoposide_low_albumin, limits=ALBUMIN),
}
