"""The chapters of the user's guide: Markdown files of resources/guide, in the order of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hlh_desktop.domain.statements import Chapter
from hlh_desktop.knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

# "03-giving.md": a number for its place, and the name by which it is asked for.
FILE = re.compile(r"\d\d-([a-z-]+)\.md")
TITLE = "# "


def read_guide(folder: Path) -> dict[str, Chapter]:
    """Every chapter by its name. KnowledgeError for a file without a title, or a name that stands twice."""
    found: dict[str, Chapter] = {}
    for path in sorted(folder.glob("*.md")):
        chapter = _chapter(path)
        if chapter.name in found:
            raise KnowledgeError(f"guide/{path.name}", "", "another chapter has this name")
        found[chapter.name] = chapter
    if not found:
        raise KnowledgeError(folder.name, "", "there is no chapter")
    return found


def _chapter(path: Path) -> Chapter:
    file = f"guide/{path.name}"
    named = FILE.fullmatch(path.name)
    if named is None:
        raise KnowledgeError(file, "", "expected a name like 03-giving.md")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(file, "", str(error)) from None
    head, _, rest = text.partition("\n")
    if not head.startswith(TITLE) or not rest.strip():
        raise KnowledgeError(file, "", "expected a title and a text")
    return Chapter(name=named[1], title=head.removeprefix(TITLE).strip(), text=rest.strip())
