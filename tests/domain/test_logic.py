"""Three-valued logic: unknown is never negative, and never positive either."""

from __future__ import annotations

from itertools import product

import pytest

from hlh_desktop.domain.logic import Tally, Truth, all_of, any_of, tally

TRUTHS: tuple[Truth, ...] = (True, None, False)


def certain(truths: tuple[Truth, ...], question: object) -> Truth:
    """What is true of every way to fill in the unknown ones; None where the ways differ."""
    ways = product(*((True, False) if truth is None else (truth,) for truth in truths))
    answers = {question(way) for way in ways}
    return answers.pop() if len(answers) == 1 else None


@pytest.mark.parametrize("length", range(6))
def test_any_and_all_say_what_is_certain(length: int) -> None:
    for truths in product(TRUTHS, repeat=length):
        assert any_of(truths) is certain(truths, any)
        assert all_of(truths) is certain(truths, all)


@pytest.mark.parametrize("length", range(7))
def test_k_of_n_says_what_is_certain(length: int) -> None:
    for truths in product(TRUTHS, repeat=length):
        for need in range(length + 2):
            assert tally(truths).at_least(need) is certain(truths, lambda way, need=need: sum(way) >= need)


def test_the_tally_counts_each_kind() -> None:
    assert tally(iter((True, None, False, None, None, False))) == Tally(met=1, unknown=3, not_met=2)


@pytest.mark.parametrize(
    ("met", "unknown", "state"),
    [(5, 0, True), (4, 1, None), (4, 0, False), (3, 2, None), (3, 1, False), (2, 3, None), (0, 8, None)],
)
def test_five_of_eight(met: int, unknown: int, state: Truth) -> None:
    """The vectors of diagnostics.md 1.6."""
    assert Tally(met, unknown, 8 - met - unknown).at_least(5) is state
