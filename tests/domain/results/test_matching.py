"""Whether a result is new, known, or takes the place of another: the table of statuses, and what makes two the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.results.matching import Shelf, place_of
from hlh_desktop.domain.results.values import LabResult, Reported, ResultId, Sample
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.results.values import How, Status

AT = datetime(2026, 11, 29, 7, 20, tzinfo=ZoneInfo("Europe/Paris"))
FIRST = ResultId(7, 0)
TOLD = Reported("ferritin", "ug/L", Decimal(11734), key="26-0815")
STATUSES: tuple[Status, ...] = ("pending", "preliminary", "final", "corrected", "cancelled")
# What comes of a status (across) that says something else than one that stands (down).
TABLE = """
             pending  preliminary  final       corrected   cancelled
pending      older    supersedes   supersedes  supersedes  supersedes
preliminary  older    differs      supersedes  supersedes  supersedes
final        older    older        differs     supersedes  differs
corrected    older    older        differs     supersedes  differs
cancelled    older    older        differs     supersedes  differs
"""


def shelf(*told: Reported, ended: How | None = None, **more: Any) -> Shelf:
    """A shelf with results of one sample; `ended` is how the first of them did."""
    made = Shelf(knowledge().catalogue)
    made.put_all(LabResult(ResultId(7, at), UUID(int=1), AT, one, **more) for at, one in enumerate(told))
    if ended is not None:
        made.ended[FIRST] = ended
    return made


def judged(on: Shelf, told: Reported, at: datetime = AT, **more: Any) -> str:
    return on.judge(told, place_of(Sample(at, (told,), **({"origin": "csv"} | more)))).code


@pytest.mark.parametrize(("stands", "comes"), list(product(STATUSES, STATUSES)))
def test_the_status_decides_between_two_that_differ(stands: Status, comes: Status) -> None:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    (row,) = (row for row in rows if row[0] == stands)
    other = replace(TOLD, status=comes, value=Decimal(9000))
    found = shelf(replace(TOLD, status=stands)).judge(other, place_of(Sample(AT, (other,))))
    assert (found.code, found.of) == (row[1 + head.index(comes)], FIRST)


@pytest.mark.parametrize("status", STATUSES)
def test_the_same_in_the_same_status_is_known(status: Status) -> None:
    told = replace(TOLD, status=status)
    assert judged(shelf(told), replace(told, value=Decimal("11734.00"), unit="\N{MICRO SIGN}g/L")) == "known"


def test_final_and_corrected_that_say_the_same_are_the_same() -> None:
    assert judged(shelf(TOLD), replace(TOLD, status="corrected")) == "known"
    assert judged(shelf(replace(TOLD, status="corrected")), TOLD) == "known"
    assert judged(shelf(replace(TOLD, status="preliminary")), TOLD) == "supersedes"


@pytest.mark.parametrize("other", [
    {"value": Decimal(1)}, {"unit": "mg/L"}, {"comparator": ">"}, {"text": "diluted"}, {"method": "Kit B"},
])  # fmt: skip
def test_whatever_is_said_otherwise_differs(other: dict[str, Any]) -> None:
    assert judged(shelf(TOLD), replace(TOLD, **other)) == "differs"


@pytest.mark.parametrize(("told", "more"), [
    ({"analyte": "hb"}, {}), ({"method": "Kit B", "key": ""}, {}), ({"key": ""}, {"specimen": "plasma"}),
    ({"key": ""}, {"at": AT + timedelta(seconds=1)}),
])  # fmt: skip
def test_what_is_of_another_thing_is_new(told: dict[str, Any], more: dict[str, Any]) -> None:
    assert judged(shelf(TOLD), replace(TOLD, **told), **more) == "new"


def test_the_laboratory_s_number_is_its_own() -> None:
    on, later = shelf(TOLD, laboratory="Central"), AT + timedelta(days=1)
    fixed = replace(TOLD, status="corrected")
    assert judged(on, fixed, later, laboratory=" central ") == "supersedes"
    assert judged(on, TOLD, later, laboratory="Central") == "differs"
    assert judged(on, fixed, later, laboratory="Another") == "new"
    assert judged(on, replace(fixed, key="26-0816"), later, laboratory="Central") == "new"


def test_moments_are_the_same_in_every_zone() -> None:
    assert judged(shelf(replace(TOLD, key="")), TOLD, AT.astimezone(UTC)) == "known"


def test_the_hour_that_comes_twice_is_two_moments() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AT.tzinfo)
    made = Shelf(knowledge().catalogue)
    made.put_all([LabResult(FIRST, UUID(int=1), first, replace(TOLD, key=""))])
    assert judged(made, replace(TOLD, key=""), first.replace(fold=1)) == "new"


@pytest.mark.parametrize(("ended", "status", "origin", "code"), [
    ("superseded", "final", "csv", "known"), ("corrected", "final", "typed", "known"),
    ("superseded", "corrected", "csv", "older"), ("struck", "final", "csv", "struck"),
    ("struck", "final", "typed", "new"), ("struck", "final", "pasted", "new"),
])  # fmt: skip
def test_the_same_after_it_was_ended(ended: How, status: Status, origin: str, code: str) -> None:
    told = replace(TOLD, status=status)
    assert judged(shelf(told, ended=ended), told, origin=origin) == code


def test_what_somebody_corrected_elsewhere_is_for_a_person() -> None:
    other = replace(TOLD, status="corrected", value=Decimal(9))
    assert judged(shelf(TOLD, ended="corrected"), other) == "differs"
    assert judged(shelf(TOLD, ended="struck"), other) == "new"


def test_the_newest_that_stands_is_the_one_in_question() -> None:
    on = shelf(replace(TOLD, status="preliminary"), replace(TOLD, value=Decimal(12)), ended="superseded")
    other = replace(TOLD, status="corrected", value=Decimal(13))
    assert on.judge(other, place_of(Sample(AT, (other,)))).of == ResultId(7, 1)
