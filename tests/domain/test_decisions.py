"""The decision table: cause, severity, nervous system and response, one line each, with what is said of every option.

Run by itself (`python -m tests.domain.test_decisions`) it prints the figures; HLH_ALL tries every other answer too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from hlh_desktop.domain.options import options_of
from hlh_desktop.domain.plan import make_plan
from tests.builders import case_data, knowledge
from tests.domain.test_options import ETOPOSIDE, NOT_ENOUGH, situation
from tests.knowledge.accepted import must_be_accepted
from tests.thorough import some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.finding import Option

# Kind, pathogen and the cells that carry EBV.
CAUSES: dict[str, tuple[str, str | None, str | None]] = {
    "EBV, B cells": ("infection", "EBV", "B"),
    "EBV, T cells": ("infection", "EBV", "T"),
    "EBV, cells unknown": ("infection", "EBV", None),
    "leishmania": ("infection", "leishmania", None),
    "other infection": ("infection", "CMV", None),
    "malignancy": ("malignancy", None, None),
    "rheumatic": ("rheumatic", None, None),
    "primary suspected": ("primary_suspected", None, None),
    "cause unknown": ("unknown", None, None),
}
COURSES = ("deteriorating", "stable", None)
NERVES = ("none", "present", "progressive", None)
RESPONSES = (None, "resolved", "partial", "below_partial", "reactivated")
# What the table leaves unknown.
ANSWERS, FLUIDS, DEFECTS = (None, True, False), (None, "normal", "abnormal", "not_done"), (None, True, False)
STANCES = {"proposed": "+", "offered": "o", "advised_against": "-"}


class Way(NamedTuple):
    """One combination of what the table is about."""

    cause: str
    course: str | None
    cns: str | None
    response: str | None


def ways() -> list[Way]:
    return [Way(*way) for way in product(CAUSES, COURSES, NERVES, RESPONSES)]


def case_of(way: Way, answer: bool | None = None, csf: str | None = None, defect: bool | None = None) -> Case:
    kind, pathogen, lineage = CAUSES[way.cause]
    start: Case = girl().case
    etiology = start.etiology.model_copy(update={"kind": kind, "pathogen": pathogen, "ebv_lineage": lineage})
    severity = {"course": way.course, "cns": way.cns, "response": way.response, "csf": csf}
    parts: dict[str, Any] = {
        "etiology": etiology,
        "severity": start.severity.model_copy(update={**severity, "responding_to_specific_treatment": answer}),
        "signs": start.signs.model_copy(update={"hlh_gene_defect": defect}),
    }
    return start.model_copy(update=parts)


@cache
def girl() -> Any:
    return situation(case_data())


def options(case: Case) -> tuple[Option, ...]:
    return options_of(replace(girl(), case=case))


@cache
def decided() -> dict[Way, tuple[Option, ...]]:
    """The options of every combination, with all else unknown."""
    return {way: options(case_of(way)) for way in ways()}


def line(way: Way, found: tuple[Option, ...]) -> str:
    said = {sign: [one.id for one in found if one.stance == stance] for stance, sign in STANCES.items()}
    head = (way.cause, way.course or "course unknown", f"CNS {way.cns or 'unknown'}", way.response or "not judged")
    return " | ".join(head) + " | " + " ".join(f"{sign} {', '.join(names)};" for sign, names in said.items() if names)


def table() -> Iterator[str]:
    yield "Cause | course | nervous system | response to treatment | options: + proposed, o offered, - advised against."
    yield "A girl of 2 years and 5 months; whatever else could be known is unknown. No option orders anything."
    yield ""
    yield from (line(way, found) for way, found in decided().items())


def _proposes(found: tuple[Option, ...], names: set[str]) -> bool:
    return any(one.id in names and one.stance == "proposed" for one in found)


def figures() -> str:
    """How many combinations there are, and what the least of them has."""
    least = min(sum(one.stance != "advised_against" for one in found) for found in decided().values())
    proposed = sum(_proposes(found, set(knowledge().options)) for found in decided().values())
    protocols = sum(_proposes(found, ETOPOSIDE) for found in decided().values())
    others = ETOPOSIDE - {"hlh-94"} | {"dep", "re_intensification"}
    alone = sum(_proposes(found, others) for found in decided().values())
    ordered = sum(len(make_plan(case_of(way), knowledge()).orders) for way in ways())
    stances = Counter(one.stance for found in decided().values() for one in found)
    said = ", ".join(f"{stance} {count}" for stance, count in stances.items())
    return (
        f"{len(decided())} combinations of {len(CAUSES)} causes, {len(COURSES)} courses, {len(NERVES)} states of the "
        f"nervous system and {len(RESPONSES)} responses. Options not advised against: at least {least} in each. "
        f"Something is proposed in {proposed}, a whole protocol in {protocols}, etoposide by itself in {alone}; "
        f"lines that the program orders: {ordered}. Said: {said}."
    )


def test_the_decision_table_is_as_accepted() -> None:
    must_be_accepted("decisions.txt", "\n".join(table()) + "\n")


def test_everybody_has_an_option_and_nobody_is_proposed_etoposide_by_itself() -> None:
    assert len(decided()) == 9 * 3 * 4 * 5
    for way, found in decided().items():
        assert any(one.stance != "advised_against" for one in found), way
        assert {one.id for one in found if one.stance == "proposed"} & (ETOPOSIDE | {"dep", "re_intensification"}) <= {
            "hlh-94"
        }, way
        again = {"emapalumab", "ruxolitinib", "alemtuzumab", "dep", "plasma_exchange", "transplant"}
        assert (again <= {one.id for one in found}) is (way.response in NOT_ENOUGH), way


def test_whatever_else_is_known_the_same_holds() -> None:
    for way, answer, csf, defect in some(product(ways(), ANSWERS, FLUIDS, DEFECTS), 97):
        found = options(case_of(way, answer, csf, defect))
        assert any(one.stance != "advised_against" for one in found), (way, answer, csf, defect)
        assert {one.id for one in found if one.stance == "proposed"} & ETOPOSIDE <= {"hlh-94"}


def test_the_program_adds_no_line_whatever_it_proposes() -> None:
    for way in some(ways(), 29):
        made = make_plan(case_of(way), knowledge())
        assert made.orders == ()
        assert any(finding.code == "etoposide_needs_decision" for finding in made.findings)


if __name__ == "__main__":
    print(figures())
