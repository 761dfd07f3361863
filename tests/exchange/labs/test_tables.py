"""Tables of results: their columns, what parts them, and a decimal sign that is declared or shown, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hlh_desktop.domain.results.incoming.mapping import LabMapping
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.reading import columns, kind_of, read
from tests.exchange.labs.given import CSV, PASTE, codes, looked, of_anybody

HEAD = "collected_at;code;value;unit;low;high\n"
DECLARED = LabMapping(decimal=",")


def values(text: str, saved: LabMapping | None = None) -> list[str]:
    """The values of a table; a refused one by its reason."""
    rows = read(text.encode(), "csv", saved or LabMapping()).rows
    return [row.fault.code if row.fault else row.value for row in rows]


def test_a_plain_table_is_taken_with_all_it_says() -> None:
    found = looked(CSV)
    assert not found.blocked
    assert [one.reported.analyte for one in found.taken] == ["ferritin", "plt", "hb", "fibrinogen"]
    ferritin, plt, hb, fibrinogen = (one.reported for one in found.taken)
    assert (ferritin.comparator, ferritin.value, ferritin.low, ferritin.high) == (">", 20000, 7, 140)
    assert (plt.status, hb.status, fibrinogen.status) == ("preliminary", "corrected", "pending")
    assert hb.value == Decimal("7.9")
    assert {one.sample.specimen for one in found.taken} == {"serum", "blood", "plasma"}
    assert ferritin.code == "2276-4"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_may_be_parted_in_any_usual_way(delimiter: str, end: str) -> None:
    text = f"code,collected_at,value,unit{end}plt,2026-11-21T06:10,28,10*9/L{end}".replace(",", delimiter)
    (row,) = read(text.encode(), "csv", LabMapping()).rows
    assert (row.code, row.value, row.unit, row.place) == ("plt", "28", "10*9/L", "2")


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (["1,234"], ["number_ambiguous"]),
        (["1.234"], ["number_ambiguous"]),
        (["12,5", "1,234"], ["12.5", "number_ambiguous"]),
        (["12.5", "1.234"], ["12.5", "1.234"]),
        (["12,5", "1.234"], ["12.5", "number_ambiguous"]),
        (["0,125", "12"], ["0.125", "12"]),
        (["12,5", "12.5"], ["12,5", "12.5"]),
        (["1.234,5"], ["1.234,5"]),
    ],
)
def test_a_number_that_may_be_two_is_refused(numbers: list[str], found: list[str]) -> None:
    rows = "".join(f"2026-11-21T06:10;plt;{number};10*9/L;;\n" for number in numbers)
    assert values(HEAD + rows) == found


def test_a_range_that_may_be_two_is_refused_too() -> None:
    assert values(f"{HEAD}2026-11-21T06:10;plt;28;10*9/L;1,234;\n") == ["number_ambiguous"]


def test_a_declared_decimal_sign_decides() -> None:
    row = "2026-11-21T06:10;ferritin;1,234;mg/L;0,007;0,14\n"
    assert values(HEAD + row, DECLARED) == ["1.234"]
    (read_row,) = read((HEAD + row).encode(), "csv", DECLARED).rows
    assert (read_row.low, read_row.high) == ("0.007", "0.14")


def test_what_is_neither_sign_stays_unread_and_is_refused_in_the_preview() -> None:
    rows = "2026-11-21T06:10;plt;12,5;10*9/L;;\n2026-11-21T06:10;hb;12.5;g/dL;;\n"
    assert codes(of_anybody((HEAD + rows).encode()).refused) == ["number_unclear"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n1,2\n", "import_columns"),
        ("code,collected_at\nplt,2026-11-21\n", "import_columns"),
        ("code,collected_at,value,value\n", "import_column_twice"),
        ('code,collected_at,value\nplt,2026-11-21,"28\n', "import_table"),
        ("", "import_empty"),
        (" \n\t\n", "import_empty"),
    ],
)
def test_what_is_no_such_table_is_refused(text: str, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        values(text)
    assert trouble.value.code == code


def test_a_line_of_another_width_is_refused_and_the_others_are_not() -> None:
    text = "code,collected_at,value,unit\nplt,2026-11-21T06:10,28\nhb,2026-11-21T06:10,9,g/dL\n"
    assert values(text) == ["row_width", "9"]


def test_a_mapping_says_what_other_columns_mean_and_in_which_order_dates_stand() -> None:
    saved = LabMapping(
        {"Datum": "collected_at", "Test": "name", "Wert": "value", "E": "unit"}, {"Thrombozyten": "plt"},
        {"Gpt/l": "10*9/L"}, ",", ";", "dmy",
    )  # fmt: skip
    text = "Datum;Test;Wert;E;Bemerkung\n21.11.2026 06:10;Thrombozyten;28,0;Gpt/l;x\n31.11.2026;Thrombozyten;5;Gpt/l;\n"
    found = of_anybody(text.encode(), saved=saved)
    (one,) = found.taken
    assert (one.reported.analyte, one.reported.value) == ("plt", Decimal("28.0"))
    assert one.sample.at.isoformat() == "2026-11-21T06:10:00+01:00"
    assert codes(found.left) == ["time_unread"], "there is no 31 November"
    assert columns(text.encode(), LabMapping()) == ("Datum", "Test", "Wert", "E", "Bemerkung")


def test_a_date_in_another_order_is_never_guessed() -> None:
    found = of_anybody(b"code,collected_at,value,unit\nplt,11/12/2026,28,10*9/L\n")
    assert codes(found.left) == ["time_unread"]


def test_a_table_of_several_patients_offers_only_the_rows_of_the_child() -> None:
    text = CSV.decode() + "X9,2026-11-21T06:10,777-3,Platelets,,5,10*9/L,,,F,blood\n"
    found = looked(text.encode())
    assert len(found.taken) == 4
    assert [(one.reason.code, one.count, one.row) for one in found.left] == [("another_patient", 1, None)]


def test_a_column_whose_meaning_nobody_said_is_told_for_it_may_name_another_patient() -> None:
    found = looked(CSV.replace(b"patient_id,", b"Case No,"), confirmed=True)
    assert [(one.code, one.values["names"]) for one in found.notes] == [("columns_unread", "Case No")]
    assert looked(CSV).notes == ()


def test_a_row_that_names_nobody_among_others_is_left() -> None:
    text = CSV.decode() + ",2026-11-21T06:10,777-3,Platelets,,5,10*9/L,,,F,blood\n"
    assert codes(looked(text.encode()).left) == ["row_without_patient"]


def test_words_that_a_spreadsheet_would_reckon_lose_only_the_apostrophe() -> None:
    text = "code,collected_at,text\nnk,2026-11-21T06:10,'=reduced\n"
    assert of_anybody(text.encode()).taken[0].reported.text == "=reduced"


# --- what was pasted


def test_times_across_make_a_result_of_every_cell() -> None:
    found = looked(PASTE, kind="paste", confirmed=True)
    told = [(one.reported.analyte, one.sample.at.day, one.reported.comparator, one.row.value) for one in found.taken]
    assert told == [
        ("ferritin", 20, None, "11734"), ("ferritin", 21, ">", ">20000"), ("plt", 20, None, "41"),
        ("plt", 21, None, "28"), ("hb", 20, None, "8.2"),
    ]  # fmt: skip
    assert found.taken[0].row.place == "2:3"
    assert {one.sample.origin for one in found.taken} == {"pasted"}


def test_what_was_pasted_names_nobody_and_waits_for_the_word_of_a_person() -> None:
    found = looked(PASTE, kind="paste")
    assert found.blocked
    assert found.identity.confirm


def test_a_column_that_is_neither_a_time_nor_a_unit_is_told() -> None:
    text = "x\t2026-11-21 06:10\tremark\nplt\t28\tlow\n"
    found = looked(text.encode(), kind="paste", confirmed=True)
    assert [one.reason.code for one in found.left] == ["column_left", "unit_missing"]


def test_one_result_a_row_may_be_pasted_too() -> None:
    text = "code\tcollected_at\tvalue\tunit\nplt\t2026-11-21 06:10\t28\t10*9/L\n"
    assert looked(text.encode(), kind="paste", confirmed=True).taken[0].reported.value == 28


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbfMSH|^~\\&|", "hl7"),
        (b"\x0bMSH|^~\\&|", "hl7"),
        (b"FHS|^~\\&|", "hl7"),
        (b' \r\n{"a": 1}', "fhir"),
        (b"MSHX,code", "csv"),
        (b"code,value", "csv"),
        (b"", "csv"),
    ],
)
def test_a_file_is_known_by_how_it_begins(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
