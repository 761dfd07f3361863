"""Written as FHIR and read again: any result comes back as it was, and is written the same a second time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings

from hlh_desktop.domain.results.incoming.judging import Judged, Terms, judge_row
from hlh_desktop.domain.results.incoming.mapping import LabMapping, Lookup
from hlh_desktop.exchange.fhir_out.bundle import bundle, bundle_text
from hlh_desktop.exchange.fhir_out.values import ChildExport, Patient
from hlh_desktop.exchange.labs.reading import read
from tests.builders import knowledge
from tests.exchange.fhir_results import PARIS, demo_samples, results_of, samples

if TYPE_CHECKING:
    from hlh_desktop.domain.results.values import Sample

WHO = Patient("TV04", date(2024, 6, 22), "Example", "Four", "female")
LOOKUP = Lookup(knowledge().catalogue, knowledge().importing, LabMapping(), "fhir")


def exported(*made: Sample) -> ChildExport:
    return ChildExport(WHO, PARIS, knowledge().catalogue, results_of(*made))


def read_again(text: str) -> list[Sample]:
    """Every result of a file, each as a sample of one."""
    found = [judge_row(row, Terms(LOOKUP, PARIS)) for row in read(text.encode(), "fhir", LabMapping()).rows]
    assert all(isinstance(one, Judged) for one in found), found
    return [one.sample for one in found if isinstance(one, Judged)]


def test_the_demonstration_series_is_written_the_same_a_second_time() -> None:
    first = bundle_text(exported(*demo_samples()), knowledge())
    assert bundle_text(exported(*read_again(first)), knowledge()) == first


@settings(max_examples=30, deadline=None)
@given(samples())
def test_any_results_are_written_the_same_a_second_time(made: tuple[Sample, ...]) -> None:
    first = bundle_text(exported(*made), knowledge())
    assert bundle(exported(*read_again(first)), knowledge()) == bundle(exported(*made), knowledge())
