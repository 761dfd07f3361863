"""Rows of the article: each says where in the program it lives, and none stands without a place or its population."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from hlh_desktop.domain.statements import NOTED, Place, Statement
from tests.builders import knowledge

ROW: dict[str, Any] = {
    "says": {"en": "Platelets below 30 speak for a bad course."}, "does": {"en": "It is told."},
    "verdict": "disagree", "note": {"en": "A misprint of the unit."}, "population": ["cohort"],
    "shown_at": ["finding platelets_below_30", "giving platelets", "text page.dose.stated"],
    "cites": [{"source": "T23", "evidence": "R"}],
}  # fmt: skip


def test_a_place_is_its_kind_and_its_name() -> None:
    assert Statement.model_validate(ROW).shown_at == (
        Place(kind="finding", name="platelets_below_30"),
        Place(kind="giving", name="platelets"),
        Place(kind="text", name="page.dose.stated"),
    )


@pytest.mark.parametrize(
    "wrong",
    [{"shown_at": []}, {"population": []}, {"shown_at": ["nowhere platelets"]},
     {"verdict": "maybe"}],
)  # fmt: skip
def test_a_row_without_a_place_a_population_or_a_known_verdict_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Statement.model_validate({**ROW, **wrong})


def test_every_row_that_sources_dispute_or_that_nobody_could_verify_has_its_note() -> None:
    noted = [row for row in knowledge().statements.values() if row.verdict in NOTED]
    assert noted
    assert all(row.note.get("en") for row in noted)
