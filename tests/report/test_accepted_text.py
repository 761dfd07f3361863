"""The text of whole plans as a person accepted it: whatever changes on paper shows here, line by line.

After a change that is meant, `python -m tests.report.accept` writes the texts again; a person reads the difference.
"""

from __future__ import annotations

import pytest

from tests.report.accept import ACCEPTED, FOLDER, accepted_text


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_text_of_the_plan_is_as_accepted(name: str) -> None:
    assert accepted_text(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
