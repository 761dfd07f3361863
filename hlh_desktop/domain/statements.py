"""What the article says, row by row (S01 to S62): what is done about it, what the literature says, where it lives."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from hlh_desktop.domain.sources import Cites, Datum

Words = dict[str, str]
Verdict = Literal["agree", "more_precise", "disagree", "unverified", "none"]
# Whose data stand behind a row: trials and cohorts of children, guidance for adults, a label, somebody's opinion.
Population = Literal["trial", "cohort", "adult", "label", "opinion"]
PlaceKind = Literal[
    "finding", "alert", "task", "option", "line", "protocol", "gate", "giving", "form", "chapter", "text"
]  # fmt: skip
# A row with one of these verdicts is never shown without its note.
NOTED: tuple[Verdict, ...] = ("disagree", "unverified")


class Place(Datum):
    """Where a row lives: an entry of the knowledge by its code, a chapter of the guide, or a sentence by its key.

    A gate is one of signing; one of giving is "giving", for some codes are those of both.
    """

    kind: PlaceKind
    name: str


def _place(value: Any) -> Any:
    if isinstance(value, str):
        kind, _, name = value.partition(" ")
        return {"kind": kind, "name": name}
    return value


# In the file a place is written "finding hyponatremia".
PlaceText = Annotated[Place, BeforeValidator(_place)]


class Statement(Datum):
    """One row: what the article says in short, what this program does, the verdict with its note, whose data."""

    says: Words
    does: Words
    verdict: Verdict
    note: Words
    population: tuple[Population, ...] = Field(min_length=1)
    shown_at: tuple[PlaceText, ...] = Field(min_length=1)
    cites: Cites


class Chapter(Datum):
    """A chapter of the user's guide: its name, its title, and its text as Markdown without the title."""

    name: str
    title: str
    text: str
