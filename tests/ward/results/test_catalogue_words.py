"""The catalogue as it is read in the settings: each analyte with its ranges in a unit that readers know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.ward.results.catalogue_words import catalogue_lines
from tests.ward import wards

if TYPE_CHECKING:
    from pathlib import Path


def test_ranges_are_told_in_units_as_readers_know_them(tmp_path: Path) -> None:
    desk = wards.new_ward(tmp_path / "ward")
    told = {one.key: one.possible.replace("\N{NO-BREAK SPACE}", " ") for one in catalogue_lines(desk)}
    desk.store.close()
    assert told["ferritin"] == "0 to 5,000,000 microgram/L"
    assert told["scd25"] == "0 to 1,000,000 U/mL"
    assert told["plt"] == "0 to 3,000 \N{MULTIPLICATION SIGN} 10\N{SUPERSCRIPT NINE}/L"
    assert told["crea"].endswith("micromol/L")


def test_the_side_of_a_line_is_told_in_words(tmp_path: Path) -> None:
    desk = wards.new_ward(tmp_path / "ward")
    facts = next(one.facts for one in catalogue_lines(desk) if one.key == "ferritin")
    desk.store.close()
    lines = next(one for one in facts if one.startswith("Lines on the charts"))
    assert "HLH-2004 500 or more, MAS-2016 above 684" in lines
    assert not set("<>=") & set(lines)
