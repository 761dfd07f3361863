"""Drafts: the last state kept is the one that is there, until it is signed or dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.trouble import Trouble
from tests.record import wards
from tests.record.wards import NOW, draft, entry, sign

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.open_store import Store


def test_a_draft_is_kept_as_it_was_typed(opened: Store, folder: Path) -> None:
    wrong = {"case": {"weight_kg": "13,5", "name": "\ud83d half", "rows": [{}, None, ""]}, "step": 3}
    kept = draft(opened, body=wrong)
    opened.keep_draft(kept)
    opened.close()
    with wards.reopen(folder) as again:
        assert again.draft(kept.id) == kept
        assert again.drafts() == (kept,)


def test_keeping_again_replaces(opened: Store) -> None:
    kept = draft(opened)
    for n in range(3):
        kept = replace(kept, kept=NOW + timedelta(seconds=n), body={"n": n}, child=uuid4())
        opened.keep_draft(kept)
    assert opened.drafts() == (kept,)


def test_drafts_come_in_the_order_they_were_begun(opened: Store) -> None:
    late, early = draft(opened, begun=NOW + timedelta(days=1)), draft(opened)
    opened.keep_draft(late)
    opened.keep_draft(early)
    assert opened.drafts() == (early, late)


def test_a_dropped_draft_is_gone(opened: Store) -> None:
    kept = draft(opened)
    opened.keep_draft(kept)
    assert opened.drop_draft(kept.id)
    assert not opened.drop_draft(kept.id)
    assert opened.draft(kept.id) is None
    assert opened.drafts() == ()


def test_signing_takes_the_draft_with_it(opened: Store) -> None:
    kept, other = draft(opened), draft(opened)
    opened.keep_draft(kept)
    opened.keep_draft(other)
    sign(opened, uuid4(), drop=kept.id)
    assert opened.drafts() == (other,)


def test_a_draft_is_signed_once(opened: Store) -> None:
    kept = draft(opened)
    opened.keep_draft(kept)
    sign(opened, uuid4(), drop=kept.id)
    before = opened.facts()
    with pytest.raises(Trouble) as caught:
        sign(opened, uuid4(), drop=kept.id)
    assert caught.value.code == "draft_gone"
    assert opened.facts() == before


def test_signing_again_after_a_doubt_is_no_trouble(opened: Store) -> None:
    kept, said = draft(opened), entry(opened)
    opened.keep_draft(kept)
    first = opened.append(said, drop_draft=kept.id, now=NOW)
    assert opened.append(said, drop_draft=kept.id, now=NOW) == first


def test_what_fails_leaves_the_draft(opened: Store) -> None:
    kept = draft(opened)
    opened.keep_draft(kept)
    with pytest.raises(TypeError):
        opened.append(entry(opened, body={"mg": 1.5}), drop_draft=kept.id, now=NOW)
    assert opened.drafts() == (kept,)


def test_a_draft_is_not_part_of_the_seal(opened: Store) -> None:
    seal = opened.seal()
    opened.keep_draft(draft(opened))
    assert opened.seal() == seal
