"""A second check as it stands, and how a ward's checks went: what counts, what is hidden, how long they took."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args
from uuid import UUID

import pytest

from hlh_desktop.domain.log.checks import CheckEntry, CheckNow, CheckRates, Phase, rates_of
from tests.domain.log.doses import DUE, dose

FIRST = CheckEntry("RN A", "a" * 32, DUE, DUE + timedelta(minutes=2))


def check(phase: Phase, minutes: int | None = None) -> CheckNow:
    """A check that was opened at the due moment; its second entry came so many minutes later, or not yet."""
    second = None if minutes is None else CheckEntry("RN B", "b" * 32, DUE, DUE + timedelta(minutes=minutes))
    return CheckNow(UUID(int=7), dose().id, phase, DUE, "RN A", None if phase == "begun" else FIRST, second)


def rates(*checks: CheckNow, given: tuple[bool, ...] = ()) -> CheckRates:
    """The rates of entries that are read once and no more."""
    return rates_of(iter(given), iter(checks))


def test_a_ward_without_checks_has_no_time_that_they_took() -> None:
    assert rates() == CheckRates(due=0, independent=0, checks=0, differed=0, spent=None)
    assert rates(check("begun"), check("first"), given=(False,)) == CheckRates(1, 0, 0, 0, None)


def test_of_the_doses_given_those_count_that_had_an_independent_check() -> None:
    found = rates(given=(True, False, True, True))
    assert (found.due, found.independent) == (4, 3)


def test_only_whole_checks_count_and_of_these_the_ones_that_differed() -> None:
    found = rates(check("agrees", 4), check("differs", 5), check("first"), check("differs", 6), check("begun"))
    assert (found.checks, found.differed) == (3, 2)


@pytest.mark.parametrize(
    ("minutes", "middle"), [((7,), 7), ((30, 4, 6), 6), ((3, 2, 50, 40, 5), 5), ((10, 2), 6)]
)  # fmt: skip
def test_the_time_from_opening_to_the_second_entry_is_told_as_the_middle_one(
    minutes: tuple[int, ...], middle: int
) -> None:
    checks = (check("agrees", one) for one in minutes)
    assert rates(*checks, check("first")).spent == timedelta(minutes=middle)


def test_the_time_runs_from_when_the_check_was_opened() -> None:
    early = replace(check("agrees", 4), begun=DUE - timedelta(minutes=10))
    assert rates(early).spent == timedelta(minutes=14)


def test_a_check_is_complete_when_the_second_entry_is_in() -> None:
    assert check("agrees", 9).completed == DUE + timedelta(minutes=9)
    assert check("first").completed is None


def test_amounts_stay_hidden_until_both_entries_are_in() -> None:
    hidden = {phase: check(phase).open for phase in get_args(Phase)}
    assert hidden == {"begun": True, "first": True, "agrees": False, "differs": False}
