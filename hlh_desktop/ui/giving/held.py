"""What was typed in an open panel when the ward was locked: kept in memory for the same person, never in the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID


# What is filled in by the program and tells an amount.
AMOUNTS = ("amount", "cumulative")


@dataclass(frozen=True, slots=True)
class Held:
    """Which panel of which dose was open, and the texts of its fields."""

    deed: str
    dose: UUID
    typed: Mapping[str, str]

    @property
    def covered(self) -> Held:
        """The same without an amount: a dose of the child is in its second check."""
        return replace(self, typed={name: words for name, words in self.typed.items() if name not in AMOUNTS})

    def put_back(self, panel: object) -> None:
        """What was typed, in a panel of the same kind; nothing in one that keeps none."""
        back = getattr(panel, "put_back", None)
        if back is not None:
            back(self.typed)


def held_of(panel: object, opened: tuple[str, UUID | None] | None) -> Held | None:
    """What was typed in a panel that is open for a deed of a dose; None where it keeps nothing."""
    typed = getattr(panel, "typed", None)
    if opened is None or opened[1] is None or typed is None:
        return None
    return Held(opened[0], opened[1], dict(typed()))
