"""How sentences are told: sources once each, a value whose unit is its name, a change that lies beyond its limit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from hlh_desktop.domain.quantity import beyond
from hlh_desktop.domain.sources import Cite
from hlh_desktop.domain.telling import Telling
from tests.builders import child, findings, knowledge


def test_a_source_whose_tag_is_its_own_name_is_said_once() -> None:
    cites = (*(Cite(source=source, evidence=tag) for source, tag in (("APP", "APP"), ("T24", "R"), ("APP", "M"))),)
    said = Telling(knowledge().wording).cites(cites)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "T24 R, APP M, APP"


def test_an_inr_is_not_told_in_inr() -> None:
    said = Telling(knowledge().wording).sentence("Coagulopathy: INR 1.4 {INR} (2026-11-21), limit 1.3 {INR}")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "Coagulopathy: INR 1.4 (21 Nov 2026), limit 1.3 INR"


@pytest.mark.parametrize(
    ("number", "limit", "text"),
    [("11.8518", 10, "11.9"), ("11.8452", 10, "11.8"), ("10.04", 10, "10.04"), ("-10.004", -10, "-10.004"),
     ("12", 10, "12"), ("10", 10, "10")],
)  # fmt: skip
def test_a_number_beyond_its_limit_never_reads_as_the_limit(number: str, limit: int, text: str) -> None:
    assert beyond(Decimal(number), Decimal(limit)) == beyond(Fraction(number), Fraction(limit)) == text


def test_one_change_of_weight_is_the_same_number_in_both_sentences() -> None:
    """A child of 13.5 kg who weighs 15.1 kg within the week: 11.852 %."""
    data = child("13.5", "92", "2024-06-22")
    data["measurements"] = [
        {"on": "2026-11-16", "weight_kg": "13.5", "height_cm": "92", "weight_source": "measured"},
        {"on": "2026-11-21", "weight_kg": "15.1", "height_cm": "92", "weight_source": "measured"},
    ]
    said = findings(data)
    assert "changed by 11.9 %, more than 10 %" in " ".join(said["weight_implausible"])
    assert "differs by 11.9 % from 13.5 kg" in said["weight_changed"][0]


def test_a_fall_is_told_against_a_limit_without_a_sign() -> None:
    data = child("15.1", "92", "2024-06-22")
    data["measurements"] = [
        {"on": "2026-11-16", "weight_kg": "15.1", "height_cm": "92", "weight_source": "measured"},
        {"on": "2026-11-21", "weight_kg": "13.5", "height_cm": "92", "weight_source": "measured"},
    ]
    assert any("changed by -10.6 %, more than 10 %" in one for one in findings(data)["weight_implausible"])
