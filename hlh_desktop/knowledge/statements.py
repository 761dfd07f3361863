"""What resources/statements.toml must hold: every row once, each with a place that exists and names it in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.statements import NOTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.statements import Place, Statement
    from hlh_desktop.knowledge.soundness import Wrong

# Places that are sentences: they name no row.
BARE = ("chapter", "text")
# What the article was read in; a row is not its own proof, but for the few that are about the article itself.
ARTICLE = "ART"
ABOUT_ITSELF = ("S01", "S61")
WORDS = ("says", "does", "note")


def unsound_statements(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a row of the article without its place or its note, or a place without its row."""
    for code, row in knowledge.statements.items():
        yield from ((f"statements.{code}.{key}", reason) for key, reason in _row(code, row, knowledge))


def _row(code: str, row: Statement, knowledge: Knowledge) -> Iterator[Wrong]:
    for name in WORDS:
        words = getattr(row, name)
        if set(words) != {knowledge.wording.language} or not all(words.values()):
            most = " seen with this verdict" if row.verdict in NOTED and name == "note" else ""
            yield name, f"expected words in {knowledge.wording.language}{most}"
    if code not in ABOUT_ITSELF and any(cite.source == ARTICLE for cite in row.cites):
        yield "cites", "the article is no source for itself"
    for place in row.shown_at:
        named = rows_at(place, knowledge)
        if named is None:
            yield "shown_at", f"there is no {place.kind} {place.name}"
        elif place.kind not in BARE and code not in named:
            yield "shown_at", f"{place.kind} {place.name} does not name this row"


def rows_at(place: Place, knowledge: Knowledge) -> frozenset[str] | None:
    """The rows that a place names; None where there is no such place. A sentence or chapter names none."""
    if place.kind == "text":
        return frozenset() if knowledge.wording.has(place.name) else None
    if place.kind == "chapter":
        return frozenset() if place.name in knowledge.guide else None
    if place.kind == "option":
        option = knowledge.options.get(place.name)
        return None if option is None else frozenset(row for case in option.cases for row in case.statements)
    if place.kind == "line":
        lines = [one for name in knowledge.protocols for key, one in knowledge.lines(name).items() if key == place.name]
        return frozenset(row for line in lines for row in line.statements) if lines else None
    return _entry_rows(place, knowledge)


def _entry_rows(place: Place, knowledge: Knowledge) -> frozenset[str] | None:
    """The rows of an entry that stands in its own table by its code."""
    tables = {
        "finding": knowledge.alerts,
        "alert": knowledge.result_alerts.rules,
        "task": knowledge.tasks,
        "protocol": knowledge.protocols,
        "gate": knowledge.asking.findings | knowledge.asking.gates,
        "giving": knowledge.giving.gates,
        "form": knowledge.response.forms,
    }
    entry = tables[place.kind].get(place.name)  # type: ignore[attr-defined]
    return None if entry is None else frozenset(entry.statements)
