"""Signing: everything asked again, all stored at once or nothing, and what was signed never changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.wizard.values import DayOneDose, Doubt, Gate
from hlh_desktop.ward import plans, signing
from hlh_desktop.ward.ward import Ward
from tests.builders import case_data, knowledge, plan, plan_object, read, regimen
from tests.report.sheets import BUSY, YEAR, cases, texts
from tests.thorough import some
from tests.ward.wards import (
    DOCTOR,
    LATER,
    NOW,
    OTHER,
    OTHER_PASSWORD,
    PASSWORD,
    add_other,
    enter,
    kept,
    kinds,
    new_ward,
    sign,
    signed,
    ungated,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard

EVERY_CASE = some((pytest.param(data, id=name) for name, data in cases().items()), 3)
CASE = case_data(regimen=regimen("etoposide", "dexamethasone"))
MET = Gate("allergies", "met", "Allergies asked", "none known", 1, "patient.allergies")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    """A ward in which nothing keeps a whole draft from being signed but what a test adds."""
    ungated(monkeypatch, MET)
    return new_ward(tmp_path / "ward")


def refused(code: str, deed: Any, *arguments: Any, **named: Any) -> Trouble:
    """The trouble that a deed must end in; it has a sentence that gets all that it names."""
    with pytest.raises(Trouble) as caught:
        deed(*arguments, **named)
    assert caught.value.code == code
    values = {"reason": caught.value.reason, **caught.value.values}
    assert knowledge().wording.say(f"problem.{code}", **values)
    return caught.value


def stored(desk: OpenWard) -> tuple[Any, ...]:
    """All that the record holds, to be compared."""
    return desk.store.facts(), desk.store.drafts(), desk.store.identities()


# --- what is stored


@pytest.fixture(scope="module")
def common(tmp_path_factory: pytest.TempPathFactory) -> OpenWard:
    """A ward that many cases are signed in, each with a number of its own."""
    return new_ward(tmp_path_factory.mktemp("common") / "ward")


@pytest.mark.parametrize("data", EVERY_CASE)
def test_the_stored_plan_is_the_plan_of_the_command_line(
    common: OpenWard, monkeypatch: pytest.MonkeyPatch, data: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    ungated(monkeypatch)
    data = {**data, "patient": {**data["patient"], "mrn": request.node.callspec.id}}
    head = signed(common, data)
    found = common.plan(head.id)
    assert found.plan == plan(data)
    assert json.loads(found.json) == plan_object(data)
    assert read(dict(found.case)) == read(data)
    rows = common.store.doses(head.id)
    given = [one.at for order in found.plan.orders for one in order.administrations]
    assert sorted(row.due for row in rows) == sorted(given)
    assert len({row.id for row in rows}) == len(rows) == head.doses


def test_a_signed_plan_is_told_in_short_without_opening_it(desk: OpenWard) -> None:
    head = signed(desk, CASE)
    made = plan(CASE)
    assert (head.version, head.standing, head.ends) == (1, "signed", None)
    assert (head.signed_by, head.second_by, head.signed_at) == (DOCTOR, None, NOW)
    assert (head.protocol, head.day_one, head.last_week) == ("HLH-94", made.case.day_one, 8)
    assert head.edition == knowledge().edition
    assert (head.measures.weight_kg, head.measures.bsa_m2) == (made.weight.value, made.bsa.used)
    assert (head.measures.weighed_on, head.measures.allergies) == (made.weight.row.on, ())
    assert head == desk.child(head.child, NOW).plan


def test_options_without_a_regimen_can_be_signed_too(desk: OpenWard) -> None:
    head = signed(desk, case_data(patient={"allergies": None}))
    assert (head.protocol, head.last_week, head.doses, head.measures.allergies) == (None, 0, 0, None)
    assert desk.history(head.child)[0].detail.startswith("version 1, no regimen, 0 doses")


def test_the_seal_is_that_of_the_signature_in_the_record(desk: OpenWard) -> None:
    head = signed(desk, CASE)
    (fact,) = desk.store.facts(kinds=(plans.SIGNATURE,))
    assert head.seal == plans.seal_text(fact.hash)
    assert head.seal.replace("-", "").lower() == fact.hash[:12]


def test_the_first_signing_registers_child_and_measurements_and_drops_the_draft(desk: OpenWard) -> None:
    before = len(kinds(desk))
    head = signed(desk, CASE)
    assert kinds(desk)[before:] == ["child_registered", "measured", "plan", "signature"]
    assert desk.store.drafts() == ()
    found = desk.child(head.child, NOW)
    assert (found.identity.mrn, found.identity.date_of_birth) == ("T1", plan(CASE).case.patient.date_of_birth)
    assert found.measurements == plan(CASE).case.measurements


def test_reasons_and_what_was_typed_again_are_kept_with_the_plan(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    path = "measurements[0].weight_kg"
    draft = opened.draft.with_reason("weight_old", "weighed on the ward before").with_again(path, "13.5")
    head = sign(desk, replace(opened, draft=draft))
    assert desk.plan(head.id).reasons == {"weight_old": "weighed on the ward before"}
    (fact,) = desk.store.facts(kinds=(plans.PLAN,))
    assert fact.body["again"] == {path: "13.5"}


def test_empty_rows_of_the_wizard_are_no_part_of_what_is_signed(desk: OpenWard) -> None:
    data = {**CASE, "measurements": [*CASE["measurements"], {"on": "2026-11-22", "weight_kg": " "}], "labs": [{}]}
    assert desk.plan(signed(desk, data).id).plan == plan(CASE)


def test_the_whole_record_is_sound_afterwards(desk: OpenWard) -> None:
    signed(desk, CASE)
    found = desk.verify()
    assert found.whole
    assert desk.seal().whole
    assert len(desk.seal().short) == 9


# --- who signs


@pytest.mark.parametrize(
    ("name", "password"),
    [(DOCTOR, "wrong horse battery"), ("Dr N. Obody", PASSWORD), ("", ""), (DOCTOR, ""), (OTHER, OTHER_PASSWORD)],
)
def test_another_name_or_a_wrong_password_signs_nothing(desk: OpenWard, name: str, password: str) -> None:
    add_other(desk)
    opened = kept(desk, CASE)
    before = stored(desk)
    refused("wrong_password", desk.sign, opened.id, opened.draft, person_name=name, password=password, now=NOW)
    assert stored(desk)[1:] == before[1:]
    assert kinds(desk)[len(before[0]) :] == ["sign_in_failed"]
    assert desk.history()[0].detail == f"of {name}, when a plan was to be signed, on WARD-4B-1"


def test_a_name_may_be_typed_in_any_capitals(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    head = desk.sign(opened.id, opened.draft, person_name=f" {DOCTOR.upper()}", password=PASSWORD, now=NOW)
    assert head.signed_by == DOCTOR


def test_where_two_must_sign_one_is_not_enough(desk: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    ungated(monkeypatch, replace(MET, second=True))
    add_other(desk)
    opened = kept(desk, CASE)
    before = stored(desk)
    refused("second_needed", sign, desk, opened)
    refused("second_same", sign, desk, opened, second=(DOCTOR, PASSWORD))
    assert stored(desk) == before
    refused("wrong_password", sign, desk, opened, second=(OTHER, PASSWORD))
    head = sign(desk, opened, second=(OTHER, OTHER_PASSWORD))
    assert head.second_by == OTHER
    (fact,) = desk.store.facts(kinds=("second_signature",))
    assert (fact.author.name, fact.body["plan"]) == (OTHER, str(head.id))


# --- gates


@pytest.mark.parametrize("state", ["open", "reason", "refused"])
def test_with_a_gate_that_is_not_met_nothing_is_signed(
    desk: OpenWard, monkeypatch: pytest.MonkeyPatch, state: Any
) -> None:
    opened = kept(desk, CASE)
    ungated(monkeypatch, MET, replace(MET, key="trigger", state=state, title="Trigger treatment"))
    before = stored(desk)
    trouble = refused("gates_open", sign, desk, opened)
    assert trouble.values["gates"] == "Trigger treatment"
    assert stored(desk) == before


def doubt(*, repeated: bool, reason: str | None) -> Doubt:
    """A rare weight."""
    return Doubt(
        "weight_z_high", "measurements[0].weight_kg", "weight_z_high", "rare", "Weight", 1, "13.5", None, "", (),
        repeated, reason,
    )  # fmt: skip


@pytest.mark.parametrize(("repeated", "reason"), [(False, "scales checked"), (True, None), (False, None)])
def test_with_a_rare_value_that_nobody_confirmed_nothing_is_signed(
    desk: OpenWard, monkeypatch: pytest.MonkeyPatch, repeated: bool, reason: str | None
) -> None:
    opened = kept(desk, CASE)
    ungated(monkeypatch, MET, doubts=(doubt(repeated=repeated, reason=reason),))
    before = stored(desk)
    assert refused("gates_open", sign, desk, opened).values["gates"] == "Weight"
    assert stored(desk) == before
    ungated(monkeypatch, MET, doubts=(doubt(repeated=True, reason="scales checked"),))
    assert sign(desk, opened).version == 1


def test_with_a_first_dose_that_was_not_asked_about_nothing_is_signed(
    desk: OpenWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    dose = DayOneDose(
        line="etoposide", part=None, drug="etoposide", dose="89 mg", slots=(NOW,), at=NOW, now=LATER, next_slot=None,
        until=None, is_first_part=True, asked=True, answer=None, reason=None, text="", reasons=(),
    )  # fmt: skip
    opened = kept(desk, CASE)
    ungated(monkeypatch, MET, day_one=(dose,))
    before = stored(desk)
    assert refused("gates_open", sign, desk, opened).values["gates"] == "etoposide"
    assert stored(desk) == before
    ungated(monkeypatch, MET, day_one=(replace(dose, asked=False),))
    assert sign(desk, opened).version == 1


def test_with_a_field_that_is_wrong_nothing_is_signed(desk: OpenWard) -> None:
    opened = kept(desk, {**CASE, "measurements": [{"on": "2026-11-21", "weight_kg": "13,5", "height_cm": "92"}]})
    before = stored(desk)
    refused("gates_open", sign, desk, opened)
    assert stored(desk) == before


def test_gates_are_looked_at_as_the_draft_is_now_and_not_as_it_was_kept(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    refused("gates_open", sign, desk, replace(opened, draft=Draft({**CASE, "day_one": "2026-02-30"})))
    changed = {**CASE, "regimen": regimen("dexamethasone")}
    assert desk.plan(sign(desk, replace(opened, draft=Draft(changed))).id).plan == plan(changed)


# --- versions


def test_a_second_plan_is_the_next_version_and_the_first_is_superseded(desk: OpenWard) -> None:
    first = signed(desk, CASE)
    second = signed(desk, None, first.child, LATER)
    found = desk.child(first.child, LATER).plans
    assert [(one.version, one.standing) for one in found] == [(2, "signed"), (1, "superseded")]
    assert found[1].ends == (2, LATER)
    assert found[1].seal == first.seal
    assert desk.plan(first.id).head.standing == "superseded"
    (_, fact) = desk.store.facts(kinds=(plans.PLAN,))
    assert (fact.id, fact.supersedes) == (second.id, first.id)


def test_a_draft_of_a_known_child_begins_from_the_plan_that_stands(desk: OpenWard) -> None:
    first = signed(desk, BUSY)
    opened = desk.new_draft(first.child, LATER)
    assert opened.base == first.id
    moment = LATER.replace(tzinfo=None).isoformat(timespec="minutes")
    revised = {**BUSY, "revised_at": [moment], "past": opened.draft.case["past"]}
    assert (revised["past"]["until"], revised["past"]["without"]) == (moment, [])
    assert read(dict(opened.draft.case)) == read(revised)
    assert desk.plan(sign(desk, opened, LATER).id).plan == plan(revised)


def test_measurements_are_written_down_once(desk: OpenWard) -> None:
    first = signed(desk, CASE)
    data = {**CASE, "measurements": [*CASE["measurements"], {"on": "2026-11-22", "weight_kg": "13.6"}]}
    signed(desk, data, first.child, LATER)
    assert [str(row.on) for row in desk.child(first.child, LATER).measurements] == ["2026-11-21", "2026-11-22"]
    assert kinds(desk).count("measured") == 2
    assert "height_cm" not in desk.history(first.child)[1].detail
    assert "not known" in next(one for one in desk.history(first.child) if "2026-11-22: weight" in one.detail).detail


@pytest.mark.parametrize("data", [BUSY, YEAR], ids=["busy", "year"])
def test_a_dose_keeps_its_id_through_versions(desk: OpenWard, data: dict[str, Any]) -> None:
    first = signed(desk, data)
    second = signed(desk, None, first.child, LATER)
    assert desk.store.doses(first.id) != desk.store.doses(second.id)
    assert {row.id for row in desk.store.doses(first.id)} == {row.id for row in desk.store.doses(second.id)}


def test_a_moved_dose_keeps_its_id_and_a_held_one_leaves_the_others_theirs(desk: OpenWard) -> None:
    first = signed(desk, CASE)
    changes = [
        {"line": "etoposide", "day": 8, "do": "move", "to": "2026-11-30T10:00", "reason": "theatre"},
        {"line": "etoposide", "day": 15, "do": "hold", "reason": "fever"},
        {"line": "dexamethasone", "day": 2, "do": "route", "route": "oral", "reason": "eats"},
    ]
    later = {**CASE, "regimen": {**CASE["regimen"], "changes": changes}}
    second = signed(desk, later, first.child, LATER)
    old = {row.id: row for row in desk.store.doses(first.id)}
    new = {row.id: row for row in desk.store.doses(second.id)}
    (held,) = old.keys() - new.keys()
    assert (old[held].line, old[held].slot // 100) == ("etoposide", 15)
    assert new.keys() <= old.keys()
    moved = [id_ for id_ in new if new[id_].due != old[id_].due]
    assert [(new[one].slot, f"{new[one].due:%d %H:%M}") for one in moved] == [(800, "30 10:00")]


def test_another_course_has_doses_of_its_own(desk: OpenWard) -> None:
    first = signed(desk, CASE)
    again = {**CASE, "day_one": "2026-11-23"}
    second = signed(desk, again, first.child, LATER)
    assert {row.id for row in desk.store.doses(first.id)} & {row.id for row in desk.store.doses(second.id)} == set()


def test_two_drugs_of_one_line_on_one_day_are_two_doses(desk: OpenWard) -> None:
    rows = desk.store.doses(signed(desk, BUSY).id)
    intrathecal = [row for row in rows if row.line == "intrathecal"]
    assert len({row.due for row in intrathecal}) * 2 == len(intrathecal) == len({row.slot for row in intrathecal})


# --- somebody else came before


def test_a_draft_of_a_plan_that_no_longer_stands_is_refused(desk: OpenWard) -> None:
    first = signed(desk, CASE)
    mine, theirs = desk.new_draft(first.child, NOW), desk.new_draft(first.child, NOW)
    sign(desk, theirs)
    before = stored(desk)
    refused("draft_changed", sign, desk, mine)
    assert stored(desk) == before


@pytest.mark.parametrize("mrn", ["T1", " t1 ", "t 1"])
def test_a_number_belongs_to_one_child(desk: OpenWard, mrn: str) -> None:
    signed(desk, CASE)
    other = kept(desk, case_data(patient={"mrn": mrn, "date_of_birth": "2024-07-01"}))
    before = stored(desk)
    refused("number_taken", sign, desk, other)
    assert stored(desk) == before


def test_a_number_of_another_child_cannot_be_taken_by_an_amendment(desk: OpenWard) -> None:
    signed(desk, CASE)
    second = signed(desk, case_data(patient={"mrn": "T2"}))
    refused("number_taken", signed, desk, CASE, second.child, LATER)


def test_a_changed_name_is_an_amendment(desk: OpenWard) -> None:
    first = signed(desk, CASE)
    named = {**CASE, "patient": {**CASE["patient"], "family_name": "Example", "mrn": "T1-A"}}
    signed(desk, named, first.child, LATER)
    assert desk.child(first.child, LATER).identity.name == "EXAMPLE"
    assert desk.child(first.child, LATER).identity.mrn == "T1-A"
    assert kinds(desk).count("identity_amended") == 1
    signed(desk, None, first.child, LATER)
    assert kinds(desk).count("identity_amended") == 1
    assert desk.verify().whole


def test_a_draft_that_was_discarded_cannot_be_signed(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    desk.discard_draft(opened.id, NOW)
    refused("draft_gone", sign, desk, opened)


def test_a_draft_that_was_signed_otherwise_in_another_window_is_told(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    sign(desk, opened)
    other = case_data(measurements=[{"on": "2026-11-21", "weight_kg": "12.9", "height_cm": "92"}])
    for draft in (Draft(other), opened.draft.with_reason("weight_old", "weighed on the ward before"), Draft({})):
        refused("draft_gone", sign, desk, replace(opened, draft=draft))
    assert kinds(desk).count("plan") == 1


def test_a_draft_that_another_person_signed_meanwhile_is_told(desk: OpenWard, tmp_path: Path) -> None:
    add_other(desk)
    opened = kept(desk, CASE)
    sign(desk, opened)
    theirs = enter(tmp_path / "ward", OTHER_PASSWORD, OTHER)
    refused(
        "draft_gone", theirs.sign, opened.id, opened.draft, person_name=OTHER, password=OTHER_PASSWORD, now=NOW
    )  # fmt: skip


def test_typing_on_in_a_draft_that_was_signed_brings_nothing_back(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    sign(desk, opened)
    refused("draft_gone", desk.keep_draft, opened, NOW)
    assert desk.drafts() == ()


def test_signing_again_after_a_doubt_signs_nothing_twice(desk: OpenWard) -> None:
    opened = kept(desk, CASE)
    head = sign(desk, opened)
    before = stored(desk)
    assert sign(desk, opened, LATER) == head
    assert stored(desk) == before


def test_who_writes_between_the_look_and_the_storing_makes_it_look_again(
    desk: OpenWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = kept(desk, CASE)
    usual, times = signing.dose_rows, []

    def disturbed(*arguments: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            desk.note_printed(head.id, NOW)
        return usual(*arguments)

    head = signed(desk, case_data(patient={"mrn": "T9"}))
    monkeypatch.setattr(signing, "dose_rows", disturbed)
    assert sign(desk, opened).version == 1
    assert len(times) == 2


def test_a_ward_that_never_comes_to_rest_is_told(desk: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    head = signed(desk, case_data(patient={"mrn": "T9"}))
    opened = kept(desk, CASE)
    usual = signing.dose_rows

    def disturbed(*arguments: Any) -> Any:
        desk.note_printed(head.id, NOW)
        return usual(*arguments)

    monkeypatch.setattr(signing, "dose_rows", disturbed)
    refused("ward_changed", sign, desk, opened)
    assert kinds(desk).count("plan") == 1


def test_two_who_sign_the_same_child_get_one_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ungated(monkeypatch)
    one = new_ward(tmp_path / "ward")
    first = signed(one, CASE)
    other = enter(tmp_path / "ward")
    mine, theirs = one.new_draft(first.child, NOW), other.new_draft(first.child, NOW)
    usual = signing.dose_rows

    def disturbed(*arguments: Any) -> Any:
        monkeypatch.setattr(signing, "dose_rows", usual)
        sign(other, theirs)
        return usual(*arguments)

    monkeypatch.setattr(signing, "dose_rows", disturbed)
    refused("draft_changed", sign, one, mine)
    assert [head.version for head in one.child(first.child, NOW).plans] == [2, 1]
    assert one.verify().whole


def test_in_a_record_that_is_not_whole_nothing_is_signed(desk: OpenWard, tmp_path: Path) -> None:
    opened = kept(desk, CASE)
    (tmp_path / "ward" / "head").write_text("{}")
    refused("record_broken", sign, desk, opened)


# --- what was signed stays


def test_a_plan_that_was_signed_is_never_calculated_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ungated(monkeypatch)
    desk = new_ward(tmp_path / "ward")
    head = signed(desk, CASE)
    frozen = desk.plan(head.id).plan
    protocol = knowledge().protocols["hlh-94"]
    line = protocol.lines["etoposide"]
    steps = tuple(step.model_copy(update={"amount": step.amount * 2}) for step in line.steps)  # type: ignore[operator]
    lines = {**protocol.lines, "etoposide": line.model_copy(update={"steps": steps})}
    protocols = {**knowledge().protocols, "hlh-94": protocol.model_copy(update={"lines": lines})}
    changed = replace(knowledge(), edition="2027.1-1", protocols=protocols)
    new = replace(desk, ward=Ward(changed))
    assert new.ward.propose(frozen.case).orders != frozen.orders
    again = new.plan(head.id)
    assert again.plan == frozen
    target = BytesIO()
    new.print_plan(again, target, now=LATER)
    text = "\n".join(texts(target.getvalue()))
    assert "89 mg" in text
    assert "177 mg" not in text
    assert f"Knowledge edition {knowledge().edition}" in text


def test_the_paper_says_how_the_plan_stands(desk: OpenWard) -> None:
    first = signed(desk, CASE)

    def paper(made: Any, **more: Any) -> str:
        target = BytesIO()
        desk.print_plan(made, target, now=LATER, **more)
        return " ".join("\n".join(texts(target.getvalue())).split())

    assert f"Version 1, signed 22 Nov 2026 06:50 by {DOCTOR}" in paper(desk.plan(first.id))
    assert f"Seal {first.seal}" in paper(desk.plan(first.id))
    assert "DRAFT 4, not signed" in paper(plan(CASE), number=4)
    signed(desk, None, first.child, LATER)
    assert "SUPERSEDED by version 2, signed 25 Nov 2026 07:50." in paper(desk.plan(first.id))


def test_a_plan_that_is_not_there_is_told(desk: OpenWard) -> None:
    head = signed(desk, CASE)
    refused("no_plan", desk.plan, UUID(int=1))
    (signature,) = desk.store.facts(kinds=(plans.SIGNATURE,))
    refused("no_plan", desk.plan, signature.id)
    refused("no_plan", desk.note_printed, head.child, NOW)


def test_a_plan_that_cannot_be_read_fails_the_check(desk: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = signing.signed_facts

    def damaged(*arguments: Any) -> Any:
        return tuple(
            replace(entry, body={**entry.body, "frozen": {}}) if entry.kind == plans.PLAN else entry
            for entry in usual(*arguments)
        )

    monkeypatch.setattr(signing, "signed_facts", damaged)
    head = signed(desk, CASE)
    refused("frozen_unreadable", desk.plan, head.id)
    (broken,) = desk.verify().broken
    code, chain, number = broken.split(":")
    assert knowledge().wording.say(f"broken.{code}", chain=chain, number=number)
    assert desk.store.check().whole


def test_time_is_told_in_ward_time_wherever_the_computer_is(desk: OpenWard) -> None:
    elsewhere = (NOW + timedelta(0)).astimezone(None)
    head = signed(desk, CASE, now=elsewhere)
    assert head.signed_at == NOW
    assert head.signed_at.isoformat() == NOW.isoformat()
