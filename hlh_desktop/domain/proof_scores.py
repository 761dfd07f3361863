"""The proof of a score or of an item of the criteria: what each part adds, the results behind it, the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.criteria.item_words import item_words, limit_words
from hlh_desktop.domain.proof import source_rows
from hlh_desktop.domain.proof_values import InputRow, LimitRow, OtherRow, Proof, SumRow
from hlh_desktop.domain.quantity import grouped
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.domain.writing import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.domain.criteria.assessment import Criteria
    from hlh_desktop.domain.criteria.hscore import HScore, Points
    from hlh_desktop.domain.criteria.mas import MasState
    from hlh_desktop.domain.criteria.observed import Observed
    from hlh_desktop.domain.criteria.rules import HScoreRules
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.laboratory import Limit, Result
    from hlh_desktop.domain.logic import Truth

TRUTHS = {True: "met", False: "not_met", None: "unknown"}


def criteria_proof(name: str, criteria: Criteria, observed: Observed, knowledge: Knowledge) -> Proof | None:
    """The proof of "hscore", "mas_2016" or an item of HLH-2004 by its name; None for what has no proof of its own."""
    if name == "hscore":
        return hscore_proof(criteria.hscore, observed, knowledge)
    if name == "mas_2016":
        return mas_proof(criteria.mas_2016, observed, knowledge)
    named = any(one.name == name for one in criteria.hlh_2004.items)
    return item_proof(criteria, name, knowledge) if named else None


def hscore_proof(score: HScore, observed: Observed, knowledge: Knowledge) -> Proof:
    """The proof of the HScore's interval: the points of each item, what is unknown, and the published probability.

    `observed` is what the score was made of: `Look.observed`, or of a plan `situation.observe(case, knowledge, age)`.
    """
    words, rules = Words(knowledge), knowledge.criteria.hscore
    total = SumRow(words.screen("proof.total"), _probability(score, words), _interval(score, words))
    language = knowledge.wording.language
    return Proof(
        title=words.screen("proof.score", title=rules.title, points=_interval(score, words)),
        where=words.screen("proof.adults"),
        sums=(*(_points(one, words) for one in score.items), total),
        inputs=_inputs(observed.deciding(*_limits(rules)), words),
        limits=(_cutoff(score, words),),
        sources=source_rows(knowledge, rules.cites),
        others=(OtherRow(rules.title, words.text(rules.note[language])),),
        edition=knowledge.wording.say("proof.edition", edition=knowledge.edition),
    )


def item_proof(criteria: Criteria, name: str, knowledge: Knowledge) -> Proof:
    """The proof of one item of HLH-2004: its rule and the results that decide it. KeyError for any other name."""
    words, rules = Words(knowledge), knowledge.criteria
    item = {one.name: one for one in criteria.hlh_2004.items}[name]
    said = item_words(name, rules, knowledge.wording)
    truth = words.tell.say(f"truth.{TRUTHS[item.truth]}")
    language = knowledge.wording.language
    return Proof(
        title=words.screen("proof.item", title=said.title, truth=truth),
        where=rules.hlh_2004.title,
        sums=(SumRow(said.title, words.text(said.rule), truth),),
        inputs=_inputs(item.results, words),
        limits=(),
        sources=source_rows(knowledge, rules.limits.cites),
        others=(OtherRow(rules.hlh_2004.title, words.text(rules.hlh_2004.note[language])),),
        edition=knowledge.wording.say("proof.edition", edition=knowledge.edition),
    )


def mas_proof(state: MasState, observed: Observed, knowledge: Knowledge) -> Proof:
    """The proof of MAS 2016: each part as met, not met or unknown, with the results that decide it."""
    words, rules = Words(knowledge), knowledge.criteria.mas_2016
    say, language = knowledge.wording.say, knowledge.wording.language
    limits = (rules.fever, rules.ferritin, *rules.others)
    parts = [SumRow(say("proof.mas.sjia"), say("proof.mas.needed"), _truth(observed.signs.sjia, words))]
    for limit in limits:
        key = "needed" if limit in limits[:2] else "other"
        text = say(f"proof.mas.{key}_limit", limit=limit_words(limit, knowledge.wording), need=rules.need,
                   count=len(rules.others))  # fmt: skip
        parts.append(SumRow(knowledge.catalogue[limit.analyte].name, text, _truth(observed.beyond(limit), words)))
    told = say(f"proof.mas.{state}")
    return Proof(
        title=say("proof.column", first=rules.title, second=told), where=say("proof.mas.classification"),
        sums=(*parts, SumRow(rules.title, "", told)), inputs=_inputs(observed.deciding(*limits), words), limits=(),
        sources=source_rows(knowledge, rules.cites), others=(OtherRow(rules.title, words.text(rules.note[language])),),
        edition=say("proof.edition", edition=knowledge.edition),
    )  # fmt: skip


def _truth(truth: Truth, words: Words) -> str:
    return words.tell.say(f"truth.{TRUTHS[truth]}")


def _points(one: Points, words: Words) -> SumRow:
    known = one.low == one.high
    text = words.screen("proof.known" if known else "proof.open")
    return SumRow(words.screen(f"points.{one.item}"), text, _span(one.low, one.high, words))


def _interval(score: HScore, words: Words) -> str:
    return _span(score.low, score.high, words)


def _span(low: int, high: int, words: Words) -> str:
    return str(low) if low == high else words.screen("range.from", low=low, high=high)


def _probability(score: HScore, words: Words) -> str:
    low, high = score.probability_low, score.probability_high
    said = low if low == high else words.screen("range.from", low=low, high=high)
    return words.screen("proof.probability", percent=said)


def _cutoff(score: HScore, words: Words) -> LimitRow:
    """Where the interval lies to the published cut-off: never a rule for treatment."""
    cutoff = words.knowledge.criteria.hscore.cutoff
    side = "above" if score.low >= cutoff else "below" if score.high < cutoff else "across"
    return LimitRow("info", words.screen("proof.cutoff"), words.screen(f"proof.cutoff_{side}", cutoff=cutoff))


def _limits(rules: HScoreRules) -> tuple[Limit, ...]:
    """The limits that results are held against, the highest step of each item first."""
    steps = (step.limit for found in rules.steps.values() for step in reversed(found))
    return (*rules.lineage_limits, *steps)


def _inputs(results: Iterable[Result], words: Words) -> tuple[InputRow, ...]:
    """The results behind a number, each once."""
    return tuple(_input(result, words) for result in dict.fromkeys(results))


def _input(result: Result, words: Words) -> InputRow:
    name = words.knowledge.catalogue[result.analyte].name
    why = "not_used" if not result.interpretable else "raised" if result.raised else ""
    note = words.screen(f"proof.{why}") if why else ""
    return InputRow(name, grouped(result.reported), spelt(result.unit), words.moment(result.at), note)
