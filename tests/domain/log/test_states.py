"""The state of a dose at a moment: worked out from what was written and the clock, at every edge of its window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.ledger import Ledger, next_turn, standing_of, stop_of
from hlh_desktop.domain.log.rules import Window
from hlh_desktop.domain.log.states import dose_now
from hlh_desktop.domain.log.values import Ended, Stay, Stop
from tests.domain.log.doses import CHILD, DUE, PARIS, dose, outcome, release, steroid

WINDOW = Window(early_minutes=60, late_minutes=30, missed_minutes=720)


def state(of: Any, ledger: Ledger = Ledger(), now: datetime = DUE, window: Window = WINDOW) -> Any:  # noqa: B008
    return dose_now(of, ledger, window, now, needs_release=of.kind != "other", partly=Decimal(5), home_routes=("oral",))


def written(of: Any, became: str, **parts: Any) -> Ledger:
    found = outcome(of, became, **parts)
    return Ledger(outcomes=(found,), standing={of.id: found})


@pytest.mark.parametrize(
    ("minutes", "wanted", "overdue"),
    [
        (-61, "planned", None), (-60, "due", None), (0, "due", None), (30, "due", None), (31, "late", 31),
        (719, "late", 719), (720, "missed", None), (5000, "missed", None),
    ],
)  # fmt: skip
def test_the_clock_moves_a_dose_from_planned_to_due_to_late_to_missed(
    minutes: int, wanted: str, overdue: int | None
) -> None:
    found = state(steroid(), now=DUE + timedelta(minutes=minutes))
    assert found.state == wanted
    assert found.overdue == (None if overdue is None else timedelta(minutes=overdue))
    assert found.open


@pytest.mark.parametrize(("minutes", "overdue"), [(-600, False), (30, False), (31, True)])
def test_a_dose_that_awaits_its_release_says_so_and_may_be_overdue_with_it(minutes: int, overdue: bool) -> None:
    found = state(dose(), now=DUE + timedelta(minutes=minutes))
    assert found.state == "awaiting_release"
    assert (found.overdue is not None) is overdue
    assert found.released is False


def test_a_release_opens_it_but_not_one_for_another_amount_or_version() -> None:
    planned = dose()
    for found, wanted in ((release(planned), "due"), (release(planned, amount=Decimal(88)), "awaiting_release"),
                          (release(planned, plan=UUID(int=3)), "awaiting_release")):  # fmt: skip
        assert state(planned, Ledger(releases={planned.id: found})).state == wanted


@pytest.mark.parametrize("became", ["running", "held", "refused", "omitted", "missed", "elsewhere", "home", "given"])
def test_what_was_written_counts_whatever_the_clock_says(became: str) -> None:
    found = state(steroid(), written(steroid(), became), DUE + timedelta(days=3))
    assert found.state == became
    assert found.overdue is None
    assert not found.open


@pytest.mark.parametrize(
    ("amount", "wanted"), [("5.9", "given"), ("5.7", "given"), ("5.6", "partly_given"), ("6.5", "given")]
)
def test_more_than_5_percent_less_than_planned_is_given_in_part(amount: str, wanted: str) -> None:
    assert state(steroid(), written(steroid(), "given", amount=Decimal(amount))).state == wanted


def test_a_stopped_line_waits_for_nobody_from_the_stop_on_until_it_is_lifted() -> None:
    stop = Stop(UUID(int=9), "dexamethasone", None, DUE - timedelta(hours=1), "Dr A")
    planned, later = steroid(), DUE + timedelta(minutes=40)
    assert state(planned, Ledger(stops=(stop,)), later).state == "stopped"
    assert state(planned, Ledger(stops=(stop,)), later).overdue is None
    assert state(planned, Ledger(stops=(replace(stop, lifted=DUE),)), later).state == "late"
    assert state(planned, Ledger(stops=(replace(stop, since=DUE + timedelta(minutes=1)),)), later).state == "late"
    assert stop_of(dose(), (stop,)) is None
    assert stop_of(steroid(part="pulse"), (stop,)) is None


@pytest.mark.parametrize("kind", ["transferred", "died", "archived"])
def test_nothing_is_due_to_a_child_who_is_not_here_any_more(kind: Any) -> None:
    gone = Stay(UUID(int=8), kind, DUE - timedelta(days=1))
    assert state(steroid(), Ledger(stays=(gone,)), DUE + timedelta(hours=2)).state == "ended"
    late = Stay(UUID(int=8), kind, DUE + timedelta(hours=1))
    assert state(steroid(), Ledger(stays=(late,)), DUE + timedelta(hours=2)).state == "late"


@pytest.mark.parametrize("kind", ["on_leave", "outpatient"])
def test_at_home_oral_doses_are_taken_there_infusions_are_visits_and_nothing_is_missed_by_itself(kind: Any) -> None:
    home = Ledger(stays=(Stay(UUID(int=8), kind, DUE - timedelta(days=1)),))
    far = DUE + timedelta(days=9)
    assert state(steroid(), home, far).state == state(steroid(), home, DUE).state == "at_home"
    assert state(steroid(), home, DUE - timedelta(minutes=10)).state == "due"
    visit = state(steroid(route="intravenous"), home, far)
    assert visit.state == "visit"
    back = Ledger(stays=(*home.stays, Stay(UUID(int=7), "admitted", DUE - timedelta(hours=1))))
    assert state(steroid(), back, far).state == "missed"


def test_on_the_night_of_the_clock_change_an_hour_is_an_hour() -> None:
    due = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    planned = steroid(due=due, planned=due)
    again = due.replace(fold=1)  # the same clock time, an hour later
    assert state(planned, now=due).state == "due"
    assert state(planned, now=again).state == "late"
    assert state(planned, now=again).overdue == timedelta(hours=1)


def ended(*ones: Any, how: Any = "struck") -> dict[UUID, Ended]:
    return {one.id: Ended(one.id, CHILD, one.id, how, "RN", DUE) for one in ones}


def test_of_each_dose_the_last_turn_stands_that_was_not_struck_out_nor_lifted() -> None:
    planned = steroid()
    hold, omitted = outcome(planned, "held"), outcome(planned, "omitted", 2)
    assert standing_of((omitted, hold), {}) == {planned.id: omitted}
    assert standing_of((hold, omitted), ended(hold, omitted)) == {}
    assert next_turn(planned.id, (hold, omitted)) == 3
    assert next_turn(UUID(int=77), (hold, omitted)) == 1


def test_a_hold_that_nobody_lifted_is_in_force_again_when_what_followed_it_was_struck_out() -> None:
    planned = steroid()
    hold, omitted = outcome(planned, "held"), outcome(planned, "omitted", 2)
    assert standing_of((hold, omitted), ended(omitted)) == {planned.id: hold}
    running, given = outcome(dose(), "running"), outcome(dose(), "given", 2)
    assert standing_of((running, given), ended(given)) == {dose().id: running}


def test_a_stay_that_only_begins_later_changes_nothing_yet_and_one_that_is_over_nothing_any_more() -> None:
    for kind in ("transferred", "on_leave"):
        leaves = Ledger(stays=(Stay(UUID(int=8), kind, DUE - timedelta(minutes=30)),))
        assert state(steroid(), leaves, DUE - timedelta(minutes=31)).state == "due"
    gone = Ledger(stays=(Stay(UUID(int=8), "transferred", DUE - timedelta(days=1)),))
    assert state(steroid(), gone, DUE - timedelta(hours=9)).state == "ended", "of a dose that is still to come"


def test_who_is_gone_has_no_dose_that_is_stopped_and_a_stopped_dose_waits_for_no_visit() -> None:
    stop = Stop(UUID(int=9), "dexamethasone", None, DUE - timedelta(hours=1), "Dr A")
    for kind, wanted in (("died", "ended"), ("on_leave", "stopped"), ("outpatient", "stopped")):
        away = Ledger(stops=(stop,), stays=(Stay(UUID(int=8), kind, DUE - timedelta(days=1)),))
        assert state(steroid(), away).state == wanted


def test_a_visit_is_overdue_as_a_dose_on_the_ward_is_but_never_counts_as_missed() -> None:
    home = Ledger(stays=(Stay(UUID(int=8), "outpatient", DUE - timedelta(days=1)),))
    for minutes, overdue in ((30, None), (31, 31), (5000, 5000)):
        found = state(steroid(route="subcutaneous"), home, DUE + timedelta(minutes=minutes))
        assert (found.state, found.overdue) == ("visit", overdue and timedelta(minutes=overdue))
        assert found.waiting is (overdue is not None)


@pytest.mark.parametrize(("amount", "wanted"), [("95", "given"), ("94.99", "partly_given")])
def test_95_of_100_mg_are_the_whole_dose_and_a_little_less_is_a_part(amount: str, wanted: str) -> None:
    planned = steroid(amount=Decimal(100))
    assert state(planned, written(planned, "given", amount=Decimal(amount))).state == wanted
    assert state(planned, written(planned, "home", amount=Decimal(amount))).state == "home"
    unplanned = written(planned, "given", amount=Decimal(amount), planned_amount=None)
    assert state(planned, unplanned).state == "given"


def test_a_dose_waits_for_somebody_from_when_it_may_be_given_until_it_was() -> None:
    waits = [state(steroid(), now=DUE + timedelta(minutes=minutes)).waiting for minutes in (-61, -60, 31, 719, 720)]
    assert waits == [False, True, True, True, False]
    assert not state(steroid(), written(steroid(), "held")).waiting
    assert [state(dose(), now=DUE + timedelta(minutes=late)).waiting for late in (30, 31)] == [False, True]


def test_a_release_is_told_where_the_drug_needs_one_and_nowhere_else() -> None:
    held = release(dose())
    found = state(dose(), Ledger(releases={dose().id: held}))
    assert (found.release, found.released) == (held, True)
    other = state(steroid(), Ledger(releases={steroid().id: release(steroid())}))
    assert (other.release, other.released) == (None, None)
