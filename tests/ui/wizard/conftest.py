"""One ward for the tests of single steps; each test has a draft of its own in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.wards import new_ward

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.ward.open_ward import OpenWard


@pytest.fixture(scope="module")
def small_ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenWard]:
    """A ward with one person, made once for a file of tests."""
    ward = new_ward(tmp_path_factory.mktemp("steps"))
    yield ward
    ward.store.close()
