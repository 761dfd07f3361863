"""Out of one ward and into another: what a second ward exports is what the first one exported, digit for digit."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.ward.results import exporting, importing
from hlh_desktop.ward.results.own_analytes import OwnAnalyte
from tests.exchange.fhir_results import DAY_ONE, demo_samples
from tests.ward.log import bed

if TYPE_CHECKING:
    from hlh_desktop.ward.open_ward import OpenWard
    from tests.ward.log.bed import Bed

LATER = timedelta(days=40)
ACCEPTED = "Accepted when it was imported"
OWN = OwnAnalyte("sCD163", "mg/L", units={"ug/L": Decimal("0.001")})


class Two:
    """Two wards of the same child, both without a result."""

    def __init__(self, first: Bed, second: Bed) -> None:
        self.first, self.second = first, second
        self.now = first.now + LATER
        for one in (first, second):
            one.desk.labs.add_analyte(OWN, one.now)

    def through(self, *made: Sample) -> tuple[list[Any], list[Any]]:
        """The observations that the first ward exports, and those that the second does after it took them in."""
        self.first.desk.labs.write(self.first.child, made, uuid4(), self.now)
        out = exporting.fhir_bundle(self.first.desk, self.first.child, self.now)
        take_all(self.second.desk, self.second.child, out.data, "out.json", self)
        again = exporting.fhir_bundle(self.second.desk, self.second.child, self.now)
        return observations(out.data), observations(again.data)


def take_all(desk: OpenWard, child: UUID, data: bytes, name: str, two: Two) -> None:
    """Takes every line that can be taken, as a person who has looked at each."""
    found = importing.preview(desk, child, data, name, two.now)
    assert not found.blocked, found.identity
    others = {str(one.reason.values.get("text", one.reason.code)) for one in (*found.left, *found.refused)}
    assert others <= {"chart_measure", "resource"}, others
    importing.take(desk, child, found, found.usual | found.to_check, uuid4(), two.now)


def observations(data: bytes) -> list[Any]:
    """The results of a bundle, without weight and height of the chart."""
    entries = json.loads(data, parse_float=Decimal)["entry"]
    found = [one["resource"] for one in entries if one["resource"]["resourceType"] == "Observation"]
    return [one for one in found if one["code"]["coding"][0]["system"] == "urn:hlh-desktop:analyte"]


def bare(found: list[Any]) -> list[Any]:
    """Without what the second ward alone knows: that a person of it looked at a rare value and accepted it.

    An id is of all that a result says, so it goes with that.
    """
    for one in found:
        said = [each for each in one.get("extension", []) if each["valueString"].startswith(ACCEPTED)]
        if said:
            del one["extension"]
        del one["id"]
    return sorted(found, key=str)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    """Made once for all that is looked at."""
    folder = tmp_path_factory.mktemp("round")
    return Two(bed.make(folder / "first"), bed.make(folder / "second"))


def test_the_demonstration_series_and_one_of_every_kind_come_through(two: Two) -> None:
    kinds = (
        Reported("own:scd163", "ug/L", Decimal("812.50"), method="ELISA"),
        Reported("scd25_mass", "pg/mL", Decimal(5200), low=Decimal(175), high=Decimal("858.2"), code="SIL2R"),
        Reported("ebv", "log10 IU/mL", Decimal("3.40"), ">="),
        Reported("cmv", "IU/mL", Decimal(35), "<", text="below the limit of detection", key="K-1"),
        Reported("nk", "LU10", Decimal("2.5"), range_text="above 2.6"),
        Reported("il18", "", status="pending"),
        Reported("gm", "", text="clotted", status="cancelled"),
        Reported("csa", "ng/mL", Decimal(201), status="corrected", reason="trough, drawn late"),
        Reported("aptt", "s", Decimal("38.0"), status="preliminary"),
    )
    every = Sample(
        DAY_ONE + timedelta(days=9, hours=1, minutes=7), kinds, "Other laboratory", "plasma", True, ("heparin", "lipid")
    )
    known = len(two.first.desk.labs.results(two.first.child))
    before, after = two.through(*demo_samples(), every)
    assert len(before) == known + 88 + len(kinds)
    assert sum(one in after for one in before) > 80, "those without a rare value are the same with their ids"
    assert bare(after) == bare(before)


def test_the_same_file_twice_adds_nothing(two: Two) -> None:
    out = exporting.fhir_bundle(two.first.desk, two.first.child, two.now).data
    found = importing.preview(two.first.desk, two.first.child, out, "out.json", two.now)
    assert found.nothing
    assert len(found.taken) == len(observations(out))


def test_the_table_is_read_by_the_programs_own_import(two: Two) -> None:
    whole = exporting.results_table(two.first.desk, two.first.child, two.now).data
    found = importing.preview(two.first.desk, two.first.child, whole, "results.csv", two.now)
    assert not found.blocked
    assert found.nothing, [one.reason for one in (*found.left, *found.refused)][:5]
