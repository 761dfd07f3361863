"""A short campaign of kills while somebody types; HLH_KILLS=2000 makes it 300 (pytest -s shows the figures)."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.draft import Draft
from tests import killing
from tests.ui.kill_typing import Told, digest, look, note
from tests.ward import wards

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the campaign splits off its children by fork")
PART, SHORT = 0.15, 3


def test_nothing_that_was_kept_is_lost_however_the_program_ends() -> None:
    found = killing.ran("tests.ui.kill_typing", PART, SHORT)
    assert found["wrong"] == []
    assert found["acknowledged"] > found["kills"]


def test_the_campaign_would_see_what_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "ward"
    desk = wards.new_ward(folder)
    opened = desk.new_draft(None, wards.NOW)
    older, newer = (Draft({"patient": {"mrn": mrn}}) for mrn in ("TV0", "TV04"))
    desk.keep_draft(replace(opened, draft=older), wards.NOW)

    def seen(*lines: str) -> list[str]:
        told: dict[object, Told] = {}
        note(told, [line.replace("DRAFT", str(opened.id)).split(" ") for line in lines], Counter())  # type: ignore[arg-type]
        return [" ".join(line.split()[:2]) for line in look(folder, told)]  # type: ignore[arg-type]

    kept, keeping = f"kept DRAFT {digest(older)}", f"keeping DRAFT {digest(newer)}"
    left = 'left DRAFT patient.mrn "TV04"'
    assert seen(kept, keeping) == []
    assert seen(kept, keeping, f"kept DRAFT {digest(newer)}") == ["lost state"]
    assert seen(kept, left) == ["lost field"]
    assert seen(kept, left, "typing DRAFT patient.mrn") == []
    assert seen(f"begun {uuid4()} 0") == ["lost draft"]
