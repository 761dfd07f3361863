"""A trend from the record: what was written down and given, by whom it was struck out, and nothing while in check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pypdfium2
import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.results.trend.values import Note
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import measuring
from hlh_desktop.ward.log.elsewhere import ElsewhereDose
from hlh_desktop.ward.results import trend as trends
from hlh_desktop.ward.results.trend_paper import note_exported, note_printed, print_trends, round_of, write_chart
from tests.ward.log import bed as beds

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.results.trend.values import Trend
    from tests.ward.log.bed import Bed


@pytest.fixture
def bed(tmp_path: Path) -> Bed:
    return beds.make(tmp_path / "ward")


def write(bed: Bed, value: str, days: float = 0, **more: object) -> None:
    at = bed.now + timedelta(days=days)
    reported = Reported("ferritin", "ug/L", Decimal(value), **more)  # type: ignore[arg-type]
    bed.now = at + timedelta(hours=1)
    bed.desk.labs.write(bed.child, [Sample(at, (reported,))], uuid4(), bed.now)


def drawn(made: Trend, analyte: str = "ferritin") -> list[str]:
    return [point.shown for one in made.curves() if one.analyte == analyte for point in one.points]


def test_results_doses_and_weights_are_drawn_as_they_stand(bed: Bed) -> None:
    bed.write(bed.ready())
    bed.be(beds.NURSE)
    write(bed, "9000", 2)
    weight = Measurement(on=bed.now.date(), weight_kg=Decimal("13.9"), height_cm=Decimal(92), weight_source="measured")
    measuring.measure(bed.desk, bed.child, weight, bed.now)
    made = trends.trend(bed.desk, bed.child, bed.now, analytes=("weight", "egfr"))
    assert drawn(made) == ["11,734", "9,000"]
    assert drawn(made, "weight") == ["13.5", "13.9"]
    # 36.5 x 92 / 27 in the case of the plan
    assert drawn(made, "egfr") == ["124.4"]
    lane = next(lane for lane in made.lanes if lane.title == "etoposide")
    assert (lane.marks[0].state, lane.marks[0].label) == ("given", "1")


def test_a_struck_out_result_goes_and_a_corrected_one_stands_as_it_was_corrected(bed: Bed) -> None:
    bed.be(beds.NURSE)
    write(bed, "9000", 1)
    write(bed, "800", 1)
    first, second = bed.desk.labs.results(bed.child, ["ferritin"])[-2:]
    bed.desk.labs.strike(bed.child, first.id, "wrong child", bed.now)
    right = replace(second.reported, value=Decimal(8000))
    bed.desk.labs.correct(bed.child, second.id, right, "a nought was missing", uuid4(), bed.now)
    assert drawn(trends.trend(bed.desk, bed.child, bed.now)) == ["11,734", "8,000"]


def test_what_the_log_has_takes_the_place_of_what_the_plan_was_made_of(bed: Bed) -> None:
    assert drawn(trends.trend(bed.desk, bed.child, bed.now)) == ["11,734"]
    found = bed.desk.labs.results(bed.child, ["ferritin"])
    bed.be(beds.NURSE)
    bed.desk.labs.strike(bed.child, found[0].id, "of another child", bed.now + timedelta(minutes=1))
    assert drawn(trends.trend(bed.desk, bed.child, bed.now)) == []


def test_while_a_dose_is_in_check_no_amount_is_told_and_nothing_is_printed(bed: Bed) -> None:
    dose = bed.at(bed.dose("etoposide"))
    bed.release(dose)
    bed.be(beds.NURSE).log.begin_check(dose.id, uuid4(), bed.now)
    made = trends.trend(bed.desk, bed.child, bed.now)
    assert made.hidden
    told = [lane.amount for lane in made.lanes] + [mark.text for lane in made.lanes for mark in lane.marks]
    told += [step.label + step.text for lane in made.lanes for step in lane.steps]
    told += [line.last for line in round_of(bed.desk, bed.child, bed.now).given]
    assert not [text for text in told if "mg" in text or "\N{NO-BREAK SPACE}g" in text]
    for deed in (
        lambda: print_trends(bed.desk, bed.child, BytesIO(), bed.now),
        lambda: write_chart(bed.desk, bed.child, made, "svg", BytesIO(), bed.now),
    ):
        with pytest.raises(Trouble) as caught:
            deed()
        assert caught.value.code == "in_check"


def test_a_dose_of_another_place_stands_in_its_lane_and_one_that_may_be_intrathecal_apart(bed: Bed) -> None:
    bed.now += timedelta(hours=2)
    bed.be(beds.NURSE)
    for drug in ("etoposide", "methotrexate"):
        given = ElsewhereDose(drug, Decimal(9), "mg", None, bed.now - timedelta(hours=1), "another hospital")
        bed.desk.log.note_elsewhere(bed.child, given, uuid4(), bed.now)
    lanes = {lane.title: lane for lane in trends.trend(bed.desk, bed.child, bed.now).lanes}
    assert [mark.state for mark in lanes["etoposide"].marks][:1] == ["given"]
    assert "methotrexate" not in str(lanes["intrathecal"])
    assert "methotrexate" not in lanes


def test_what_was_given_of_an_earlier_version_stays_in_its_lane(bed: Bed) -> None:
    bed.write(bed.ready())
    before = trends.trend(bed.desk, bed.child, bed.now).lanes
    beds.sign(bed.be("doctor"), "TV04", 1, bed.child, bed.now, rewriting=True)
    after = trends.trend(bed.desk, bed.child, bed.now).lanes
    given = [[mark for lane in lanes for mark in lane.marks if mark.state == "given"] for lanes in (before, after)]
    assert len(given[0]) == len(given[1]) == 1


def test_notes_are_handed_on_and_an_unknown_child_is_refused(bed: Bed) -> None:
    note = Note("info", "Read this beside it.")
    assert trends.trend(bed.desk, bed.child, bed.now, notes=(note,)).notes == (note,)
    with pytest.raises(Trouble) as caught:
        trends.trend(bed.desk, UUID(int=9), bed.now)
    assert caught.value.code == "no_child"


def test_lines_of_mas_follow_what_the_plan_says_of_sjia(bed: Bed) -> None:
    head = bed.head
    for answer, drawn_ in ((True, True), (None, False), (False, False)):
        subject = trends.subject(date(2024, 6, 22), head, {"signs": {"sjia": answer}}, bed.desk)
        assert subject.sjia is drawn_


def test_the_page_is_printed_with_its_plan_and_noted_in_the_history(bed: Bed) -> None:
    bed.write(bed.ready())
    bed.be(beds.NURSE)
    for paper in ("A4", "Letter"):
        target = BytesIO()
        print_trends(bed.desk, bed.child, target, bed.now, paper)
        document = pypdfium2.PdfDocument(target.getvalue())
        assert len(document) == 1
        text = " ".join(document[0].get_textpage().get_text_range().split())
        document.close()
        assert "Page 1 of 1" in text
        assert "Version 1, signed 22 Nov 2026" in text
        assert "etoposide 1 of 10 89 mg, 22 Nov 14:00" in text
        assert "more on the list of tasks" in text
    note_printed(bed.desk, bed.child, bed.now)
    note_exported(bed.desk, bed.child, bed.now)
    told = [event.what for event in bed.desk.history(bed.child, bed.now)][:2]
    assert told == ["Trends saved as a file", "Trends printed"]


def test_the_chart_is_written_as_it_is_shown(bed: Bed) -> None:
    made, target = trends.trend(bed.desk, bed.child, bed.now), BytesIO()
    write_chart(bed.desk, bed.child, made, "pdf", target, bed.now)
    assert target.getvalue().startswith(b"%PDF")
