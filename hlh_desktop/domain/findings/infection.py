"""Findings about infection: fever without neutrophils, treatment of the trigger, leishmania, blood, vaccines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.cause import LEISHMANIA, trigger_treatment_missing
from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import coming, steroid_days, titles
from hlh_desktop.domain.findings.readings import newest_of, told, warmest
from hlh_desktop.domain.laboratory import proves
from hlh_desktop.domain.names import same_words, stands_in
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

RICKETTSIA = "rickettsia"
HEPATITIS_B, POSITIVE, BLOODS = "hepatitis_b", "hepatitis_b_positive", "bloods_before_ivig"


def fever_with_neutropenia(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A temperature of the last days beyond the limit, and too few neutrophils by the newest count."""
    few = alert.limits["neutrophils"]
    hot = warmest(situation, alert.limits["temperature"], alert.numbers["temperature_days"])
    count = newest_of(situation, few.analyte, alert.numbers["neutrophil_days"])
    if hot is not None and count is not None and proves(count, few):
        yield Fired({"temperature": told(situation.knowledge, hot), "neutrophils": told(situation.knowledge, count)})


# --- the trigger


def trigger_treatment_not_recorded(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """A cause with a treatment of its own, and neither a line nor words for it; the gate of signing asks the same.

    A trigger whose drug is known and missing is told by trigger_treatment_missing, and not twice. Rickettsia waits
    for no work-up.
    """
    cause = situation.etiology
    lines = situation.knowledge.asking.gates["trigger"].lists
    if cause.kind == "infection" and cause.pathogen == RICKETTSIA:
        if _untreated(situation) and not _among_medicines(situation, alert.lists["rickettsia"]):
            yield Fired(text=RICKETTSIA, level="critical")
    elif (
        cause.kind in lines
        and cause.treatment is None
        and not situation.has(*lines[cause.kind])
        and not any(trigger_treatment_missing(situation, alert))
    ):
        yield Fired()


def _untreated(situation: Situation) -> bool:
    """Whether no treatment of the cause is written down; a work-up that is pending treats nothing."""
    words = situation.etiology.treatment
    return words is None or same_words(words, situation.knowledge.settings.pending)


def _among_medicines(situation: Situation, names: Iterable[str]) -> bool:
    return any(stands_in(name, text) for name in names for text in situation.case.other_medicines or ())


def leishmania_immunosuppressed(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Leishmania in a child whose defence is taken away, by treatment or before it."""
    if situation.etiology.pathogen != LEISHMANIA:
        return
    say = situation.knowledge.wording.say
    days, limit = len(steroid_days(situation)), alert.numbers["steroid_days"]
    why = titles(situation, alert.lists["immunosuppressants"])
    if days > limit:
        why.append(say("infection.steroid_days", days=days, limit=plain(limit)))
    if situation.signs.immunosuppression:
        why.append(say("infection.immunosuppressed"))
    if why:
        yield Fired({"why": listed(why)})


# --- before and after treatment


def bloods_before_ivig(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Rituximab with hepatitis B, or without its result; immunoglobulin before the blood that it would hide is drawn.

    Of doses to come: once infused, its antibodies are in the blood. Lines and questions are those of the gates of
    signing, which ask the same.
    """
    gates, answers = situation.knowledge.asking.gates, situation.case.safety
    hepatitis, bloods = gates[HEPATITIS_B].lists, gates[BLOODS].lists
    markers = [answers.get(one) for one in hepatitis["questions"]]
    if coming(situation, hepatitis["lines"]) and not all(marker is False for marker in markers):
        yield Fired(text=POSITIVE if any(markers) else HEPATITIS_B, level="critical")
    if coming(situation, bloods["lines"]) and not all(answers.get(one) for one in bloods["questions"]):
        yield Fired()


def live_vaccines(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Drugs of the plan after which no live vaccine may be given for a time; one note for all of them."""
    drugs = titles(situation, alert.lists["lines"])
    if drugs:
        yield Fired({"drugs": listed(drugs)})


FEVER = ("temperature", "neutrophils")
RULES: dict[str, Finds[Rule]] = {
    "fever_with_neutropenia": Finds(
        fever_with_neutropenia, numbers=("temperature_days", "neutrophil_days"), limits=FEVER
    ),
    "trigger_treatment_not_recorded": Finds(trigger_treatment_not_recorded, texts=(RICKETTSIA,), lists=(RICKETTSIA,)),
    "leishmania_immunosuppressed": Finds(
        leishmania_immunosuppressed, numbers=("steroid_days",), lists=("immunosuppressants",)
    ),
    "bloods_before_ivig": Finds(bloods_before_ivig, texts=(HEPATITIS_B, POSITIVE)),
    "live_vaccines": Finds(live_vaccines, lists=("lines",)),
}
