"""What a finding looked at: its results with their dates, measures, kidney function, and the limits it has."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from hlh_desktop.domain.approval.words import own_notes
from hlh_desktop.domain.criteria.item_words import limit_words
from hlh_desktop.domain.findings.indicators import indicators
from hlh_desktop.domain.laboratory import proves
from hlh_desktop.domain.proof_inputs import egfr_inputs, surface_inputs
from hlh_desktop.domain.proof_values import InputRow, LimitRow
from hlh_desktop.domain.quantity import grouped
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.writing import listed, number, spelt, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Limit, Result
    from hlh_desktop.domain.proof_values import LimitState
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Bedside, Situation

# The finding that counts all risk signs.
OF_SIGNS = "escalation_review"
# Values of a finding's sentence, or numbers of its entry, that tell what it was reckoned from.
OF_KIDNEY, OF_BODY, OF_TOTAL = {"egfr"}, {"weight", "weight_kg", "mg_per_kg", "bsa"}, {"total"}


def finding_inputs(situation: Situation, knowledge: Knowledge, finding: Finding) -> Iterator[InputRow]:
    """Each input with its date; a result that was never measured is told as such."""
    alert = knowledge.alerts.get(finding.code)
    if alert is None:
        return
    named = _named(alert, knowledge.wording.language)
    for analyte in analytes_of(situation, finding.code):
        yield _result(analyte, situation.latest(analyte), knowledge)
    if named & OF_BODY:
        yield from surface_inputs(situation.spans[-1:], knowledge)
    if rests_on_kidney(knowledge, finding.code):
        yield from egfr_inputs(situation, knowledge)
    if named & OF_TOTAL and situation.cumulative is not None:
        say, total = knowledge.wording.say, situation.cumulative
        asked = "" if total.prior is not None else say("proof.rule.prior_unknown")
        yield InputRow(say("proof.limit.cumulative"), number(total.overall, 0), spelt("mg/m2"), "", asked)


def analytes_of(bedside: Bedside, code: str) -> tuple[str, ...]:
    """The analytes that a finding of a code looks at, each once; none of a code that an edition no longer knows."""
    alert = bedside.knowledge.alerts.get(code)
    if alert is None:
        return ()
    limits = [limit for _, limit in _limits(bedside, alert, code)]
    if code == OF_SIGNS:
        limits = [limit for one in indicators(bedside).values() for limit in one.limits]
    return tuple(dict.fromkeys(limit.analyte for limit in limits))


def rests_on_kidney(knowledge: Knowledge, code: str) -> bool:
    """Whether a finding of a code is told by the kidney function."""
    return _rests_on(knowledge, code, OF_KIDNEY)


def rests_on_total(knowledge: Knowledge, code: str) -> bool:
    """Whether a finding of a code is told by cumulative etoposide."""
    return _rests_on(knowledge, code, OF_TOTAL)


def _rests_on(knowledge: Knowledge, code: str, values: set[str]) -> bool:
    alert = knowledge.alerts.get(code)
    return alert is not None and bool(_named(alert, knowledge.wording.language) & values)


def finding_limits(situation: Situation, knowledge: Knowledge, finding: Finding) -> Iterator[LimitRow]:
    """Each limit with what came of it, then the numbers of the entry, and what of it is the ward's own."""
    alert, say = knowledge.alerts.get(finding.code), knowledge.wording.say
    if alert is None:
        return
    for key, limit in _limits(situation, alert, finding.code):
        yield _limit(key, limit, situation.latest(limit.analyte), finding, knowledge)
    for name, value in alert.numbers.items():
        key = f"proof.number.{name}"
        title = say(key) if knowledge.wording.has(key) else name.replace("_", " ")
        yield LimitRow("info", title, number(value))
    for note in own_notes(knowledge, f"alerts.{finding.code}"):
        yield LimitRow("info", say("proof.rule.own"), note)


def _named(alert: Alert, language: str) -> set[str]:
    """The values that the sentences of a finding name, and the numbers of its entry."""
    said = [alert.text, *alert.texts.values()]
    values = {name for words in said for _, name, _, _ in Formatter().parse(words[language]) if name}
    return values | set(alert.numbers)


def _limits(bedside: Bedside, alert: Alert, code: str) -> tuple[tuple[str, Limit], ...]:
    """The limits of an entry as they hold for this child's age, each by its name where it has one."""
    if alert.indicator:
        return tuple(("", limit) for limit in indicators(bedside)[code].limits)
    return (*((("", alert.limit),) if alert.limit is not None else ()), *alert.limits.items())


def _result(analyte: str, result: Result | None, knowledge: Knowledge) -> InputRow:
    say, tell = knowledge.wording.say, Telling(knowledge.wording)
    name = knowledge.catalogue[analyte].name
    if result is None:
        return InputRow(name, say("proof.input.unknown"), "", "", say("proof.rule.not_measured"))
    when = listed((tell.day(result.on), clock(result.at)))
    unit = "" if spelt(result.unit) == name else spelt(result.unit)
    return InputRow(name, grouped(result.reported), unit, when, say("proof.rule.reported"))


def _limit(key: str, limit: Limit, result: Result | None, finding: Finding, knowledge: Knowledge) -> LimitRow:
    """A limit and its result: beyond it, kept, or not measured. One that counts on a condition says which."""
    say, name = knowledge.wording.say, knowledge.catalogue[limit.analyte].name
    condition = f"proof.only.{key}"
    if knowledge.wording.has(condition):
        return LimitRow("info", name, say(condition, limit=limit_words(limit, knowledge.wording)))
    words = limit_words(limit, knowledge.wording)
    if result is None:
        return LimitRow("info", name, say("proof.rule.limit_open", limit=words))
    truth = proves(result, limit)
    state: LimitState = finding.level if truth else "info" if truth is None else "ok"
    found = with_unit(grouped(result.reported), result.unit)
    said = "beyond" if truth else "unknown" if truth is None else "kept"
    return LimitRow(state, name, say(f"proof.rule.limit_{said}", limit=words, found=found))
