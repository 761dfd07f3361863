"""What stands in a log: what was given of a drug in order of time, turns of a dose, and which stop is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from hlh_desktop.domain.log.ledger import Ledger, next_turn, standing_of, stop_of
from hlh_desktop.domain.log.values import Ended, Stop
from tests.domain.log.doses import CHILD, DUE, PARIS, dose, outcome

HOUR = timedelta(hours=1)
STOP = Stop(UUID(int=9), "etoposide", None, DUE, "Dr A")


def test_what_was_given_stands_in_order_of_its_instants_through_a_clock_change() -> None:
    """On 25 Oct 2026 the hour from 02:00 comes twice in Paris: 02:10 the second time is after 02:50 the first."""
    first = datetime(2026, 10, 25, 2, 50, tzinfo=PARIS)
    again = first.replace(minute=10, fold=1)
    late, soon = outcome(dose(1), taken=again), outcome(dose(2), taken=first)
    found = Ledger(outcomes=(late, soon), standing=standing_of((late, soon), {}))
    assert found.taken("etoposide") == (soon, late)


def test_only_what_got_into_the_child_and_stands_was_given_with_or_without_a_planned_dose() -> None:
    given, running, home, elsewhere = (
        outcome(dose(n), became, taken=DUE + n * HOUR)
        for n, became in enumerate(("given", "running", "home", "elsewhere"), 1)
    )
    unplanned = replace(elsewhere, dose=None)
    omitted, other, struck = outcome(dose(5), "omitted"), outcome(dose(6, drug="rituximab")), outcome(dose(7))
    over, follows = outcome(dose(8), "running"), outcome(dose(8), "omitted", 2)
    outcomes = (unplanned, home, running, given, omitted, other, struck, over, follows)
    ended = {struck.id: Ended(UUID(int=3), CHILD, struck.id, "struck", "RN", DUE)}
    found = Ledger(outcomes=outcomes, ended=ended, standing=standing_of(outcomes, ended))
    assert found.taken("etoposide") == (given, running, home, unplanned)
    assert found.taken("rituximab") == (other,)


def test_the_turns_of_one_dose_are_no_other_doses_turns() -> None:
    entries = (outcome(dose(1), "held"), outcome(dose(1), turn=2), outcome(dose(2)))
    assert [next_turn(dose(n).id, entries) for n in (1, 2, 3)] == [3, 2, 1]
    assert next_turn(dose(1).id, reversed(entries)) == 3


@pytest.mark.parametrize(
    ("since", "at", "stopped"),
    [
        (DUE, None, True), (DUE + HOUR, None, False),
        (DUE + HOUR, DUE + HOUR, True),  # given an hour late, as the stop began
        (DUE + HOUR, DUE + HOUR / 2, False),
        (DUE, DUE - HOUR, True),  # given early: it is due when the line is stopped already
        (DUE - HOUR, DUE - 2 * HOUR, True),
    ],
)  # fmt: skip
def test_a_stop_counts_from_its_moment_for_what_is_due_or_given_then(
    since: datetime, at: datetime | None, stopped: bool
) -> None:
    stop = replace(STOP, since=since.astimezone(UTC))
    assert stop_of(dose(), (stop,), at) == (stop if stopped else None)


def test_of_several_stops_the_one_of_this_line_and_part_that_was_not_lifted_counts() -> None:
    others = (replace(STOP, lifted=DUE), replace(STOP, part="pulse"), replace(STOP, line="rituximab"))
    assert stop_of(dose(), others) is None
    assert stop_of(dose(), (*others, STOP)) is STOP
    assert stop_of(dose(part="pulse"), (*others, STOP)) is others[1]
