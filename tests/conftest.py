"""What every test stands on: an invisible screen, compiled forms, and repeatable random cases."""

from __future__ import annotations

import gc
import os

# Qt picks its screen when it is first imported. A real one can still be asked for from outside.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from hypothesis import settings

from forms.compile_forms import compile_forms

if TYPE_CHECKING:
    import pytest

# The same cases in each run on any machine: a red test tells of a change, not of luck or a slow computer.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


# Thousands of collected tests live as long as the run: looking through them for garbage costs a tenth of its time.
SELDOM = (100_000, 20, 100)


def pytest_collection_finish() -> None:
    """Leave what was collected out of every search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the forms once, before the workers of pytest-xdist start."""
    if not hasattr(config, "workerinput"):
        compile_forms()
