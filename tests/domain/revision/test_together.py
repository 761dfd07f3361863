"""Changes tried together: the later of two of the same doses counts, and none is of doses that are left out already."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.edits import From, omit_dose
from hlh_desktop.domain.revision.together import finds_doses, without_overtaken
from hlh_desktop.domain.revision.trial import Wish, Wished, changeable, wished_case
from tests.builders import ROOT, case_data, knowledge, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.case import Reach
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.revision.trial import Kind

PARIS = ZoneInfo("Europe/Paris")
TV04 = json.loads((ROOT / "resources" / "cases" / "example.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
EVENING = datetime(2026, 12, 6, 12, 0, tzinfo=PARIS)  # the dose of 08:00 was given
FOUR = case_data(regimen=regimen({"line": "anakinra", "mg_per_kg_per_day": "4", "doses_per_day": 4}))
LATER = datetime(2026, 12, 9, 9, 0, tzinfo=PARIS)


def wish(kind: Kind, clock: str = "", reach: Reach = "day", day: int = 15) -> Wish:
    """A change of co-trimoxazole: of all of its day, or from a clock time on as far as `reach`."""
    start = From(clock, reach) if clock else None
    return Wish(kind, "", "cotrimoxazole", None, day, reason="x", start=start, first=clock or "08:00")


def tried(*wishes: Wish, now: datetime = NOW, weight: str = "13.5") -> Plan:
    return plan(wished_case(TV04, plan(TV04), Wished(weight, "92", now, wishes), knowledge(), now))


WHOLE, MORNING, EVENING_DOSE = wish("hold"), wish("hold", "08:00", "dose"), wish("hold", "20:00", "dose")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (EVENING_DOSE, wish("omit")), (MORNING, wish("move")), (wish("move"), wish("hold")),
        (WHOLE, wish("stop", day=0)), (wish("factor"), wish("stop", day=0)), (wish("stop"), wish("stop", day=0)),
        (wish("factor"), wish("factor", "08:00", "onward")),
        (wish("factor", day=16), wish("factor", "20:00", "onward")),
        (wish("factor", "20:00", "onward"), wish("factor", "08:00", "onward")),
    ],
)  # fmt: skip
def test_a_later_change_of_the_same_doses_takes_the_place_of_an_earlier_one(earlier: Wish, later: Wish) -> None:
    assert without_overtaken([earlier], later) == ()


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (WHOLE, wish("factor")), (wish("factor"), WHOLE), (wish("move"), EVENING_DOSE), (MORNING, EVENING_DOSE),
        (wish("hold", day=16), WHOLE), (wish("factor", "08:00", "onward"), wish("factor", day=16)),
        (wish("factor"), wish("factor", "20:00", "onward")), (wish("factor", day=8), wish("factor", "08:00", "onward")),
        (replace(WHOLE, line="etoposide"), wish("stop")), (replace(WHOLE, part="second"), WHOLE),
    ],
)  # fmt: skip
def test_a_change_of_other_doses_or_of_another_kind_stands_beside_it(earlier: Wish, later: Wish) -> None:
    assert without_overtaken([earlier], later) == (earlier,)


def test_nothing_of_a_line_that_is_stopped_is_there_to_be_changed() -> None:
    """Stop and then hold, of a whole day and of a dose: neither would be applied, or it would come back moved."""
    for now in (NOW, EVENING):
        stopped = tried(wish("stop"), now=now)
        for later in (WHOLE, EVENING_DOSE, wish("move"), wish("factor", "20:00", "onward"), wish("stop")):
            assert not finds_doses(stopped, later, now)
            assert finds_doses(plan(TV04), later, now)
        assert finds_doses(stopped, Wish("hold", "", "etoposide", day=22), now)
    assert finds_doses(tried(), Wish("add", "", "fluconazole"), NOW)


def test_a_dose_of_a_day_that_is_held_is_not_there_and_the_others_are() -> None:
    held = tried(EVENING_DOSE)
    assert not finds_doses(held, wish("omit", "20:00", "dose"), NOW)
    assert finds_doses(held, wish("omit", "08:00", "dose"), NOW)
    assert finds_doses(held, wish("move"), NOW)
    assert not finds_doses(tried(WHOLE), wish("omit", "20:00", "dose"), NOW)
    assert finds_doses(tried(WHOLE), wish("factor", "08:00", "onward"), NOW)


def test_whatever_is_taken_in_whatever_order_is_applied() -> None:
    """Each of two changes that are both taken stands in the plan as it was said: none is told as not applied."""
    case = case_data(regimen=regimen("cotrimoxazole"))
    signed = plan(case)
    open_ = changeable(signed, knowledge(), NOW)
    kinds: tuple[Kind, ...] = ("move", "factor", "hold", "omit")
    every = [Wish("stop", "", "cotrimoxazole", reason="x")]
    for kind, ((place, reach), named) in itertools.product(kinds, list(open_.reaches.items())[:5]):
        if kind == "factor" or reach != "onward":
            first = f"{open_.doses[int(str(place))].first:%H:%M}"
            every.append(Wish(kind, "", "cotrimoxazole", None, named.day, LATER, "0.5", "x", named.start, first))

    def made(*wishes: Wish) -> Plan:
        return plan(wished_case(case, signed, Wished("13.5", "92", NOW, wishes), knowledge(), NOW))

    alone = {one: made(one) for one in every}
    for one, other in itertools.product(every, every):
        kept = without_overtaken([one], other)
        if not kept or finds_doses(alone[one], other, NOW):
            (ordered,) = made(*kept, other).ordered
            assert (ordered.missed, len(ordered.applied) >= len(kept) + 1) == ((), True), (one, other)


def test_the_rest_of_a_day_is_offered_only_where_all_of_it_stands() -> None:
    """Four times a day, the dose of 12:00 was left out: moved with the rest of its day it would come back."""

    def reaches(before: Plan, clock: str) -> set[str]:
        found = changeable(before, knowledge(), datetime(2026, 11, 24, 13, 0, tzinfo=PARIS))
        place = next(n for n, one in enumerate(found.doses) if f"{one.first:%d %H:%M}" == f"26 {clock}")
        return {reach for at, reach in found.reaches if at == place}

    left = plan(omit_dose(FOUR, "anakinra", None, 5, "vomited", From("12:00")))
    assert reaches(plan(FOUR), "00:00") == {"dose", "day", "onward"}
    assert reaches(left, "00:00") == reaches(left, "06:00") == {"dose", "onward"}
    assert reaches(left, "18:00") == {"dose", "onward"}
