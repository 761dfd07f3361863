"""A problem of a case: what stands in which field, and what is expected there."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.plain import clipped

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a case from being planned. `code` names its sentence, wording `problem.<code>`."""

    field: str
    found: str | None
    code: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)


def problem(where: str, found: Any, code: str, **values: Any) -> Problem:
    """A problem with what was found shortened to one line; None found is something missing."""
    return Problem(where, None if found is None else clipped(found), code, values)
