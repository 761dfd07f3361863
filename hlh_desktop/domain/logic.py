"""Three-valued logic: True, False, and None for unknown. Unknown is never negative (Kleene)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Truth = bool | None


def any_of(truths: Iterable[Truth]) -> Truth:
    """True if one is true, False if all are false, else unknown; False of nothing."""
    seen = tuple(truths)
    if True in seen:
        return True
    return None if None in seen else False


def all_of(truths: Iterable[Truth]) -> Truth:
    """False if one is false, True if all are true, else unknown; True of nothing."""
    seen = tuple(truths)
    if False in seen:
        return False
    return None if None in seen else True


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of several truths are met, unknown and not met."""

    met: int
    unknown: int
    not_met: int

    def at_least(self, need: int) -> Truth:
        """Whether `need` are met: unknown while the unknown ones could still decide it."""
        if self.met >= need:
            return True
        return None if self.met + self.unknown >= need else False


def tally(truths: Iterable[Truth]) -> Tally:
    """Counts of True, None and False."""
    seen = tuple(truths)
    return Tally(seen.count(True), seen.count(None), seen.count(False))
