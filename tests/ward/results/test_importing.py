"""A laboratory's file into the record: blocked where it is not the child's, taken whole or not at all, never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from hlh_desktop.cli import doors
from hlh_desktop.cli.main import run
from hlh_desktop.domain.results.incoming.mapping import LabMapping
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward.results import importing
from hlh_desktop.ward.results.importing import Asked
from tests.exchange.labs.given import CSV, HL7, PLAIN
from tests.ward import wards
from tests.ward.log import bed

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.domain.results.incoming.preview import Preview
    from hlh_desktop.ward.results.writing import Written

# The child of the ward is the one of the files but for the day of its birth.
BORN = {b"2008-06-22": b"2024-06-22", b"20080622": b"20240622"}


@pytest.fixture
def at_bed(tmp_path: Path) -> bed.Bed:
    """The bed of a child without any result."""
    made = bed.make(tmp_path / "ward")
    for one in made.desk.labs.results(made.child):
        made.desk.labs.strike(made.child, one.id, "not of these tests", made.now)
    made.now += timedelta(days=10)
    return made


def of_child(data: bytes) -> bytes:
    for before, after in BORN.items():
        data = data.replace(before, after)
    return data


def look(at: bed.Bed, data: bytes = CSV, asked: Asked = importing.NOTHING, name: str = "labs.csv") -> Preview:
    return importing.preview(at.desk, at.child, of_child(data), name, at.now, asked)


def take(at: bed.Bed, found: Preview, accepted: frozenset[int] | None = None, id_: UUID | None = None) -> Written:
    accepted = found.usual if accepted is None else accepted
    return importing.take(at.desk, at.child, found, accepted, id_ or uuid4(), at.now)


def standing(at: bed.Bed) -> dict[tuple[str, object], str]:
    return {(one.analyte, one.value): one.reported.status for one in at.desk.labs.results(at.child)}


@pytest.mark.parametrize("kind", ["csv", "fhir", "hl7", "paste"])
def test_a_file_of_each_kind_is_taken_once_and_a_second_time_adds_nothing(at_bed: bed.Bed, kind: str) -> None:
    asked = Asked("paste", confirmed_identity=True) if kind == "paste" else Asked()
    data = PLAIN[kind]  # type: ignore[index]
    found = look(at_bed, data, asked)
    assert not found.blocked
    written = take(at_bed, found)
    assert written.new == len(found.usual) > 0
    before = at_bed.desk.labs.all(at_bed.child)
    again = look(at_bed, data, asked)
    assert again.nothing
    assert {one.fate for one in again.taken} == {"known"}
    assert take(at_bed, again).new == 0
    assert take(at_bed, found).new == 0, "the same lines written once more, by the record itself"
    assert at_bed.desk.labs.all(at_bed.child) == before
    assert at_bed.desk.verify().whole


def test_the_record_tells_the_file_its_digest_and_the_laboratory(at_bed: bed.Bed) -> None:
    found = look(at_bed, CSV, Asked(laboratory=" Central  laboratory "))
    take(at_bed, found)
    one = at_bed.desk.labs.results(at_bed.child, ("ferritin",))[0]
    assert (one.laboratory, one.origin) == ("Central laboratory", "csv")
    _, _, file = at_bed.desk.labs.who(at_bed.child, one.id)
    assert file == "labs.csv"
    facts = at_bed.desk.store.facts(at_bed.child, ("results",))
    assert {fact.body["digest"] for fact in facts if fact.body["file"] == "labs.csv"} == {found.digest}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HL7, "identity_birth_date"),
        (of_child(HL7).replace(b"Example^Four", b"Other^Four"), "identity_family_name"),
        (of_child(HL7).replace(b"||20240622|F", b"||20240622|M"), "identity_sex"),
        (of_child(HL7).replace(b"TV04^^^", b"TV05^^^"), "identity_another"),
        (b"\r".join(line for line in HL7.split(b"\r") if not line.startswith(b"PID")), "identity_missing"),
        (CSV.replace(b"patient_id,", b"other,"), "identity_confirm"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_shown_to_be_of_the_child_is_blocked(at_bed: bed.Bed, data: bytes, code: str) -> None:
    found = importing.preview(at_bed.desk, at_bed.child, data, "x", at_bed.now)
    assert found.blocked
    assert found.identity.reason.code == code
    assert not found.usual or found.identity.confirm
    with pytest.raises(Trouble, match="import_blocked"):
        take(at_bed, found)
    assert not at_bed.desk.labs.results(at_bed.child)


def test_a_table_that_names_nobody_is_taken_on_the_word_of_a_person(at_bed: bed.Bed) -> None:
    data = CSV.replace(b"patient_id,", b"other,")
    assert take(at_bed, look(at_bed, data, Asked(confirmed_identity=True))).new == 4


def test_a_line_to_check_is_taken_only_where_it_was_accepted_and_says_so(at_bed: bed.Bed) -> None:
    data = CSV.replace(b",,28,", b",,2,")
    found = look(at_bed, data)
    (rare,) = (one for one in found.taken if one.number in found.to_check)
    assert rare.reported.analyte == "plt"
    take(at_bed, found)
    assert ("plt", Decimal(2)) not in standing(at_bed)
    later = look(at_bed, data)
    assert take(at_bed, later, later.to_check).new == 1
    (kept,) = at_bed.desk.labs.results(at_bed.child, ("plt",))
    assert kept.reported.reason == "Accepted when it was imported [outside_warn]"


def test_a_corrected_result_supersedes_and_the_old_one_stays_readable(at_bed: bed.Bed) -> None:
    take(at_bed, look(at_bed))
    changed = look(at_bed, CSV.replace(b",,28,10*9/L,150,450,P", b",,31,10*9/L,150,450,C"))
    assert [one.fate for one in changed.taken if one.reported.analyte == "plt"] == ["supersedes"]
    assert take(at_bed, changed).superseded == 1
    assert standing(at_bed)["plt", Decimal(31)] == "corrected"
    old = next(end for one, end in at_bed.desk.labs.all(at_bed.child) if one.value == 28)
    assert old is not None
    assert old.how == "superseded"


def test_what_the_record_refuses_leaves_nothing_of_the_file(at_bed: bed.Bed) -> None:
    found = look(at_bed)
    ferritin, plt, *rest = found.taken
    impossible = replace(plt, sample=replace(plt.sample, at=at_bed.now + timedelta(days=1)))
    with pytest.raises(Trouble, match="result_future"):
        take(at_bed, replace(found, taken=(ferritin, impossible, *rest)))
    assert not at_bed.desk.labs.results(at_bed.child)


def test_cancelled_at_any_moment_nothing_is_stored(at_bed: bed.Bed) -> None:
    told: list[int] = []

    def cancelled() -> bool:
        return len(told) > 2

    found = look(at_bed)
    with pytest.raises(Trouble, match="results_cancelled"):
        importing.take(
            at_bed.desk, at_bed.child, found, found.usual, uuid4(), at_bed.now,
            progress=lambda done, _: told.append(done), cancelled=cancelled,
        )  # fmt: skip
    assert told
    with pytest.raises(Trouble, match="import_cancelled"):
        importing.preview(at_bed.desk, at_bed.child, CSV, "x", at_bed.now, cancelled=lambda: True)
    assert not at_bed.desk.labs.results(at_bed.child)


def test_lines_that_are_not_of_the_preview_are_not_taken(at_bed: bed.Bed) -> None:
    with pytest.raises(Trouble, match="import_not_offered"):
        take(at_bed, look(at_bed), frozenset({99}))
    assert take(at_bed, look(at_bed), frozenset()).new == 0


def test_a_preview_of_another_child_is_not_taken(at_bed: bed.Bed) -> None:
    found = look(at_bed)
    with pytest.raises(Trouble, match="import_child_changed"):
        take(at_bed, replace(found, child=None))


def test_who_may_not_enter_results_may_not_import_them(at_bed: bed.Bed) -> None:
    found = look(at_bed)
    at_bed.be(bed.OFFICE)
    with pytest.raises(Trouble, match="not_allowed"):
        take(at_bed, found)


def test_the_mapping_of_a_laboratory_is_kept_and_used_by_its_name(at_bed: bed.Bed) -> None:
    mapping = LabMapping({"No": "patient_id", "When": "collected_at", "Test": "name", "Result": "value", "U": "unit"},
                         {"Platelet count": "plt"}, {"Mrd/l": "10*9/L"}, ",", ";", "dmy")  # fmt: skip
    data = b"No;When;Test;Result;U\nTV04;21.11.2026 06:10;Platelet count;28,5;Mrd/l\n"
    importing.keep_mapping(at_bed.desk, "North lab", mapping, at_bed.now)
    assert importing.mapping_for(at_bed.desk, " North  lab ") == mapping
    found = look(at_bed, data, Asked(laboratory="North lab"))
    assert [(one.reported.analyte, one.reported.value) for one in found.taken] == [("plt", Decimal("28.5"))]
    with pytest.raises(Trouble, match="import_columns"):
        look(at_bed, data)


# --- by command


def command(at: bed.Bed, tmp_path: Path, *words: str) -> int:
    secret = tmp_path / "secret"
    secret.write_text(wards.PASSWORD)
    folder = str(at.desk.store.folder)
    who = ("--ward", folder, "--mrn", "TV04", "--user", wards.DOCTOR, "--password-file", str(secret))
    return run(("import-labs", *words, *who))


def test_the_command_tells_each_line_stores_what_is_good_and_answers_2_for_a_bad_file(
    at_bed: bed.Bed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doors, "now", lambda: at_bed.now)
    good, bad, other, nameless = (tmp_path / name for name in ("good.csv", "bad.csv", "other.hl7", "nobody.csv"))
    odd = b"TV04,2026-11-21T06:10,999-9,Odd,,5,x,,,F,\nTV04,2026-11-21T06:10,718-7,Hb,,99,g/dL,,,F,\n"
    good.write_bytes(CSV + odd)
    bad.write_bytes(b"a,b\n1,2\n")
    other.write_bytes(HL7.replace(b"TV04", b"TV05"))
    nameless.write_bytes(CSV.replace(b"patient_id,", b"other,").replace(b",,28,", b",,2,").replace(b"21T", b"20T"))
    assert command(at_bed, tmp_path, str(good), "--dry-run") == 0
    assert not at_bed.desk.labs.results(at_bed.child)
    capsys.readouterr()
    files = map(str, (bad, good, other, nameless, tmp_path / "none.csv", good))
    assert command(at_bed, tmp_path, *files) == 2
    said = capsys.readouterr()
    assert "taken    line 2: Ferritin >20000 ng/mL (2026-11-21 06:10; final, new)" in said.out
    assert "left     line 6: Odd 5 x: Odd (code 999-9) is not known here." in said.out
    assert "refused  line 7: Hb 99 g/dL: 99\N{NO-BREAK SPACE}g/dL is not possible" in said.out
    assert f"{good}: 4 stored, 0 of them in the place of others" in said.out
    assert "known    line 2: Ferritin" in said.out
    assert "Nothing to import" in said.out
    assert f"{bad}: expected columns for collected_at" in said.err
    assert "other.hl7: The file is of another patient, No. TV05. This child is No. TV04." in said.err
    assert "TV05" not in said.out
    assert "nobody.csv: The file does not say for certain whose results these are." in said.err
    assert "none.csv: " in said.err
    assert len(at_bed.desk.labs.results(at_bed.child)) == 4
    assert command(at_bed, tmp_path, str(nameless), "--confirm-identity") == 0
    assert "the 1 lines to check were not taken" in capsys.readouterr().out
    assert len(at_bed.desk.labs.results(at_bed.child)) == 7
