"""What a row says of its sample, read word by word."""

from __future__ import annotations

import pytest

from hlh_desktop.domain.results.incoming.row_values import read_conditions


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("", (), ""),
        ("lipid", ("lipid",), ""),
        ("heparin transfused", ("transfused", "heparin"), ""),
        ("haemolysed, frozen, thawed", ("haemolysed",), "frozen"),
        ("frozen", (), "frozen"),
    ],
)
def test_known_conditions_stand_in_their_order_and_the_first_unknown_word_is_told(
    text: str, known: tuple[str, ...], unknown: str
) -> None:
    assert read_conditions(text) == (known, unknown)
