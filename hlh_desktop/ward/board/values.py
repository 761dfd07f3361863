"""What the board shows: one row a child, each place of it in words, with the sign that says its state again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.writing import listed

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.log.urgency import Group

# A state as it is drawn: by an icon and a colour, and always beside a word.
Sign = Literal[
    "plain", "muted", "critical", "overdue", "soon", "waits", "draft", "later", "done", "running", "missed", "visit",
    "intrathecal", "held", "refused", "struck", "stopped", "released", "moved", "differs", "info", "warning",
]  # fmt: skip
# What stands where nothing is known.
DASH = "\N{EN DASH}"
Arrow = Literal["up", "down", "level"]


@dataclass(frozen=True, slots=True)
class Note:
    """A line under the first of a place: words with their sign, and more in muted letters after them."""

    words: str
    sign: Sign = "muted"
    more: str = ""

    @property
    def told(self) -> str:
        """The line for a search and for a screen reader."""
        return listed((self.words, self.more))


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a row: the first line, its sign or arrow, and the lines below.

    `arrow_words` say what the arrow, or a dash, says.
    """

    first: str
    notes: tuple[Note, ...] = ()
    sign: Sign = "plain"
    arrow: Arrow | None = None
    arrow_words: str = ""

    @property
    def words(self) -> str:
        """Everything in it in words."""
        first = "" if self.first == DASH else self.first
        return listed((first, self.arrow_words, *(note.told for note in self.notes)))


def dash(words: str) -> Cell:
    """A place of which nothing is known: a dash to see, words to hear."""
    return Cell(DASH, sign="muted", arrow_words=words)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One child. `child` None: there is only a draft, `draft`. `at` is the moment of what is most urgent, in UTC.

    `calls` are the doses whose time has come, `due` is whether something is to be done in this shift, `left` whether
    the child is not this ward's any more.
    """

    child: UUID | None
    draft: UUID | None
    group: Group
    at: datetime | None
    overdue: int
    calls: frozenset[str]
    due: bool
    unstable: bool
    left: bool
    edge: Sign
    bed: Cell
    name: Cell
    course: Cell
    now: Cell
    late: Cell
    next: Cell
    task: Cell
    ferritin: Cell
    platelets: Cell
    changed: Cell

    @property
    def key(self) -> UUID:
        """What stays the same of it from one look to the next."""
        found = self.child or self.draft
        assert found is not None
        return found

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its places in the order of the columns."""
        return (
            self.bed, self.name, self.course, self.now, self.late, self.next, self.task, self.ferritin,
            self.platelets, self.changed,
        )  # fmt: skip

    def holds(self, wanted: str) -> bool:
        """Whether each word of a search stands in the row; capitals make no difference."""
        words = " ".join(cell.words for cell in self.cells).casefold().replace(NON_BREAKING, " ")
        return all(word in words for word in wanted.casefold().split())
