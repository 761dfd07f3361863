"""HL7 v2 as laboratories send it: frames, charsets, zones, escapes, statuses; each as the standard has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hl7
import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.hl7_rows import range_of, read_hl7
from hlh_desktop.exchange.labs.hl7_text import segments
from tests.exchange.labs.given import HL7, looked, sample

if TYPE_CHECKING:
    from hlh_desktop.domain.results.incoming.values import Incoming, LabFile

HEAD = "MSH|^~\\&|LAB|CENTRAL|W|H|20261121070000+0100||ORU^R01|1|P|2.5.1"
PID = "PID|1||TV04^^^H^MR~998^^^X||Example^Four^May||20080622|F"
OBR = "OBR|1|P1|F1|58410-2^CBC^LN|||20261121061000"
OBX = "OBX|1|NM|777-3^Platelets^LN||28|10*9/L|150-450|L|||F"


def read(*lines: str, end: str = "\r") -> LabFile:
    return read_hl7(end.join(lines).encode())


def row(obx: str = OBX, head: str = HEAD, obr: str = OBR) -> Incoming:
    (found,) = read(head, PID, obr, obx).rows
    return found


def test_a_plain_message_is_taken_with_its_note_and_its_specimen() -> None:
    found = looked(HL7)
    plt, ferritin = found.taken
    assert (plt.reported.value, plt.reported.unit, plt.reported.low, plt.reported.high) == (28, "10*9/L", 150, 450)
    assert plt.reported.text == "few clumps seen"
    assert (ferritin.reported.comparator, ferritin.reported.value) == (">", 20000)
    assert ferritin.reported.status == "preliminary"
    assert {one.sample.specimen for one in found.taken} == {"Blood"}
    assert {one.sample.laboratory for one in found.taken} == {"CENTRAL"}
    assert [one.reason.code for one in found.left] == ["status_waiting"]


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_segments_may_end_in_any_usual_way(end: str) -> None:
    assert len(read(HEAD, PID, OBR, OBX, end=end).rows) == 1


def test_the_bytes_of_a_connection_and_a_byte_order_mark_are_taken_off() -> None:
    message = "\r".join((HEAD, PID, OBR, OBX)).encode()
    framed = b"\x0b" + message + b"\x1c\r"
    assert len(read_hl7(framed + framed).rows) == 2
    assert len(read_hl7(b"\xef\xbb\xbf" + message).rows) == 1


@pytest.mark.parametrize(("charset", "codec"), [("8859/1", "latin-1"), ("UNICODE UTF-8", "utf-8"), ("", "utf-8")])
def test_the_charset_that_the_message_names_is_used(charset: str, codec: str) -> None:
    message = "\r".join((f"{HEAD}||||||{charset}", PID.replace("Example", "Müller"), OBR, OBX))
    assert read_hl7(message.encode(codec)).patients[0].family == ("Müller",)


@pytest.mark.parametrize(
    ("charset", "code"), [("", "import_charset"), ("ASCII", "import_charset"), ("JIS", "import_charset_unknown")]
)
def test_text_of_another_charset_is_refused_and_not_guessed(charset: str, code: str) -> None:
    message = "\r".join((f"{HEAD}||||||{charset}", PID.replace("Example", "Müller"), OBR, OBX))
    with pytest.raises(Trouble) as trouble:
        read_hl7(message.encode("latin-1"))
    assert trouble.value.code == code


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("F", "final"), ("C", "corrected"), ("P", "preliminary"), ("R", "preliminary"), ("S", "preliminary"),
        ("I", "waiting"), ("X", "unavailable"), ("D", "deleted"), ("W", "withdrawn"), ("O", "ordered"),
        ("", "unsaid"), ("Q", "unknown"),
    ],
)  # fmt: skip
def test_each_status_of_the_standard_is_itself(status: str, found: str) -> None:
    assert row(OBX.replace("|||F", f"|||{status}")).status == found


@pytest.mark.parametrize(
    ("value", "kind", "found"),
    [
        ("28", "NM", ("28", "")), (">^20000", "SN", ("20000", ">")), ("^182", "SN", ("182", "")),
        ("=^5", "SN", ("5", "")), ("<35", "ST", ("<35", "")), ("POS^positive^HL7", "CE", ("positive", "")),
        ("a\\T\\b\\.br\\c", "FT", ("a&b c", "")), ("x\\X41\\y", "ST", ("xAy", "")),
        ("lone \\ sign", "ST", ("lone \\ sign", "")),
    ],
)  # fmt: skip
def test_values_of_each_kind_are_read(value: str, kind: str, found: tuple[str, str]) -> None:
    made = row(f"OBX|1|{kind}|777-3^^LN||{value}|10*9/L|||||F")
    assert (made.value, made.comparator) == found
    assert made.fault is None


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ("^1^:^128", "SN", "value_kind"),
        ("^10^-^20", "SN", "value_kind"),
        ("27~25", "NM", "values_two"),
        ("a^b", "ED", "value_kind"),
        ("^182", "FN", "value_kind"),
    ],
)
def test_a_value_that_is_no_number_and_no_text_is_none(value: str, kind: str, code: str) -> None:
    fault = row(f"OBX|1|{kind}|777-3^^LN||{value}|10*9/L|||||F").fault
    assert fault is not None
    assert fault.code == code


@pytest.mark.parametrize(
    ("obx", "obr", "at"),
    [
        (f"{OBX}|||20261120230500-0500", OBR, "2026-11-20T23:05:00-05:00"),
        (f"{OBX}|||202611202305", OBR, "2026-11-20T23:05:00+01:00"),
        (f"{OBX}|||20261120", OBR, "2026-11-20"),
        (OBX, OBR, "2026-11-21T06:10:00+01:00"),
        (OBX, "OBR|1|P1|F1|58410-2", ""),
    ],
)
def test_the_time_is_the_results_own_else_that_of_its_order_in_the_messages_zone(obx: str, obr: str, at: str) -> None:
    assert row(obx, obr=obr).at == at


def test_the_specimens_time_stands_in_where_no_other_does() -> None:
    found = read(HEAD, PID, "OBR|1|P1|F1|58410-2", OBX, "SPM|1|||BLD|||||||||||||20261121055500")
    assert found.rows[0].at == "2026-11-21T05:55:00+01:00"


def test_a_message_without_a_zone_leaves_the_time_to_the_ward() -> None:
    assert row(head=HEAD.replace("+0100", "")).at == "2026-11-21T06:10:00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("70-105", ("70", "105", "")), ("70_105", ("70", "105", "")), ("3.5 - 5.0", ("3.5", "5.0", "")),
        ("<35", ("", "35", "")), (">60", ("60", "", "")), ("negative", ("", "", "negative")),
        ("-5-5", ("", "", "-5-5")), ("", ("", "", "")),
    ],
)  # fmt: skip
def test_a_range_is_read_where_it_is_one(text: str, found: tuple[str, str, str]) -> None:
    assert range_of(text) == found


def test_a_result_is_known_again_by_order_code_and_place() -> None:
    assert row().key == "F1|777-3|"
    assert row(f"{OBX}||||||||||id7^LAB").key == "id7^LAB"


def test_each_patient_of_a_message_has_its_own_results() -> None:
    found = read(HEAD, PID, OBR, OBX, PID.replace("TV04", "X9"), OBR, OBX)
    assert [one.patient for one in found.rows] == [0, 1]
    assert found.patients[0].numbers == ("TV04", "998")
    assert found.patients[0].given == ("Four", "Four May")


def test_a_message_without_a_patient_is_blocked_and_no_word_helps() -> None:
    found = looked("\r".join((HEAD, OBR, OBX)).encode(), confirmed=True)
    assert found.blocked
    assert found.identity.reason.code == "identity_missing"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("MSH|^~^&|LAB",), "import_hl7_separators"),
        (("MSH|ABCD|LAB",), "import_hl7_separators"),
        ((HEAD, "12 free text"), "import_hl7_segment"),
        ((HEAD, PID, "OBX;1;NM"), "import_hl7_segment"),
        (("BHS|^~\\&", HEAD, "BTS|2"), "import_hl7_count"),
        (("FHS|^~\\&", "BHS|^~\\&", HEAD, "BTS|1", "FTS|2"), "import_hl7_count"),
        (("BHS|^~\\&", HEAD, "BTS|1", HEAD), "import_hl7_envelope"),
        ((HEAD, "FTS|1", HEAD), "import_hl7_envelope"),
    ],
)
def test_what_is_damaged_or_cut_is_refused_as_a_whole(lines: tuple[str, ...], code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read(*lines)
    assert trouble.value.code == code


@pytest.mark.parametrize("name", ["ms_LAB-ORU-1", "ms_ORU-R01-01", "lfh_ORU-multiline-short", "pyhl7_sample_hl7"])
def test_another_reader_of_hl7_finds_the_same_fields(name: str) -> None:
    text = sample(f"hl7v2/{name}.hl7").decode("utf-8-sig").replace("\r\n", "\r").replace("\n", "\r")
    for own, other in zip(segments(text.encode()), hl7.parse(text), strict=True):
        assert own.name == str(other[0])
        assert [own.fields[number] for number in range(len(own.fields))] == [str(field) for field in other]
