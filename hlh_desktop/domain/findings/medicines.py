"""Findings about medicines together: prophylaxis, interactions, allergies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings.fired import Finds, Fired
from hlh_desktop.domain.findings.ordered import titles
from hlh_desktop.domain.names import stands_in
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.finding import Level
    from hlh_desktop.domain.findings.fired import Rule
    from hlh_desktop.domain.protocol import Drug
    from hlh_desktop.domain.rules import Alert
    from hlh_desktop.domain.situation import Situation

COTRIMOXAZOLE = "cotrimoxazole"
CRITICAL = ("pregnancy_test",)
QUESTIONS = (
    *CRITICAL, "g6pd_deficiency", "iga_deficiency", "thrombosis_risk", "travel_strongyloides", "heart_failure",
    "long_qt",
)  # fmt: skip


def prophylaxis_missing(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An immunosuppressing line while pneumocystis prophylaxis is neither ordered nor declined."""
    if situation.requested(*alert.lines) and not situation.has(COTRIMOXAZOLE) and not situation.declined(COTRIMOXAZOLE):
        yield Fired(text="refused" if situation.requested(COTRIMOXAZOLE) else None)


def interaction(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Two medicines of the matrix, at least one of them ordered; the other ordered or named among the current ones."""
    titles = {token: drug.title for drug in _drugs(situation) for token in (drug.name, *drug.groups)}
    others = situation.case.other_medicines or ()
    for pair in situation.knowledge.interactions:
        firsts, seconds = _ours(pair.first, titles), _ours(pair.second, titles)
        met = [(one, other) for one in firsts for other in (*seconds, *_named((*pair.second, *pair.current), others))]
        met += [(one, other) for one in seconds for other in _named(pair.first, others)]
        for one, other in dict.fromkeys(pair for pair in met if pair[0] != pair[1]):
            effect = pair.text[situation.knowledge.wording.language]
            yield Fired({"one": one, "other": other, "effect": effect}, cites=pair.cites)


def _drugs(situation: Situation) -> list[Drug]:
    """The drugs ordered, each once, in the order of the orders."""
    formulary = situation.knowledge.formulary
    return [formulary[name] for name in dict.fromkeys(order.drug for order in situation.orders)]


def _ours(names: Iterable[str], titles: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(titles[name] for name in names if name in titles))


def _named(names: Iterable[str], texts: Iterable[str]) -> list[str]:
    """The medicines, as they were typed, that one of the names stands in as a word."""
    return [text for text in texts if any(stands_in(name, text) for name in names)]


def allergy_match(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """An allergy that names an ordered drug, its brand, its class or an excipient of it."""
    for allergy in situation.case.patient.allergies or ():
        for drug in _drugs(situation):
            if any(stands_in(word, allergy) for word in (drug.name, *drug.names)):
                yield Fired({"allergy": allergy, "drug": drug.title})


def answer_against(situation: Situation, alert: Alert) -> Iterator[Fired]:
    """Each question before treatment that was answered with yes and speaks against what is ordered."""
    for question in QUESTIONS:
        drugs = titles(situation, alert.lists[question])
        if drugs and situation.case.safety.get(question) is True:
            level: Level | None = "critical" if question in CRITICAL else None
            yield Fired({"drugs": listed(drugs)}, text=question, level=level)


RULES: dict[str, Finds[Rule]] = {
    "answer_against": Finds(answer_against, texts=QUESTIONS, lists=QUESTIONS),
    "prophylaxis_missing": Finds(prophylaxis_missing, texts=("refused",)),
    "interaction": Finds(interaction),
    "allergy_match": Finds(allergy_match),
}
