"""The chapters of the guide: in the order of their files, each with a title and a name of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.guide import read_guide
from hlh_desktop.ui.navigation import CHAPTERS
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from pathlib import Path


def test_the_chapters_stand_in_the_order_of_their_files() -> None:
    files = sorted(path.name for path in (ROOT / "resources" / "guide").glob("*.md"))
    assert [f"{name}.md" for name in knowledge().guide] == [file[3:] for file in files]
    assert set(CHAPTERS.values()) <= set(knowledge().guide)


@pytest.mark.parametrize("name", list(knowledge().guide))
def test_a_chapter_is_short_and_names_only_rows_that_there_are(name: str) -> None:
    chapter = knowledge().guide[name]
    assert len(chapter.text) < 4000
    assert set(re.findall(r"S\d\d", chapter.text)) <= set(knowledge().statements)


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("giving.md", "# Giving\n\nText.", "a name like"),
        ("01-giving.md", "Giving\n\nText.", "a title and a text"),
        ("01-giving.md", "# Giving\n\n", "a title and a text"),
        ("01-giving.md", b"# \xff\xfe\n\nText.", "utf-8"),
    ],
)
def test_a_chapter_that_is_not_understood_stops_the_program(
    tmp_path: Path, file: str, text: str | bytes, reason: str
) -> None:
    (tmp_path / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(KnowledgeError, match=reason):
        read_guide(tmp_path)


def test_two_chapters_of_one_name_or_none_at_all_stop_the_program(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no chapter"):
        read_guide(tmp_path)
    for number in ("01", "02"):
        (tmp_path / f"{number}-giving.md").write_text("# Giving\n\nText.", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="this name"):
        read_guide(tmp_path)
