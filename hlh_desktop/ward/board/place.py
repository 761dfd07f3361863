"""What stands in one place of a table in which every place has two lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlh_desktop.domain.writing import listed

State = Literal["ok", "ended", "draft", "warning", "intrathecal", "quiet", "number", "figure", "plain"]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in one place of a row: two lines, and the state that its icon and colour tell again."""

    first: str
    second: str = ""
    state: State = "plain"

    @property
    def words(self) -> str:
        """Both lines, for a search and for a screen reader."""
        return listed((self.first, self.second))
