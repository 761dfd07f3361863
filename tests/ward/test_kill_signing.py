"""A short campaign of kills while drafts are kept and signed; HLH_KILLS=2000 makes it 1,700 (pytest -s shows them)."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.ward import plans, signing
from tests import killing
from tests.ward import wards
from tests.ward.after_kill import Known, look, note
from tests.ward.entered import NOW, entered

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the campaign splits off its children by fork")
PART, SHORT = 0.85, 10


def test_nothing_acknowledged_is_lost_however_the_program_ends() -> None:
    found = killing.ran("tests.ward.kill_signing", PART, SHORT)
    assert found["wrong"] == []
    assert found["acknowledged"] > found["kills"]
    assert found["counts"]["signed"]


@pytest.fixture
def desk(tmp_path: Path) -> OpenWard:
    return wards.new_ward(tmp_path / "ward")


def kept(desk: OpenWard, count: int) -> UUID:
    """A draft that stands as it is entered for the count-th time."""
    opened = desk.new_draft(None, NOW)
    desk.keep_draft(replace(opened, draft=entered("K", count)), NOW)
    return opened.id


def sign(desk: OpenWard) -> UUID:
    """A draft that was signed as it is entered for the first time."""
    id_ = kept(desk, 1)
    desk.sign(id_, entered("K", 1), person_name=wards.DOCTOR, password=wards.PASSWORD, now=NOW)
    return id_


def seen(desk: OpenWard, *said: str) -> list[str]:
    """The first two words of each thing that is wrong, after a child had said these lines."""
    known = Known(desk.face.folder)
    note(known, [line.split() for line in said], Counter())
    return [" ".join(line.split()[:2]) for line in look(known)]


def of(id_: UUID, *lines: str) -> list[str]:
    return [f"begun {id_} K 0", *(line.replace(" ", f" {id_} ", 1) for line in lines)]


def test_what_stands_as_it_was_said_is_right(desk: OpenWard) -> None:
    assert seen(desk, *of(kept(desk, 2), "keeping 2", "kept 2")) == []
    assert seen(desk, *of(kept(desk, 2), "keeping 1", "kept 1", "keeping 2")) == []
    assert seen(desk, *of(kept(desk, 2), "keeping 2", "taken K 2", "keeping 3")) == []


def test_the_campaign_would_see_a_state_that_is_lost(desk: OpenWard) -> None:
    assert seen(desk, *of(kept(desk, 1), "keeping 2", "kept 2")) == ["lost draft"]
    gone = kept(desk, 1)
    desk.store.drop_draft(gone)
    assert seen(desk, *of(gone, "keeping 1", "kept 1")) == ["lost draft"]


def test_the_campaign_would_see_a_plan_that_is_lost_or_another_one(desk: OpenWard) -> None:
    id_ = kept(desk, 1)
    plan = f"signed {id_}"
    assert seen(desk, *of(id_, "keeping 1", "kept 1", "signing 1", plan)) == ["lost plan"]
    assert seen(desk, *of(sign(desk), "keeping 2", "kept 2", "signing 2")) == ["differs plan"]


def test_the_campaign_would_see_a_draft_beside_its_plan(desk: OpenWard) -> None:
    id_ = kept(desk, 1)
    before = desk.store.draft(id_)
    assert before is not None
    desk.sign(id_, entered("K", 1), person_name=wards.DOCTOR, password=wards.PASSWORD, now=NOW)
    desk.store.keep_draft(before)
    assert seen(desk, *of(id_, "keeping 1", "kept 1", "signing 1")) == ["half draft"]


def test_the_campaign_would_see_half_a_signing(desk: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = signing.signed_facts

    def unsigned(*arguments: Any) -> Any:
        return tuple(entry for entry in usual(*arguments) if entry.kind != plans.SIGNATURE)

    with monkeypatch.context() as broken:
        broken.setattr(signing, "signed_facts", unsigned)
        broken.setattr(plans, "head", lambda *_: None)
        id_ = sign(desk)
    assert "half signing" in seen(desk, *of(id_, "keeping 1", "kept 1", "signing 1"))


def test_the_campaign_would_see_a_dose_that_is_missing(desk: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = signing.dose_rows
    monkeypatch.setattr(signing, "dose_rows", lambda *arguments: usual(*arguments)[:-1])
    assert seen(desk, *of(sign(desk), "keeping 1", "kept 1", "signing 1")) == ["differs doses"]


def test_the_campaign_would_see_a_draft_that_went_without_a_word(desk: OpenWard) -> None:
    gone = kept(desk, 1)
    desk.store.drop_draft(gone)
    assert seen(desk, *of(gone, "keeping 1", "kept 1", f"discarding {gone}")) == ["half discards:"]
    assert seen(desk, *of(sign(desk), "keeping 1", "kept 1", "discarding -", "signing 1")) == []


def test_the_campaign_would_see_a_plan_that_nobody_signed_and_a_lost_chain(desk: OpenWard) -> None:
    assert seen(desk, *of(sign(desk), "keeping 1", "kept 1")) == ["half plan"]
    (desk.face.folder / "head").write_text('{"number":99,"seal":"0"}')
    assert [line.split()[0] for line in seen(desk)] == ["half", "chain:"]
