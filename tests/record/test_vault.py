"""The wraps of the data key: each opens with its own secret, for its own person, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import vault
from hlh_desktop.record.recovery import new_code
from hlh_desktop.record.vault import Cost
from tests.record.wards import CHEAP

KEY = vault.new_key()
ME = "ward/person"


def code_of(call: object, *args: object) -> str:
    with pytest.raises(Trouble) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.code


def test_a_password_opens_what_it_wrapped() -> None:
    wrap = vault.wrapped_by_password(KEY, "pass", ME, CHEAP)
    assert vault.opened_by_password(wrap, "pass", ME) == KEY


@pytest.mark.parametrize("wrong", ["", "Pass", "pass ", "pas", "passs", "\udc80"])
def test_another_password_does_not(wrong: str) -> None:
    wrap = vault.wrapped_by_password(KEY, "pass", ME, CHEAP)
    assert code_of(vault.opened_by_password, wrap, wrong, ME) == "wrong_password"


def test_a_wrap_opens_for_nobody_else_and_in_no_other_ward() -> None:
    wrap = vault.wrapped_by_password(KEY, "pass", ME, CHEAP)
    for other in ("ward/other", "other/person", ""):
        assert code_of(vault.opened_by_password, wrap, "pass", other) == "wrong_password"


def test_accents_may_be_typed_either_way() -> None:
    wrap = vault.wrapped_by_password(KEY, "\N{LATIN SMALL LETTER E WITH ACUTE}t", ME, CHEAP)
    assert vault.opened_by_password(wrap, "e\N{COMBINING ACUTE ACCENT}t", ME) == KEY


@pytest.mark.parametrize("part", ["salt", "nonce", "sealed"])
def test_a_wrap_with_one_bit_changed_does_not_open(part: str) -> None:
    wrap = vault.wrapped_by_password(KEY, "pass", ME, CHEAP)
    before = getattr(wrap, part)
    for place in range(len(before)):
        changed = before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :]
        assert code_of(vault.opened_by_password, replace(wrap, **{part: changed}), "pass", ME) == "wrong_password"


def test_the_cost_belongs_to_the_wrap() -> None:
    wrap = vault.wrapped_by_password(KEY, "pass", ME, CHEAP)
    assert wrap.cost == CHEAP
    assert code_of(vault.opened_by_password, replace(wrap, cost=Cost(2, 8, 1)), "pass", ME) == "wrong_password"


def test_a_recovery_code_opens_what_it_wrapped_and_no_other_does() -> None:
    code = new_code()
    wrap = vault.wrapped_by_recovery(KEY, code, "ward/")
    assert vault.opened_by_recovery(wrap, code, "ward/") == KEY
    assert code_of(vault.opened_by_recovery, wrap, new_code(), "ward/") == "recovery_of_another"
    assert code_of(vault.opened_by_recovery, wrap, code, "other/") == "recovery_of_another"


def test_the_usual_cost_is_that_of_the_standard() -> None:
    assert Cost().memory >= 64 * 1024
    assert Cost().passes >= 3
    assert Cost().bearable


@pytest.mark.parametrize(
    "cost", [Cost(0, 8, 1), Cost(1, 7, 1), Cost(1, 8, 0), Cost(1, 8, 2), Cost(65, 8, 1), Cost(1, 1 << 21, 1)]
)
def test_no_key_file_can_ask_for_more_than_a_computer_bears(cost: Cost) -> None:
    assert not cost.bearable


def test_keys_for_different_purposes_differ() -> None:
    assert len({KEY, vault.derived(KEY, "ward.db"), vault.derived(KEY, "keys.json")}) == 3
    assert vault.derived(KEY, "ward.db") == vault.derived(KEY, "ward.db")


def test_no_wrap_shows_what_it_holds() -> None:
    wrap = vault.wrapped_by_password(KEY, "pass", ME, CHEAP)
    assert "sealed" not in repr(wrap)
