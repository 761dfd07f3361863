"""Exhaustive tests in a short and a long form: every case where HLH_ALL is set, else every so many."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

Case = TypeVar("Case")
ALL = "HLH_ALL"


def some(cases: Iterable[Case], every: int) -> list[Case]:
    """The first of some cases and then one in so many; all of them where the environment asks for that.

    For tests that ask the same of very many cases of one kind: the run of all has to stay below ten minutes.
    """
    found = list(cases)
    return found if os.environ.get(ALL) else found[::every]
