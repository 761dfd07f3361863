"""What resources/importing.toml must hold: nothing in it may make a unit of a file into another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hlh_desktop.knowledge.importing import unsound_importing
from tests.builders import knowledge


def wrong(**changed: Any) -> list[str]:
    """The places that are wrong with some of it changed."""
    rules = knowledge().importing
    return [place for place, _ in unsound_importing(replace(knowledge(), importing=rules.model_copy(update=changed)))]


def test_as_it_ships_it_is_sound() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"spellings": {"Mrd/l": "10*9/l"}}, "importing.spellings"),
        ({"spellings": {"mg/L": "ug/L"}}, "importing.spellings.mg/L"),
        ({"only": {"IU": ("IU",)}}, "importing.kinds.IU"),
        ({"usual": {"mass": ("gram",)}}, "importing.kinds.mass"),
        ({"measures": ("length",)}, "importing.length"),
        ({"by_kind": {"urea": {"BUN": {"mg/dL": "mg/dL as BUN"}}}}, "importing.by_kind.urea.BUN"),
        ({"by_kind": {"urea": {"BUN_mass": {"mg/dL": "mg/dL"}}}}, "importing.by_kind.urea.BUN_mass"),
        ({"never": {"anc": ("share",)}}, "importing.never.anc"),
        ({"two_analytes": {"scd25": {"pg/mL": "ferritin"}}}, "importing.two_analytes.scd25"),
    ],
)
def test_a_wrong_entry_is_found_with_its_place(changed: dict[str, Any], place: str) -> None:
    assert wrong(**changed) == [place]
