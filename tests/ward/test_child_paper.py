"""Paper of one child: the road map with its log, the wristband with a code that opens the child, each written down."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import child_paper
from tests.report.sheets import texts
from tests.ward import wards
from tests.ward.log import bed as bedside
from tests.ward.log.bed import NURSE, Bed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return bedside.make(tmp_path / "ward")


def on_paper(bed: Bed, write: object) -> str:
    target = BytesIO()
    write(bed.desk, bed.child, target, bed.now)  # type: ignore[operator]
    return " ".join(" ".join(texts(target.getvalue())).split())


def test_the_road_map_prints_what_was_given_and_how_the_plan_stands(bed: Bed) -> None:
    bed.write(bed.ready())
    printed = on_paper(bed, child_paper.print_road_map)
    assert "151 given" in printed
    assert "as planned: what was given is not shown" not in printed
    assert f"Signed by {wards.DOCTOR}" in printed or wards.DOCTOR in printed
    assert NURSE in printed


def test_no_road_map_is_printed_while_a_dose_is_in_its_second_check(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.be(NURSE).log.begin_check(dose.id, uuid4(), bed.now)
    with pytest.raises(Trouble, match="in_check"):
        on_paper(bed, child_paper.print_road_map)


def test_the_wristband_names_the_child(bed: Bed) -> None:
    printed = on_paper(bed, child_paper.print_labels)
    for words in ("EXAMPLE, Four", "TV04", "22 Jun 2024"):
        assert words in printed
    edition = bed.desk.ward.knowledge.edition
    assert f"Knowledge edition {edition}: DRAFT, no local clinician has signed it." in printed


def test_each_printing_stands_in_the_history_with_what_it_was(bed: Bed) -> None:
    child_paper.note_road_map(bed.desk, bed.child, bed.now)
    child_paper.note_labels(bed.desk, bed.child, bed.now)
    labels, road = bed.desk.history(bed.child, bed.now)[:2]
    assert (road.what, road.detail, road.group) == ("Road map printed", "version 1", "prints")
    assert (labels.what, labels.detail, labels.group) == ("Wristband and labels printed", "", "prints")


def test_nobody_without_a_role_prints(bed: Bed) -> None:
    person = bed.doctor.add_person("No role", bedside.SECRET, bed.now, cost=wards.CHEAP, roles=())
    bed.desk = bed.doctor.act_as(person)
    for write in (child_paper.print_road_map, child_paper.print_labels):
        with pytest.raises(Trouble, match="not_allowed"):
            on_paper(bed, write)
