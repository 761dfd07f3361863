"""A ward that somebody signed in to: its list, its drafts, its history; and the whole way from making to printing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from hlh_desktop import paths
from hlh_desktop.domain.draft import Draft
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import history
from tests.builders import case_data, knowledge, plan_object, regimen
from tests.report.sheets import texts
from tests.ward.wards import DOCTOR, LATER, NOW, PASSWORD, enter, kept, new_ward, signed, ungated

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard


def named(mrn: str, family: str, given: str, **parts: Any) -> dict[str, Any]:
    return case_data(patient={"mrn": mrn, "family_name": family, "given_name": given}, **parts)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWard:
    ungated(monkeypatch)
    return new_ward(tmp_path / "ward")


# --- the list


def test_a_new_ward_has_no_children(desk: OpenWard) -> None:
    assert desk.children(NOW) == ()
    assert desk.drafts() == ()


def test_the_list_is_by_name_and_ends_with_those_who_are_only_drafts(desk: OpenWard) -> None:
    kept(desk, named("3", "abe", "D"))
    signed(desk, named("2", "Zoe", "B"))
    signed(desk, named("1", "Ärla", "A"))
    signed(desk, named("9", "adam", "C"))
    found = desk.children(NOW)
    assert [line.identity.mrn for line in found] == ["9", "2", "1", "3"]
    assert [line.identity.name for line in found] == ["ADAM, C", "ZOE, B", "ÄRLA, A", "ABE, D"]
    assert [line.id is None for line in found] == [False, False, False, True]


def test_a_row_has_plan_draft_measures_and_course_day(desk: OpenWard) -> None:
    head = signed(desk, case_data(regimen=regimen("etoposide")))
    draft = desk.new_draft(head.child, LATER)
    (line,) = desk.children(LATER)
    assert (line.id, line.plan, line.course_day) == (head.child, head, 4)
    assert line.draft is not None
    assert (line.draft.id, line.draft.child, line.draft.by) == (draft.id, head.child, DOCTOR)
    assert line.measures is not None
    assert str(line.measures.weight_kg) == "13.5"


def test_a_course_day_turns_at_midnight_of_the_ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ungated(monkeypatch)
    desk = new_ward(tmp_path / "ward", zone="Pacific/Auckland")
    head = signed(desk, case_data(regimen=regimen("etoposide")))
    at_noon_in_paris = NOW + timedelta(hours=5, minutes=10)
    assert desk.child(head.child, at_noon_in_paris).course_day == 2
    assert desk.child(head.child, at_noon_in_paris - timedelta(hours=2)).course_day == 1
    assert desk.child(head.child, NOW - timedelta(days=3)).course_day == -2


def test_a_child_that_is_not_there_is_told(desk: OpenWard) -> None:
    with pytest.raises(Trouble, match="no_child"):
        desk.child(UUID(int=1), NOW)


# --- drafts


def test_a_draft_begins_empty_with_today_in_ward_time(tmp_path: Path) -> None:
    desk = new_ward(tmp_path / "ward", zone="Pacific/Auckland")
    opened = desk.new_draft(None, NOW + timedelta(hours=6))
    assert opened.draft.case["day_one"] == "2026-11-23"
    assert opened.draft.case["time_zone"] == "Pacific/Auckland"
    assert (opened.child, opened.base, opened.number) == (None, None, 1)


@pytest.mark.parametrize(
    "patient",
    [
        {"mrn": "T1", "date_of_birth": "22/06/2024"},
        {"mrn": 7, "family_name": ["x"], "date_of_birth": "2024-02-31"},
        {"mrn": "  ", "given_name": None},
        {},
        "nothing",
    ],
)
def test_whatever_was_typed_is_kept_to_the_last_letter(tmp_path: Path, patient: Any) -> None:
    desk = new_ward(tmp_path / "ward")
    case = {
        "schema": "hlh-case/1",
        "patient": patient,
        "labs": [{"value": "13,5 \u00e9\ud800"}],
        "signs": {"sjia": None},
    }
    draft = Draft(case, {"gate": "because"}, {"measurements[0].weight_kg": "9.9"}, 5)
    opened = replace(desk.new_draft(None, NOW), draft=draft)
    desk.keep_draft(opened, LATER)
    desk.lock(LATER)
    again = enter(tmp_path / "ward")
    assert again.draft(opened.id) == opened
    (head,) = again.drafts()
    assert (head.step, head.kept, head.begun, head.identity.date_of_birth) == (5, LATER, NOW, None)
    assert again.children(NOW)[0].draft == head


def test_drafts_of_a_child_are_counted_with_those_that_ended(desk: OpenWard) -> None:
    child = signed(desk, case_data(regimen=regimen("etoposide"))).child
    second, third = desk.new_draft(child, NOW), desk.new_draft(child, LATER)
    desk.discard_draft(second.id, NOW)
    fourth = desk.new_draft(child, LATER)
    assert [second.number, third.number, fourth.number] == [2, 3, 4]
    assert [head.number for head in desk.child(child, NOW).drafts] in ([3, 4], [4, 3])


def test_a_discarded_draft_is_gone_and_written_down(desk: OpenWard) -> None:
    opened = kept(desk, case_data())
    desk.discard_draft(opened.id, LATER)
    assert desk.drafts() == ()
    assert (desk.history()[0].what, desk.history()[0].detail) == ("Draft thrown away", "draft 1")
    for deed in (desk.draft, lambda draft: desk.discard_draft(draft, LATER)):
        with pytest.raises(Trouble, match="draft_gone"):
            deed(opened.id)


# --- history


def test_what_is_done_with_a_plan_stands_in_the_child_s_history(desk: OpenWard) -> None:
    head = signed(desk, case_data(regimen=regimen("etoposide")))
    desk.note_printed(head.id, LATER)
    desk.note_exported(head.id, LATER)
    found = desk.history(head.child)
    told = f"version 1, HLH-94, 10 doses from 2026-11-22, knowledge edition {knowledge().edition}"
    assert [(event.what, event.detail) for event in found] == [
        ("Plan saved as a file", "version 1"),
        ("Plan printed", "version 1"),
        ("Plan signed", f"{told}, HLH first suspected not known"),
        ("Weight or height measured", "on 2026-11-21: weight 13.5 kg, height 92 cm"),
        ("Child registered", ""),
    ]
    assert {(event.by, event.workstation) for event in found} == {(DOCTOR, "WARD-4B-1")}
    assert (found[0].taken, found[-1].taken) == (LATER, NOW)


def test_the_ward_s_own_history_names_no_child(desk: OpenWard) -> None:
    signed(desk, named("TV04", "Example", "Four"))
    desk.lock(LATER)
    text = repr(desk.history())
    assert "Ward locked" in text
    assert "TV04" not in text
    assert "Example" not in text.replace(DOCTOR, "")


def test_every_event_has_its_words() -> None:
    wording = knowledge().wording
    own = (
        "ward_made",
        "person_added",
        "password_changed",
        "recovery_used",
        "locked",
        "printed_road_map",
        "printed_labels",
    )
    for kind in (*history.OF_CHILD, *own):
        said = [key for key in wording.texts if key.startswith((f"ward.event.{kind}", f"doses.event.{kind}"))]
        assert said, kind


# --- the whole way


def test_from_making_a_ward_to_the_printed_plan_of_tomorrow(tmp_path: Path) -> None:
    desk = new_ward(tmp_path / "ward")
    case = json.loads((paths.resources() / "cases" / "example.json").read_text(encoding="utf-8"))
    opened = desk.new_draft(None, NOW)
    desk.keep_draft(replace(opened, draft=Draft(case)), NOW)
    desk.lock(NOW)

    desk = enter(tmp_path / "ward")
    opened = desk.draft(desk.drafts()[0].id)
    draft = opened.draft
    for gate in desk.look(draft, NOW).gates:
        if gate.state == "reason":
            draft = draft.with_reason(gate.key, gate.reasons[0])
    assert [gate.title for gate in desk.look(draft, NOW).gates if gate.state != "met"] == []
    head = desk.sign(opened.id, draft, person_name=DOCTOR, password=PASSWORD, now=NOW)
    desk.lock(NOW)

    desk = enter(tmp_path / "ward", now=LATER)
    (line,) = desk.children(LATER)
    assert line.plan == head
    found = desk.plan(head.id)
    assert json.loads(found.json) == plan_object(case)
    target = BytesIO()
    desk.print_plan(found, target, now=LATER)
    pages = [" ".join(page.split()) for page in texts(target.getvalue())]
    assert all(f"Seal {head.seal}" in page and "version 1" in page for page in pages)
    assert desk.verify().whole
    clear = [b"TV04", b"Example", b"2024-06-22"]
    files = [path.read_bytes() for path in (tmp_path / "ward").iterdir()]
    assert not any(word in raw.replace(DOCTOR.encode(), b"") for word in clear for raw in files)
