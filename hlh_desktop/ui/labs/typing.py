"""A sample while it is typed: every field as it stands there, kept in memory for who types it, and no fact yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.results.values import Condition


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value of the sample: its text and unit, the range on the report, and what was typed of it again and why."""

    text: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    again: str = ""
    reason: str = ""


NOTHING = TypedValue()


@dataclass(frozen=True, slots=True)
class TypedSample:
    """`id` is the one by which it is saved, so that pressing twice saves once; `at` the moment as it was typed."""

    at: str
    laboratory: str = ""
    specimen: str = ""
    fasting: bool | None = None
    conditions: tuple[Condition, ...] = ()
    values: Mapping[str, TypedValue] = field(default_factory=dict)
    id: UUID = field(default_factory=uuid4)

    def value(self, analyte: str) -> TypedValue:
        """What is typed of an analyte."""
        return self.values.get(analyte, NOTHING)

    def with_value(self, analyte: str, **parts: str) -> TypedSample:
        """The same with other parts of a value. Another number is a new one: what was said of the old is gone."""
        before = self.value(analyte)
        after = replace(before, **parts)
        if after.text != before.text or after.unit != before.unit:
            after = replace(after, again=parts.get("again", ""), reason=parts.get("reason", ""))
        return replace(self, values={**self.values, analyte: after})

    @property
    def filled(self) -> tuple[str, ...]:
        """The analytes of which something is typed, in the order in which they were begun."""
        return tuple(name for name, value in self.values.items() if value.text.strip())

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each cell."""
        return {name: self.values[name].text for name in self.filled}
