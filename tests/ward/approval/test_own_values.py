"""A ward's own values in its record: set, set anew, withdrawn; applied at each opening, and never unseen."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop import paths
from hlh_desktop.domain.plan import make_plan
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.values import Entry
from hlh_desktop.ward.approval import kinds
from hlh_desktop.ward.approval.own_values import with_own_values
from hlh_desktop.ward.golden import golden_names, run
from tests.builders import case_data, knowledge, lab, read
from tests.ward import wards
from tests.ward.log import bed
from tests.ward.log.bed import NURSE, OFFICE, PHARMACIST, SECRET

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard
    from tests.ward.log.bed import Bed

STALE, ETOPOSIDE = "alerts.weight_stale.numbers.days", "settings.clock.etoposide"


@pytest.fixture
def at_bed(tmp_path: Path) -> Bed:
    return bed.make(tmp_path / "ward")


def set_value(at: Bed, path: str = STALE, value: str = "10", reason: str = "as we do", desk: Any = None) -> OpenWard:
    made: OpenWard = (desk or at.doctor).approval.set_value(path, value, reason, wards.PASSWORD, at.now)
    return made


def code_of(deed: Any, *args: Any) -> str:
    with pytest.raises(Trouble) as caught:
        deed(*args)
    return caught.value.code


def days(desk: OpenWard) -> int:
    return int(desk.ward.knowledge.alerts["weight_stale"].numbers["days"])


def test_a_value_holds_at_once_and_at_every_opening_beside_the_shipped_one(at_bed: Bed) -> None:
    changed = set_value(at_bed)
    again = wards.enter(at_bed.desk.face.folder)
    assert (days(at_bed.desk), days(changed), days(again)) == (7, 10, 10)
    (line,) = again.approval.own()
    assert (line.state, line.own.value, line.own.shipped, line.own.reason, line.own.by) == (
        "holds", "10", "7", "as we do", wards.DOCTOR,
    )  # fmt: skip
    assert again.ward.as_shipped.alerts["weight_stale"].numbers["days"] == 7


def test_worked_examples_are_worked_by_the_knowledge_as_shipped(at_bed: Bed) -> None:
    changed = set_value(at_bed, ETOPOSIDE, "15:00")
    assert changed.ward.knowledge.settings.clock["etoposide"] == (time(15),)
    shipped = replace(changed.ward, knowledge=changed.ward.as_shipped, shipped=None)
    name = golden_names(paths.golden_cases())[0]
    assert run(shipped, paths.golden_cases(), name) == ()


def test_a_value_is_set_anew_and_withdrawn_and_nothing_is_deleted(at_bed: Bed) -> None:
    changed = set_value(at_bed, value="9", desk=set_value(at_bed))
    assert days(changed) == 9
    back = changed.approval.withdraw(STALE, "no longer", wards.PASSWORD, at_bed.now)
    assert back.approval.own() == ()
    assert back.ward.knowledge is knowledge()
    told = [(fact.kind, fact.body["value"]) for fact in back.store.facts(None, kinds.OF_OWN)]
    assert told == [(kinds.SET, "10"), (kinds.SET, "9"), (kinds.WITHDRAWN, "9")]


def test_a_ward_without_own_values_works_by_the_very_knowledge_of_the_program(at_bed: Bed) -> None:
    assert at_bed.desk.ward.knowledge is knowledge()
    assert at_bed.desk.ward.shipped is None


@pytest.mark.parametrize(("name", "code"), [(NURSE, "not_allowed"), (OFFICE, "not_allowed"), (PHARMACIST, "")])
def test_a_physician_or_a_pharmacist_sets_it(at_bed: Bed, name: str, code: str) -> None:
    deed = at_bed.be(name).approval.set_value
    if code:
        assert code_of(deed, STALE, "10", "as we do", SECRET, at_bed.now) == code
    else:
        assert days(deed(STALE, "10", "as we do", SECRET, at_bed.now)) == 10


def test_a_value_needs_reason_password_and_a_number_that_may_be_set(at_bed: Bed) -> None:
    deed, secret, now = at_bed.doctor.approval.set_value, wards.PASSWORD, at_bed.now
    assert code_of(deed, STALE, "10", " ", secret, now) == "reason_needed"
    assert code_of(deed, STALE, "10", "as we do", "another word", now) == "wrong_password"
    assert code_of(deed, STALE, "99", "as we do", secret, now) == "own_value_wrong"
    assert code_of(deed, STALE, "7", "as we do", secret, now) == "own_value_same"
    assert code_of(deed, "renal.reduce_from", "5", "as we do", secret, now) == "own_value_unknown"
    assert at_bed.doctor.approval.own() == ()
    set_value(at_bed)
    assert code_of(deed, STALE, "10.0", "as we do", secret, now) == "own_value_same"


def test_a_value_that_the_knowledge_would_disagree_with_is_refused_with_the_reason(
    at_bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hlh_desktop.knowledge import integrity
    from hlh_desktop.knowledge.errors import KnowledgeError

    monkeypatch.setattr(integrity, "problems", lambda _: iter([KnowledgeError("file", "key", "it must rise")]))
    with pytest.raises(Trouble) as caught:
        set_value(at_bed)
    assert (caught.value.code, caught.value.values) == ("own_value_unsound", {"why": "it must rise"})


def test_withdrawing_needs_a_reason_and_something_to_withdraw(at_bed: Bed) -> None:
    withdraw, secret = at_bed.doctor.approval.withdraw, wards.PASSWORD
    assert code_of(withdraw, STALE, "no longer", secret, at_bed.now) == "own_value_gone"
    set_value(at_bed)
    assert code_of(withdraw, STALE, "", secret, at_bed.now) == "reason_needed"
    assert code_of(at_bed.be(NURSE).approval.withdraw, STALE, "no longer", SECRET, at_bed.now) == "not_allowed"


def test_a_value_whose_shipped_number_changed_meanwhile_does_not_hold_and_is_shown(at_bed: Bed) -> None:
    changed = set_value(at_bed)
    rule = knowledge().alerts["weight_stale"]
    newer = rule.model_copy(update={"numbers": {**rule.numbers, "days": rule.numbers["days"] - 1}})
    shipped = replace(knowledge(), alerts={**knowledge().alerts, "weight_stale": newer})
    ward = with_own_values(replace(changed.ward, knowledge=shipped, shipped=None), changed.store)
    opened = replace(changed, ward=ward)
    assert days(opened) == 6
    (line,) = opened.approval.own()
    assert line.state == "shipped_changed"
    assert line.place is not None
    assert (line.own.shipped, line.place.shipped) == ("7", "6")
    confirmed = set_value(at_bed, desk=opened)
    assert (days(confirmed), confirmed.approval.own()[0].state) == (10, "holds")


@pytest.mark.parametrize(
    ("path", "shipped", "value"),
    [("renal.reduce_from", "15", "5"), (STALE, "7", "99"), (STALE, "7", "often")],
)
def test_a_value_that_another_program_wrote_past_the_list_does_not_hold(
    at_bed: Bed, path: str, shipped: str, value: str
) -> None:
    body = {"path": path, "title": "T", "unit": "", "shipped": shipped, "value": value, "reason": "why"}
    at_bed.desk.store.append(Entry(uuid4(), kinds.SET, None, at_bed.desk.author, at_bed.now, body), now=at_bed.now)
    again = wards.enter(at_bed.desk.face.folder)
    assert again.ward.knowledge is knowledge()
    assert [line.state for line in again.approval.own()] == ["not_allowed"]


def test_no_plan_is_signed_by_a_window_that_knows_other_values_than_the_record(at_bed: Bed) -> None:
    changed = set_value(at_bed)
    with pytest.raises(Trouble, match="own_values_changed"):
        bed.sign(at_bed.doctor, "TV04", 1, at_bed.child, at_bed.now)
    assert bed.sign(changed, "TV04", 1, at_bed.child, at_bed.now).version == 2
    changed.approval.withdraw(STALE, "no longer", wards.PASSWORD, at_bed.now)
    with pytest.raises(Trouble, match="own_values_changed"):
        bed.sign(changed, "TV04", 2, at_bed.child, at_bed.now)


def test_the_own_values_are_told_in_a_file_of_their_own(at_bed: Bed) -> None:
    changed = set_value(at_bed, reason='we say "so"')
    found = tomllib.loads(changed.approval.file())
    assert found["schema"] == "hlh-own-values/1"
    told = found["values"][STALE]
    assert {name: told[name] for name in ("value", "shipped", "unit", "state", "reason", "by")} == {
        "value": "10", "shipped": "7", "unit": "days", "state": "holds", "reason": 'we say "so"', "by": wards.DOCTOR,
    }  # fmt: skip
    assert "values" not in tomllib.loads(at_bed.doctor.approval.withdraw(
        STALE, "no longer", wards.PASSWORD, at_bed.now).approval.file())  # fmt: skip


# Each threshold of transfusion with a value of the ward's own, and a child whom only that one concerns.
TRANSFUSION = [
    ("platelets.values.10*9/L", "20", {"plt": ("15", "10*9/L")}, {}),
    ("platelets_febrile.values.10*9/L", "30", {"plt": ("25", "10*9/L"), "temp": ("38.6", "Cel")}, {}),
    ("platelets_bleeding.values.10*9/L", "70", {"plt": ("60", "10*9/L")}, {"safety": {"bleeding": True}}),
    ("haemoglobin.values.g/L", "80", {"hb": ("75", "g/L")}, {}),
    ("haemoglobin_ill.values.g/L", "90", {"hb": ("85", "g/L")}, {"severity": {"course": "deteriorating"}}),
    ("fibrinogen.values.g/L", "1.8", {"fibrinogen": ("1.6", "g/L")}, {"safety": {"bleeding": True}}),
    ("fever.values.Cel", "37.8", {"plt": ("15", "10*9/L"), "temp": ("37.9", "Cel")}, {}),
]


@pytest.mark.parametrize(("limit", "value", "labs", "parts"), TRANSFUSION)
def test_each_threshold_of_transfusion_may_be_the_wards_own_and_is_told_with_the_shipped_one(
    at_bed: Bed, limit: str, value: str, labs: dict[str, tuple[str, str]], parts: dict[str, Any]
) -> None:
    rows = [lab(name, *row) for name, row in labs.items()]
    case = read(case_data(labs=rows, **parts))

    def said(desk: OpenWard) -> list[str]:
        found = make_plan(case, desk.ward.knowledge).findings
        return [one.text for one in found if one.code == "transfusion_thresholds"]

    assert said(at_bed.desk) == []
    changed = set_value(at_bed, f"alerts.transfusion_thresholds.limits.{limit}", value, "policy of this hospital")
    (text,) = said(changed)
    assert f"this ward's own value, {value}" in text
    assert "shipped" in text
