"""A factor typed for a whole line while its course goes on counts from now on, and past doses keep their amounts."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.edits import From, decide, hold_dose, move_dose
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.onward import Offer, from_now_on, offer_of, standing, taken_back
from hlh_desktop.domain.revision.past import rewritten
from hlh_desktop.domain.revision.telling import difference_words
from hlh_desktop.domain.revision.values import Course
from hlh_desktop.domain.slots import SlotKey
from tests.builders import case_data, findings, knowledge, lab, plan, regimen

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)  # day 11, five minutes after its dose of etoposide
CASE = case_data(regimen=regimen("etoposide", "dexamethasone", "cotrimoxazole"))
ETOPOSIDE, TWICE = ("etoposide", None), ("cotrimoxazole", None)


def typed(line: str, factor: str, case: dict[str, Any] | None = None) -> dict[str, Any]:
    return decide(case or CASE, line, "change", parameters={"factor": factor, "reason": "kidney"})


def course(case: dict[str, Any] | None = None, settled: frozenset[SlotKey] = frozenset()) -> Course:
    made = plan(case or CASE)
    return Course(made.case.day_one, made, settled)


def offered(case: dict[str, Any], before: Course | None = None, now: datetime = NOW) -> Offer:
    line = ETOPOSIDE if "factor" in case["regimen"]["lines"][0] else TWICE
    found = offer_of(line, before or course(), plan(case), now)
    assert found is not None
    return found


def doses(case: dict[str, Any], line: str = "etoposide") -> list[str]:
    (order,) = [order for order in plan(case).orders if order.line == line]
    return [str(one.dose.amount.amount) for one in order.administrations]


def test_a_factor_of_the_whole_line_would_rewrite_the_past_and_may_count_from_the_next_dose_on() -> None:
    case = typed("etoposide", "0.75")
    assert len(rewritten(plan(CASE), plan(case), NOW)) == 4
    found = offered(case)
    assert (found.factor, found.before, found.reason, found.passed) == (Decimal("0.75"), Decimal(1), "kidney", 4)
    assert (found.day, found.since) == (15, datetime(2026, 12, 6, 14, 0, tzinfo=PARIS))
    made = from_now_on(case, course(), found)
    assert rewritten(plan(CASE), plan(made), NOW) == ()
    assert doses(made) == ["89"] * 4 + ["66"] * 6
    assert made["regimen"]["lines"][0] == {"line": "etoposide"}


def test_it_begins_within_a_day_that_has_begun() -> None:
    noon = datetime(2026, 12, 6, 12, 0, tzinfo=PARIS)
    made = from_now_on(typed("cotrimoxazole", "0.5"), course(), offered(typed("cotrimoxazole", "0.5"), now=noon))
    changed = difference(plan(CASE), plan(made), knowledge(), noon).doses
    assert changed[0].key == SlotKey("cotrimoxazole", None, 1501)
    assert rewritten(plan(CASE), plan(made), noon) == ()


def test_it_begins_after_a_dose_that_the_log_has_already() -> None:
    early = course(settled=frozenset({SlotKey("etoposide", None, 1500)}))
    made = from_now_on(typed("etoposide", "0.75"), early, offered(typed("etoposide", "0.75"), early))
    assert doses(made) == ["89"] * 5 + ["66"] * 5
    later = course(settled=frozenset({SlotKey("etoposide", None, 2200)}))
    assert offered(typed("etoposide", "0.75"), later).day == 29


def test_a_factor_that_the_signed_line_has_stays_as_it_was_signed() -> None:
    before = course(typed("etoposide", "0.75"))
    later = typed("etoposide", "0.5")
    made = from_now_on(later, before, offered(later, before))
    assert made["regimen"]["lines"][0] == {"line": "etoposide", "factor": "0.75", "reason": "kidney"}
    assert doses(made) == ["66"] * 4 + ["44"] * 6
    back = from_now_on(typed("etoposide", "1"), before, offered(typed("etoposide", "1"), before))
    assert doses(back) == ["66"] * 4 + ["89"] * 6


def test_nothing_is_offered_where_nothing_of_the_past_would_change_or_nothing_is_to_come() -> None:
    case = typed("etoposide", "0.75")
    assert offer_of(ETOPOSIDE, None, plan(case), NOW) is None
    assert offer_of(ETOPOSIDE, course(), plan(CASE), NOW) is None
    assert offer_of(ETOPOSIDE, course(), None, NOW) is None
    assert offer_of(TWICE, course(), plan(case), NOW) is None
    assert offer_of(ETOPOSIDE, course(), plan(case), datetime(2026, 11, 21, tzinfo=PARIS)) is None
    assert offer_of(ETOPOSIDE, course(), plan(case), datetime(2027, 3, 1, tzinfo=PARIS)) is None


def test_the_difference_tells_each_dose_to_come_with_its_percent() -> None:
    case = typed("etoposide", "0.75")
    made = from_now_on(case, course(), offered(case))
    found = difference_words(difference(plan(CASE), plan(made), knowledge(), NOW), knowledge())
    (row,) = [one for one in found.lines if one.name == "etoposide"]
    assert (row.detail, row.before, row.after) == ("doses 5 to 10", "89", "66")
    assert any("from day 15 on: given at factor 0.75" in one.text.replace("\xa0", " ") for one in found.raised)


@pytest.mark.parametrize(("hour", "words"), [(7, "from day 15 on:"), (12, "from the 20:00 dose of day 15 on:")])
@pytest.mark.parametrize("held", [False, True])
def test_it_is_told_by_its_day_and_by_a_dose_only_where_the_day_has_begun(hour: int, words: str, held: bool) -> None:
    now = datetime(2026, 12, 6, hour, 0, tzinfo=PARIS)
    case = typed("cotrimoxazole", "0.5")
    made = from_now_on(case, course(), offered(case, now=now))
    if held:
        made = hold_dose(made, "cotrimoxazole", None, 15, "rash", From("08:00"))
    (text,) = [one for one in findings(made)["dose_changed"] if "factor" in one]
    assert words in text


def test_it_stands_to_be_seen_and_is_taken_back_until_it_has_begun() -> None:
    case = typed("etoposide", "0.75")
    made = from_now_on(case, course(), offered(case))
    (one,) = standing(ETOPOSIDE, plan(made), NOW)
    assert (one.change.factor, one.change.reason, one.begun) == (Decimal("0.75"), "kidney", False)
    assert doses(taken_back(made, one)) == ["89"] * 10
    other = {**made["regimen"]["changes"][-1], "do": "hold", "factor": None}
    both = {**made, "regimen": {**made["regimen"], "changes": [*made["regimen"]["changes"], other]}}
    assert taken_back(both, one)["regimen"]["changes"] == [other]
    assert standing(ETOPOSIDE, plan(made), datetime(2026, 12, 6, 14, 1, tzinfo=PARIS))[0].begun
    assert standing(TWICE, plan(made), NOW) == ()


def test_it_has_begun_where_a_dose_by_it_was_moved_ahead_and_has_passed_and_not_where_its_first_dose_is_held() -> None:
    """From day 15 on; the dose of day 22 is given on day 12."""
    made = from_now_on(typed("etoposide", "0.75"), course(), offered(typed("etoposide", "0.75")))
    ahead = move_dose(made, "etoposide", None, 22, datetime(2026, 12, 3, 9, 0), "theatre")
    assert standing(ETOPOSIDE, plan(ahead), datetime(2026, 12, 3, 10, 0, tzinfo=PARIS))[0].begun
    held = hold_dose(made, "etoposide", None, 15, "fever")
    assert not standing(ETOPOSIDE, plan(held), datetime(2026, 12, 7, 10, 0, tzinfo=PARIS))[0].begun


def test_a_factor_from_now_on_answers_the_review_of_the_kidney() -> None:
    weak = [lab("crea", "100", "umol/L", at="2026-12-02T08:00")]
    case = {**CASE, "labs": weak, "revised_at": ["2026-12-02T14:05"]}
    assert "renal_review_etoposide" in findings(case)
    made = from_now_on(typed("etoposide", "0.75", case), course(), offered(typed("etoposide", "0.75", case)))
    assert "renal_review_etoposide" not in findings(made)
