"""The flowsheet from the record: the newest moments, what was corrected, weights, and the history of a cell."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.results.stops.values import Confirmed
from hlh_desktop.domain.results.values import Sample
from hlh_desktop.ward import measuring
from hlh_desktop.ward.results import entering
from hlh_desktop.ward.results.flowsheet import cell_history, flowsheet
from tests.lab_results import reported
from tests.once import copied
from tests.ward.results.test_entering import Row, with_a_child
from tests.ward.wards import LATER, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.domain.results.flowsheet.values import Cell, Flowsheet
    from hlh_desktop.ward.open_ward import OpenWard


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenWard]:
    desk = copied(with_a_child, tmp_path, PASSWORD)
    yield desk
    desk.store.close()


@pytest.fixture
def child(desk: OpenWard) -> UUID:
    return next(iter(desk.store.identities()))


def write(desk: OpenWard, child: UUID, hours: float, *rows: Row) -> None:
    typed = Sample(LATER - timedelta(hours=hours), tuple(reported(*row) for row in rows), laboratory="Central")
    assert desk.labs.write(child, [typed], uuid4(), LATER).new == len(rows)


def cells(made: Flowsheet, analyte: str) -> tuple[Cell, ...]:
    (found,) = [row for row in made.rows if row.analyte == analyte]
    return found.cells


def test_the_newest_moments_are_shown_and_the_earlier_ones_on_request(desk: OpenWard, child: UUID) -> None:
    for hours, value in ((30, "82"), (20, "84"), (10, "86"), (5, "88")):
        write(desk, child, hours, ("hb", value, "g/L"))
    newest = flowsheet(desk, child, LATER, moments=2)
    assert [cell.number for cell in cells(newest, "hb") if cell.number] == ["86", "88"]
    assert (newest.earlier, newest.later) == (True, False)
    older = flowsheet(desk, child, LATER, moments=2, before=newest.moments[0].at)
    assert [cell.number for cell in cells(older, "hb") if cell.number] == ["82", "84"]
    assert (older.earlier, older.later) == (False, True)


def test_the_unit_of_a_row_is_the_ward_s_usual_one_on_earlier_pages_too(desk: OpenWard, child: UUID) -> None:
    write(desk, child, 20, ("hb", "84", "g/L"))
    write(desk, child, 5, ("hb", "8.8", "g/dL"))
    newest = flowsheet(desk, child, LATER, moments=1)
    older = flowsheet(desk, child, LATER, moments=1, before=newest.moments[-1].at)
    assert [[row.unit for row in made.rows if row.analyte == "hb"] for made in (newest, older)] == [["g/dL"]] * 2
    assert [cell.unit for cell in cells(older, "hb") if cell.number] == ["g/L"]


def test_a_child_without_results_has_every_row_and_its_weights(desk: OpenWard, child: UUID) -> None:
    made = flowsheet(desk, child, LATER)
    assert [(cell.number, cell.empty) for cell in cells(made, "weight")] == [("13.5", False)]
    assert [moment.clock for moment in made.moments] == [""]
    assert all(cell.empty for cell in cells(made, "hb"))


def test_a_struck_weight_is_shown_no_more(desk: OpenWard, child: UUID) -> None:
    (line,) = measuring.lines(desk, child)
    measuring.strike_measure(desk, child, line.id, "other child", LATER)
    assert flowsheet(desk, child, LATER).moments == ()
    history = cell_history(desk, child, "weight", LATER - timedelta(days=4))
    assert [(one.how, one.why) for one in history] == [("written", ""), ("struck", "other child")]
    assert history[1].saved == LATER


def test_while_a_dose_is_in_its_second_check_weights_stand_empty(
    desk: OpenWard, child: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hlh_desktop.ward.blind.in_check", lambda *asked: object())
    assert flowsheet(desk, child, LATER).moments == ()


def test_a_corrected_cell_tells_all_that_was_done_about_it(desk: OpenWard, child: UUID) -> None:
    write(desk, child, 5, ("hb", "84", "g/L"), ("na", "136", "mmol/L"))
    old = next(one for one in desk.labs.results(child) if one.analyte == "hb")
    new = reported("hb", "86", "g/L")
    assert entering.correct(desk, child, old.id, new, "misread", Confirmed(), uuid4(), LATER) == ()
    made = cells(flowsheet(desk, child, LATER), "hb")[-1]
    assert (made.number, made.corrected, made.status_words) == ("86", True, "corrected")
    standing = next(one for one in desk.labs.results(child) if one.analyte == "hb")
    later = LATER + timedelta(hours=1)
    desk.labs.strike(child, standing.id, "wrong child", later)
    struck = cells(flowsheet(desk, child, LATER), "hb")[-1]
    assert (struck.number, struck.words, len(struck.old)) == ("", "struck out", 2)
    told = cell_history(desk, child, "hb", old.at)
    assert [(one.how, one.value.replace("\N{NO-BREAK SPACE}", " "), one.why) for one in told] == [
        ("written", "84 g/L", ""), ("corrected", "86 g/L", "misread"), ("struck", "86 g/L", "wrong child"),
    ]  # fmt: skip
    assert {one.by for one in told} == {desk.person.name}
    assert [one.saved for one in told] == [LATER, LATER, later]
    assert cell_history(desk, child, "plt", old.at) == ()


def test_the_reason_of_a_rare_value_is_told_without_its_codes(desk: OpenWard, child: UUID) -> None:
    typed = Sample(LATER, (reported("crp", "500", "mg/L"),))
    confirmed = Confirmed({0: "500"}, {0: "Second sample agrees"})
    assert entering.enter(desk, child, typed, confirmed, uuid4(), LATER).saved
    assert [one.why for one in cell_history(desk, child, "crp", LATER)] == ["Second sample agrees"]


def test_a_weight_typed_with_a_sample_stands_in_its_column(desk: OpenWard, child: UUID) -> None:
    typed = Sample(LATER, (reported("hb", "88", "g/L"), reported("weight", "13.7", "kg")))
    assert entering.enter(desk, child, typed, Confirmed(), uuid4(), LATER).saved
    made = flowsheet(desk, child, LATER)
    assert [cell.number for cell in cells(made, "weight")] == ["13.7"]
    assert [one.value.replace("\N{NO-BREAK SPACE}", " ") for one in cell_history(desk, child, "weight", LATER)] == [
        "13.7 kg"
    ]
    assert Decimal(13) < measuring.lines(desk, child)[-1].row.weight_kg  # type: ignore[operator]
