"""The sentences of the program: templates with named values, all from resources/wording, none in code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Wording:
    """All sentences of one language by key, e.g. "problem.not_a_day"."""

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, /, **values: Any) -> str:
        """The sentence of a key with its values put in. A missing key or value is a bug and raises KeyError."""
        return self.texts[key].format_map(values)

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self.texts
