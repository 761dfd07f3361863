"""Weight and height on the ward: the impossible is refused, the rare is confirmed, and a plan hears of a change."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.domain.case import Measurement
from hlh_desktop.domain.log.measuring import Confirmed
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import children, measuring
from hlh_desktop.ward.log.chart import chart_of
from tests.builders import case_data, knowledge, regimen
from tests.ward.wards import LATER, NOW, OTHER, OTHER_PASSWORD, add_other, enter, new_ward, signed, ungated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard

# The child weighs 13.5 kg and measures 92 cm on 21 Nov 2026; it is 25 Nov.
TODAY = LATER.date()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    ungated(monkeypatch)
    return new_ward(tmp_path / "ward")


@pytest.fixture
def child(desk: OpenWard) -> UUID:
    return signed(desk, case_data()).child


def row(kg: str | None, cm: str | None = None, days_ago: int = 0) -> Measurement:
    on = (TODAY - timedelta(days=days_ago)).isoformat()
    return Measurement.model_validate({"on": on, "weight_kg": kg, "height_cm": cm, "weight_source": "measured"})


def newest(desk: OpenWard, child: UUID) -> tuple[Any, Any, Any]:
    one = children.measurements(desk, child)[-1]
    return one.on, one.weight_kg, one.by


def write_rare(desk: OpenWard, child: UUID, rare: Measurement) -> None:
    """Typed twice, with the first reason of the list."""
    doubts = measuring.measure(desk, child, rare, LATER)
    again, reasons = {one.path: one.typed for one in doubts}, {one.key: one.reasons[0] for one in doubts}
    assert measuring.measure(desk, child, rare, LATER, Confirmed(again, reasons)) == ()


def refused(deed: Callable[[], object]) -> Trouble:
    with pytest.raises(Trouble) as caught:
        deed()
    assert knowledge().wording.say(f"problem.{caught.value.code}", **caught.value.values)
    return caught.value


def test_a_usual_weight_stands_at_once_with_who_took_it(desk: OpenWard, child: UUID) -> None:
    assert measuring.measure(desk, child, row("13.9"), LATER) == ()
    assert newest(desk, child) == (TODAY, Decimal("13.9"), "Dr A. Example")


@pytest.mark.parametrize(
    ("kg", "cm", "what"),
    [
        ("135", None, "Decimal point?"), ("0", None, "No child weighs this"), ("13.5", "0.92", "metres"),
        ("13.5", "40", ""), (None, None, "Needed"),
    ],
)  # fmt: skip
def test_what_no_child_can_be_is_refused_and_not_written(
    desk: OpenWard, child: UUID, kg: str | None, cm: str | None, what: str
) -> None:
    told = refused(lambda: measuring.measure(desk, child, row(kg, cm), LATER))
    assert told.code == "measure_impossible"
    assert what in told.values["what"]
    assert len(children.measurements(desk, child)) == 1


@pytest.mark.parametrize(("days", "what"), [(-1, "future"), (4000, "birth")])
def test_a_day_that_cannot_be_is_refused(desk: OpenWard, child: UUID, days: int, what: str) -> None:
    told = refused(lambda: measuring.measure(desk, child, row("13.9", days_ago=days), LATER))
    assert what in told.values["what"]


def test_a_surface_that_no_child_has_is_refused(desk: OpenWard, child: UUID) -> None:
    ranges = {**knowledge().settings.ranges, "bsa_m2": (Decimal("0.08"), Decimal("0.5"))}
    scale = measuring.scale(desk, child)
    settings = knowledge().settings.model_copy(update={"ranges": ranges})
    object.__setattr__(desk.ward, "knowledge", knowledge_with(settings))
    found = measuring.look(desk, scale, row("13.9"), LATER)
    assert list(found.wrong) == ["weight_kg"]
    assert "surface" in found.wrong["weight_kg"]


def knowledge_with(settings: Any) -> Any:
    from dataclasses import replace

    return replace(knowledge(), settings=settings)


def test_a_rare_weight_is_written_once_it_was_typed_twice_with_a_reason(desk: OpenWard, child: UUID) -> None:
    rare = row("15.5")
    (doubt,) = measuring.measure(desk, child, rare, LATER)
    assert doubt.reasons
    assert len(children.measurements(desk, child)) == 1
    again, reasons = {doubt.path: "15.5"}, {doubt.key: doubt.reasons[0]}
    for half in (Confirmed(again), Confirmed({}, reasons), Confirmed({doubt.path: "15.4"}, reasons)):
        assert measuring.measure(desk, child, rare, LATER, half) != ()
    assert measuring.measure(desk, child, rare, LATER, Confirmed(again, reasons)) == ()
    assert newest(desk, child)[1] == Decimal("15.5")
    assert desk.history(child)[0].what == "Rare weight or height confirmed"
    assert doubt.reasons[0] in desk.history(child)[0].detail


def test_a_weight_alone_is_held_against_the_last_height(desk: OpenWard, child: UUID) -> None:
    codes = {doubt.path for doubt in measuring.look(desk, measuring.scale(desk, child), row(None, "92"), LATER).doubts}
    assert codes == set()
    assert measuring.look(desk, measuring.scale(desk, child), row("24"), LATER).ready is False


def test_the_same_row_again_adds_nothing(desk: OpenWard, child: UUID) -> None:
    for _ in range(2):
        measuring.measure(desk, child, row("13.9"), LATER)
    assert len(children.measurements(desk, child)) == 2


def test_a_wrong_weight_is_struck_out_and_counts_no_more(desk: OpenWard, child: UUID) -> None:
    measuring.measure(desk, child, row("13.9"), LATER)
    wrong = measuring.lines(desk, child)[-1]
    assert refused(lambda: measuring.strike_measure(desk, child, wrong.id, "", LATER)).code == "measure_reason"
    measuring.strike_measure(desk, child, wrong.id, "other child's scale", LATER)
    assert newest(desk, child)[1] == Decimal("13.5")
    line = measuring.lines(desk, child)[-1]
    assert (line.row.weight_kg, line.struck_by, line.reason) == (
        Decimal("13.9"), "Dr A. Example", "other child's scale",
    )  # fmt: skip
    assert refused(lambda: measuring.strike_measure(desk, child, wrong.id, "again", LATER)).code == "measure_struck"
    assert refused(lambda: measuring.strike_measure(desk, child, UUID(int=1), "wrong", LATER)).code == "no_measure"
    measuring.measure(desk, child, row("13.9"), LATER)
    assert newest(desk, child)[1] == Decimal("13.9")


def test_a_weight_of_the_plan_that_was_struck_out_does_not_come_back_with_the_next_version(
    desk: OpenWard, child: UUID
) -> None:
    (first,) = measuring.lines(desk, child)
    measuring.measure(desk, child, row("13.9", "92"), LATER)
    measuring.strike_measure(desk, child, first.id, "other child's scale", LATER)
    signed(desk, None, child, LATER)
    assert [line.struck_by is None for line in measuring.lines(desk, child)] == [False, True]


def test_a_change_of_weight_asks_for_a_revision_until_it_is_taken_back(desk: OpenWard, child: UUID) -> None:
    measuring.measure(desk, child, row("14.1"), LATER)
    assert measuring.revision(desk, child) is None
    write_rare(desk, child, row("14.5"))
    found = measuring.revision(desk, child)
    assert found is not None
    assert (found.old, found.new, found.on) == (Decimal("13.5"), Decimal("14.5"), TODAY)
    measuring.strike_measure(desk, child, measuring.lines(desk, child)[-1].id, "wrong", LATER)
    assert measuring.revision(desk, child) is None


def test_whoever_gives_hears_of_the_weights_that_stand_and_of_no_other(desk: OpenWard) -> None:
    head = signed(desk, case_data(regimen=regimen("etoposide")))
    dose = desk.store.doses(head.id)[0].id

    def told() -> tuple[Any, Any]:
        with desk.store.reading() as reading:
            chart = chart_of(desk, reading, dose)
        return chart.weighed_on, None if chart.revision is None else chart.revision.new

    assert told() == (TODAY - timedelta(days=4), None)
    write_rare(desk, head.child, row("14.5"))
    assert told() == (TODAY, Decimal("14.5"))
    measuring.strike_measure(desk, head.child, measuring.lines(desk, head.child)[-1].id, "wrong", LATER)
    assert told() == (TODAY - timedelta(days=4), None)


def test_a_child_of_another_ward_is_refused(desk: OpenWard) -> None:
    assert refused(lambda: measuring.measure(desk, UUID(int=1), row("13.9"), LATER)).code == "no_child"


def test_who_may_not_is_told_so(desk: OpenWard, child: UUID) -> None:
    add_other(desk)
    (other,) = (one.id for one in desk.staff() if one.name == OTHER)
    desk.change_roles(other, ("pharmacist",), NOW)
    pharmacist = enter(desk.face.folder, OTHER_PASSWORD, OTHER)
    assert refused(lambda: measuring.measure(pharmacist, child, row("13.9"), LATER)).code == "not_allowed"
    deed = measuring.strike_measure
    assert refused(lambda: deed(pharmacist, child, UUID(int=1), "wrong", LATER)).code == "not_allowed"
