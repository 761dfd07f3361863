"""A sample typed on the ward: judged on the record as it stands, saved whole or not at all, corrected likewise."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from hlh_desktop.domain.results.stops.values import Confirmed, codes_kept
from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import children, people
from hlh_desktop.ward.results import entering
from tests.builders import case_data
from tests.lab_results import reported
from tests.once import copied
from tests.ward import wards
from tests.ward.wards import LATER, PASSWORD, signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.domain.results.values import LabResult
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.results.entering import Entered

NOTHING = Confirmed()
HOUR = timedelta(hours=1)
Row = tuple[str, str, str]


def with_a_child(folder: Path) -> OpenWard:
    """A ward with the usual child: 13.5 kg and 92 cm on 21 Nov 2026, no results."""
    with pytest.MonkeyPatch.context() as patch:
        wards.ungated(patch)
        desk = wards.new_ward(folder / "ward")
        signed(desk, case_data())
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenWard]:
    desk = copied(with_a_child, tmp_path, PASSWORD)
    yield desk
    desk.store.close()


@pytest.fixture
def child(desk: OpenWard) -> UUID:
    return next(iter(desk.store.identities()))


def sample(*rows: Row | Reported, hours: float = 0, **more: Any) -> Sample:
    """A sample of so many hours before the moment at which it is typed."""
    results = tuple(row if isinstance(row, Reported) else reported(row[0], row[1], row[2]) for row in rows)
    return Sample(LATER - timedelta(hours=hours), results, **more)


def enter(
    desk: OpenWard, child: UUID, typed: Sample, confirmed: Confirmed = NOTHING, id_: UUID | None = None
) -> Entered:  # fmt: skip
    return entering.enter(desk, child, typed, confirmed, id_ or uuid4(), LATER)


def open_codes(came: Entered) -> list[str]:
    return [stop.code for stop in came.stops]


def values(desk: OpenWard, child: UUID) -> list[tuple[str, Decimal | None, str]]:
    return [(one.analyte, one.value, one.unit) for one in desk.labs.results(child)]


def saved(desk: OpenWard, child: UUID, *rows: Row, hours: float = 0, **more: Any) -> tuple[LabResult, ...]:
    assert enter(desk, child, sample(*rows, hours=hours, **more)).saved
    return desk.labs.results(child)


def trouble(deed: Any) -> str:
    with pytest.raises(Trouble) as caught:
        deed()
    return caught.value.code


def test_a_sample_without_a_doubt_is_saved_as_it_was_typed(desk: OpenWard, child: UUID) -> None:
    typed = sample(("hb", "8.8", "g/dL"), ("ferritin", ">20000", "ug/L"), laboratory="Central", fasting=True)
    came = enter(desk, child, typed)
    assert (came.saved, came.written.new, came.measured) == (True, 2, False)
    found = desk.labs.results(child)
    assert [one.reported for one in found] == list(typed.results)
    assert [(one.at, one.laboratory, one.fasting) for one in found] == [(typed.at, "Central", True)] * 2


def test_one_impossible_value_keeps_the_whole_sample_out(desk: OpenWard, child: UUID) -> None:
    typed = sample(("hb", "88", "g/L"), ("fibrinogen", "210", "g/L"))
    looked = entering.look(desk, child, typed, NOTHING, LATER)
    assert (looked.savable, [stop.code for stop in looked.at(1)], looked.at(0)) == (False, ["outside_reject"], ())
    assert open_codes(enter(desk, child, typed)) == ["outside_reject"]
    assert values(desk, child) == []
    in_mg = sample(("hb", "88", "g/L"), ("fibrinogen", "210", "mg/dL"))
    assert enter(desk, child, in_mg).saved
    assert values(desk, child)[1] == ("fibrinogen", Decimal(210), "mg/dL")


def test_a_rare_value_is_saved_with_its_reason_and_what_it_overrode(desk: OpenWard, child: UUID) -> None:
    saved(desk, child, ("crp", "50", "mg/L"), hours=6)
    typed = sample(("hb", "88", "g/L"), ("crp", "500", "mg/L"))
    assert set(open_codes(enter(desk, child, typed))) == {"outside_warn", "ratio_ten"}
    assert enter(desk, child, typed, Confirmed({1: "500"}, {1: "Second sample agrees"})).saved
    reasons = {one.analyte: one.reported.reason for one in desk.labs.results(child) if one.at == typed.at}
    assert codes_kept(reasons["crp"]) == ("Second sample agrees", ("outside_warn", "ratio_ten"))
    assert reasons["hb"] == ""


def test_it_is_judged_again_on_what_somebody_else_wrote_meanwhile(
    desk: OpenWard, child: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = sample(("plt", "4.1", "10*9/L"), ("hb", "88", "g/L"))
    confirmed = Confirmed({0: "4.1"}, {})
    seen = entering.look(desk, child, sample(("plt", "41", "10*9/L")), NOTHING, LATER)
    assert seen.savable
    monkeypatch.setattr(entering, "look", lambda *asked: seen)
    desk.labs.write(child, [sample(("plt", "41", "10*9/L"), hours=1)], uuid4(), LATER)
    came = enter(desk, child, typed, confirmed)
    assert "ratio_ten" in open_codes(came)
    assert len(values(desk, child)) == 1


def test_the_same_form_twice_is_one_sample(desk: OpenWard, child: UUID) -> None:
    saved(desk, child, ("crp", "50", "mg/L"), hours=6)
    typed, id_, confirmed = sample(("crp", "399", "mg/L")), uuid4(), Confirmed({0: "399"}, {0: "Fits"})
    assert all(enter(desk, child, typed, confirmed, id_).saved for _ in range(2))
    assert len(values(desk, child)) == 2


def test_the_value_before_is_told_for_a_month(desk: OpenWard, child: UUID) -> None:
    typed = sample(("fibrinogen", "210", "g/L"))
    for days, told in ((32, ""), (30, "1.7 g/L on 26 Oct 2026 07:50")):
        saved(desk, child, ("fibrinogen", "1.7", "g/L"), hours=24 * days)
        (stop,) = entering.look(desk, child, typed, NOTHING, LATER).stops
        assert stop.before_text.replace("\N{NO-BREAK SPACE}", " ") == told


@pytest.mark.parametrize(
    ("stored", "typed", "code"),
    [
        (("bili_t", "30", "umol/L"), ("bili_c", "31", "umol/L"), "conjugated_above_total"),
        (("bili_c", "31", "umol/L"), ("bili_t", "30", "umol/L"), "conjugated_above_total"),
        (("wbc", "1.2", "10*9/L"), ("anc", "1300", "/uL"), "neutrophils_above_leucocytes"),
    ],
)
def test_a_value_is_held_against_what_stands_of_the_same_sample(
    desk: OpenWard, child: UUID, stored: Row, typed: Row, code: str
) -> None:
    saved(desk, child, stored)
    came = enter(desk, child, sample(typed))
    assert [(stop.code, stop.place, stop.others) for stop in came.stops] == [(code, 0, ())]
    assert enter(desk, child, sample(typed, specimen="arterial")).saved


def test_a_weight_typed_among_results_is_a_measure_and_no_result(desk: OpenWard, child: UUID) -> None:
    came = enter(desk, child, sample(("hb", "88", "g/L"), ("weight", "13.7", "kg"), ("height", "92", "cm")))
    assert (came.saved, came.measured, came.written.new) == (True, True, 1)
    assert [one[0] for one in values(desk, child)] == ["hb"]
    newest = children.measurements(desk, child)[-1]
    assert (newest.weight_kg, newest.height_cm, newest.on) == (Decimal("13.7"), Decimal(92), LATER.date())
    assert (newest.weight_source, newest.by) == ("measured", desk.person.name)


def test_a_weight_in_pounds_or_of_no_child_keeps_the_sample_out(desk: OpenWard, child: UUID) -> None:
    in_pounds = sample(("weight", "30.2", "[lb_av]"), ("hb", "88", "g/L"))
    assert open_codes(enter(desk, child, in_pounds)) == ["measured_plainly"]
    heavy = enter(desk, child, sample(("hb", "88", "g/L"), ("weight", "135", "kg")))
    assert [(stop.level, stop.place) for stop in heavy.stops] == [("hard", 1)]
    assert values(desk, child) == []
    assert children.measurements(desk, child)[-1].weight_kg == Decimal("13.5")


def test_a_rare_weight_is_typed_again_with_a_reason(desk: OpenWard, child: UUID) -> None:
    typed = sample(("hb", "88", "g/L"), ("weight", "15.6", "kg"))
    came = enter(desk, child, typed)
    assert [(stop.level, stop.place, stop.met) for stop in came.stops] == [("soft", 1, False)]
    assert enter(desk, child, typed, Confirmed({1: "15.6"}, {1: " "})).stops == came.stops
    assert enter(desk, child, typed, Confirmed({1: "15.6"}, {1: "Fluid"})).saved
    assert children.measurements(desk, child)[-1].weight_kg == Decimal("15.6")
    assert len(values(desk, child)) == 1


def test_a_correction_is_judged_like_what_is_typed(desk: OpenWard, child: UUID) -> None:
    before, old = saved(desk, child, ("crp", "50", "mg/L"), hours=6)[0], saved(desk, child, ("crp", "61", "mg/L"))[-1]
    assert before.id != old.id
    wrong = reported("crp", "500", "mg/L")
    looked = entering.look_correction(desk, child, old.id, wrong, NOTHING, LATER)
    assert {stop.code for stop in looked.stops} == {"outside_warn", "ratio_ten"}
    id_ = uuid4()
    stops = entering.correct(desk, child, old.id, wrong, "misread", NOTHING, id_, LATER)
    assert {stop.code for stop in stops} == {"outside_warn", "ratio_ten"}
    assert [one.value for one in desk.labs.results(child)] == [Decimal(50), Decimal(61)]
    confirmed = Confirmed({0: "500"}, {0: "Confirmed with the laboratory"})
    for _ in range(2):
        assert entering.correct(desk, child, old.id, wrong, "misread", confirmed, id_, LATER) == ()
    now = desk.labs.results(child)[-1]
    assert (now.value, now.supersedes) == (Decimal(500), old.id)
    assert codes_kept(now.reported.reason)[1] == ("outside_warn", "ratio_ten")
    impossible = entering.correct(desk, child, now.id, reported("crp", "5000", "mg/L"), "x", NOTHING, uuid4(), LATER)
    assert [stop.level for stop in impossible] == ["hard"]


def test_the_value_that_is_replaced_is_no_partner_of_the_new_one(desk: OpenWard, child: UUID) -> None:
    found = saved(desk, child, ("bili_t", "30", "umol/L"), ("bili_c", "20", "umol/L"))
    total = next(one for one in found if one.analyte == "bili_t")
    lower = entering.correct(
        desk, child, total.id, reported("bili_t", "19", "umol/L"), "misread", NOTHING, uuid4(), LATER
    )
    assert [(stop.code, stop.place) for stop in lower] == [("conjugated_above_total", 0)]
    fits = reported("bili_t", "300", "umol/L")
    assert entering.correct(desk, child, total.id, fits, "misread", NOTHING, uuid4(), LATER) == ()


def test_the_ward_s_own_analyte_is_judged_by_what_the_ward_says_of_it(desk: OpenWard, child: UUID) -> None:
    from hlh_desktop.ward.results.own_analytes import OwnAnalyte

    own = OwnAnalyte("CD163", "mg/L", reject=(Decimal(0), Decimal(100)), warn=(Decimal(1), Decimal(20)))
    name = desk.labs.add_analyte(own, LATER)
    assert open_codes(enter(desk, child, sample((name, "101", "mg/L")))) == ["outside_reject"]
    assert open_codes(enter(desk, child, sample((name, "30", "mg/L")))) == ["outside_warn"]
    assert enter(desk, child, sample((name, "3", "mg/L"))).saved


def test_who_may_not_enter_results_writes_nothing(desk: OpenWard, child: UUID) -> None:
    wards.add_other(desk)
    other = next(one for one in people.staff(desk) if one.name == wards.OTHER)
    desk.change_roles(other.id, ["administrator"], LATER, own=PASSWORD)
    person = next(one for one in desk.face.people if one.id == UUID(other.id) or str(one.id) == other.id)
    office = desk.act_as(person)
    typed = sample(("hb", "88", "g/L"), ("weight", "13.6", "kg"))
    assert trouble(lambda: enter(office, child, typed)) == "not_allowed"
    assert values(desk, child) == []
    assert children.measurements(desk, child)[-1].weight_kg == Decimal("13.5")


def test_a_child_that_there_is_not_has_no_samples(desk: OpenWard) -> None:
    assert trouble(lambda: entering.look(desk, uuid4(), sample(("hb", "88", "g/L")), NOTHING, LATER)) == "no_child"


def test_what_is_left_is_told_by_its_place_among_what_was_typed(desk: OpenWard, child: UUID) -> None:
    typed = sample(("weight", "13.6", "kg"), ("hb", "88", "g/L"))
    saved(desk, child, ("hb", "88", "g/L"))
    came = enter(desk, child, typed)
    assert (came.written.known, came.written.left) == (1, ())
    other = enter(desk, child, sample(("weight", "13.6", "kg"), ("hb", "87", "g/L")))
    assert [(one.place, one.code) for one in other.written.left] == [(1, "differs")]
