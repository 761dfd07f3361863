"""Notes at fields: a problem of the case in the words of the screen, at its place in the draft as it was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.wizard.values import FieldNote
from hlh_desktop.domain.wizard.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.problem import Problem

NUMBER = re.compile(r"\[[0-9]+\]")


def note_of(found: Problem, case: Mapping[str, Any], place: Callable[[str], str], knowledge: Knowledge) -> FieldNote:
    """A problem as a note. `place` leads from the tidied case to the draft as typed, `case` is the tidied case."""
    words = Words(knowledge)
    path = place(found.field)
    empty = value_at(case, found.field) is None if found.field else found.found is None
    return FieldNote(
        path=path,
        code=found.code,
        kind="missing" if empty and found.found is None else "wrong",
        text=words.text(sentence(found, words, missing=empty and found.found is None)),
        name=field_name(path, words),
        step=step_of(path, knowledge),
    )


def sentence(found: Problem, words: Words, *, missing: bool) -> str:
    """What is expected at the field, in the screen's own words where it has some."""
    wording = words.knowledge.wording
    families = ("field_missing", "field", "problem") if missing else ("field", "problem")
    keys = (f"{family}.{found.code}" for family in families)
    return wording.say(next(key for key in keys if wording.has(key)), **found.values)


def field_name(path: str, words: Words) -> str:
    """What a field is called on the screen: its own name, else that of the part around it."""
    known = NUMBER.sub("", path)
    while known:
        if words.has(f"name.{known}"):
            return words.screen(f"name.{known}")
        known = known.rpartition(".")[0]
    return words.screen("name.case")


def step_of(path: str, knowledge: Knowledge) -> int:
    """The page that a field is entered on: the one that names the longest part of its path."""
    bare = NUMBER.sub("", path)
    found = [
        (len(part), number)
        for number, step in enumerate(knowledge.asking.steps, 1)
        for part in step.paths
        if bare == part or bare.startswith(f"{part}.")
    ]
    return max(found, default=(0, 1))[1]
