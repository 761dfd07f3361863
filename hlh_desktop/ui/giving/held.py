"""What was typed in an open panel when the ward was locked: kept in memory for the same person, never in the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Held:
    """Which panel of which dose was open, and the texts of its fields."""

    deed: str
    dose: UUID
    typed: Mapping[str, str]
