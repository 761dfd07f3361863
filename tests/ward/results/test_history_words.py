"""The history of results: a line a sample, and what was corrected or struck out with its old value."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.results.values import Reported
from hlh_desktop.ward.history import events
from hlh_desktop.ward.results.history_words import detail
from hlh_desktop.ward.since import since
from tests.ward.results import lab as laboratory
from tests.ward.results.lab import CHILD, FERRITIN, NOW, NURSE, PLATELETS, sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ward.results.lab import Lab


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return laboratory.make(tmp_path)


def told(lab: Lab) -> list[tuple[str, str]]:
    """What the history says, oldest first, without the child's registration."""
    found = [event for event in reversed(events(lab.desk, CHILD)) if event.group == "labs"]
    return [(event.what, event.detail.replace("\N{NO-BREAK SPACE}", " ")) for event in found]


def test_a_sample_is_one_line(lab: Lab) -> None:
    lab.write(sample(PLATELETS, replace(FERRITIN, status="preliminary")))
    lab.write(sample(FERRITIN, laboratory="", file=""))
    written = "Laboratory results written down"
    assert told(lab) == [
        (written, "2 results of 22 Nov 2026 04:50, Central laboratory, from file x.csv"),
        (written, "1 result of 22 Nov 2026 04:50, 1 in the place of earlier ones"),
    ]


def test_a_correction_tells_both_values_and_why(lab: Lab) -> None:
    lab.write(sample(replace(FERRITIN, comparator=">", method="Kit A"), PLATELETS))
    ferritin, platelets = lab.results()
    lab.log.correct(CHILD, ferritin.id, replace(FERRITIN, value=Decimal(1173)), "point lost", uuid4(), NOW)
    lab.log.strike(CHILD, platelets.id, "clotted", NOW)
    assert told(lab)[1:] == [
        (
            "Laboratory result corrected",
            "Ferritin of 22 Nov 2026 04:50, >11,734 microgram/L by Kit A is now 1,173 microgram/L, reason: point lost",
        ),
        (
            "Laboratory result struck out",
            "Platelets of 22 Nov 2026 04:50, it said 12 \N{MULTIPLICATION SIGN} 10\N{SUPERSCRIPT NINE}/L, "
            "reason: clotted",
        ),
    ]


def test_what_has_no_number_is_told_in_words(lab: Lab) -> None:
    lab.write(sample(Reported("ebv", text="not detected"), Reported("scd25", status="pending")))
    for one in lab.results():
        lab.log.strike(CHILD, one.id, "r", NOW)
    assert [detail.split(", ")[1] for _, detail in told(lab)[1:]] == ["it said not detected", "it said pending"]


def test_words_that_somebody_typed_are_hidden_while_a_dose_is_in_its_check(lab: Lab) -> None:
    lab.write(sample(PLATELETS))
    lab.log.strike(CHILD, lab.results()[0].id, "96 mg given before", NOW)
    fact = lab.desk.store.facts(CHILD, ("result_struck",))[0]
    assert "96" in detail(fact, lab.desk.ward.knowledge, hidden=False)
    assert "96" not in detail(fact, lab.desk.ward.knowledge, hidden=True)


def test_a_large_file_is_one_line_of_the_shift(lab: Lab) -> None:
    lab.now = NOW + timedelta(hours=1)
    lab.write(*(sample(PLATELETS, FERRITIN, hours=hours) for hours in range(2, 40)))
    lab.write(sample(PLATELETS, hours=50))
    lab.log.strike(CHILD, lab.results()[0].id, "clotted", lab.now)
    lines = since(lab.desk, CHILD, lab.now, hidden=False).lines
    assert [(line.words.replace("\N{NO-BREAK SPACE}", " "), line.by) for line in lines] == [
        ("Laboratory results written down: 76 results", NURSE),
        ("Laboratory results written down: 1 result", NURSE),
        ("Laboratory result struck out: Platelets", NURSE),
    ]


def test_results_stand_where_they_were_written_down_whenever_the_blood_was_taken(lab: Lab) -> None:
    lab.now = NOW + timedelta(hours=3)
    lab.write(sample(PLATELETS))
    lines = since(lab.desk, CHILD, lab.now, hidden=False).lines
    assert [line.at for line in lines] == [f"{lab.now:%H:%M}"]
