"""A ward for each test that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.record import wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.record.open_store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the ward is, or will be."""
    return tmp_path / "ward"


@pytest.fixture
def opened(folder: Path) -> Iterator[Store]:
    """A new ward, open."""
    with wards.make(folder) as store:
        yield store
