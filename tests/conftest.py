"""What every test stands on: an invisible screen, compiled forms, and repeatable random cases."""

from __future__ import annotations

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


def pytest_configure(config: pytest.Config) -> None:
    """Compile the forms once, before the workers of pytest-xdist start."""
    if not hasattr(config, "workerinput"):
        compile_forms()
