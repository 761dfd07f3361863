"""What would come of a file, line by line: taken, to check, left, refused; and beside what the record holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.results.incoming.claims import Verdict
from hlh_desktop.domain.results.incoming.preview import confirmed, place_words, reason_line
from hlh_desktop.domain.results.incoming.previewing import make_preview, samples
from hlh_desktop.domain.results.incoming.values import Claim, Code, Incoming, LabFile, Reason
from hlh_desktop.domain.results.values import LabResult, Reported, ResultEnd, ResultId
from tests.builders import knowledge
from tests.exchange.labs.given import NOBODY, NOW, against, anybodys, checks, codes, terms

if TYPE_CHECKING:
    from hlh_desktop.domain.results.incoming.preview import Preview

AT = "2026-11-21T06:10"
FERRITIN = Incoming("2", 0, (Code("ferritin"),), "812", units=("ug/L",), at=AT)
WORDING = knowledge().wording
STOOD = datetime(2026, 11, 21, 5, 10, tzinfo=UTC)


def look(*rows: Incoming, record: tuple[tuple[LabResult, ResultEnd | None], ...] = ()) -> Preview:
    file = LabFile("csv", rows, (Claim(("TV04",)),))
    return make_preview(file, terms("csv"), replace(against(), record=record), anybodys(file), "")


def row(analyte: str, value: str, unit: str, **more: str) -> Incoming:
    return replace(FERRITIN, codes=(Code(analyte),), value=value, units=(unit,), **more)  # type: ignore[arg-type]


def stands(reported: Reported, number: int = 1, at: datetime = STOOD) -> LabResult:
    return LabResult(ResultId(number, 0), NOBODY, at, reported)


def test_a_plain_result_is_taken_as_reported_in_ward_time() -> None:
    (found,) = look(replace(FERRITIN, low="7", high="140", key="77", method="Immulite", text="diluted")).taken
    assert (found.fate, found.checks) == ("new", ())
    assert found.reported == Reported(
        "ferritin", "ug/L", Decimal(812), None, "diluted", "final", "Immulite", Decimal(7), Decimal(140), "",
        "ferritin", "77",
    )  # fmt: skip
    assert found.sample.at.isoformat() == "2026-11-21T06:10:00+01:00"
    assert found.sample.origin == "csv"


@pytest.mark.parametrize(("value", "comparator"), [(">20000", ""), ("20000", ">"), ("> 20000", ">")])
def test_a_comparator_is_kept_wherever_it_stands(value: str, comparator: str) -> None:
    (found,) = look(replace(FERRITIN, value=value, comparator=comparator)).taken
    assert (found.reported.comparator, found.reported.value) == (">", 20000)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": "1,234"}, "number_unclear"),
        ({"value": "1e3"}, "number_unclear"),
        ({"value": "-5"}, "number_unclear"),
        ({"value": "88 H"}, "number_unclear"),
        ({"value": "1:128"}, "number_unclear"),
        ({"value": ">"}, "number_missing"),
        ({"comparator": "~"}, "comparator_unknown"),
        ({"value": "<5", "comparator": ">"}, "comparators_disagree"),
        ({"value": "6000000"}, "outside_reject"),
        ({"at": "2026-11-22T12:06"}, "time_ahead"),
        ({"at": "2008-06-21T23:00"}, "before_birth"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(changed: dict[str, str], code: str) -> None:
    found = look(replace(FERRITIN, **changed))  # type: ignore[arg-type]
    assert not found.taken
    (one,) = found.refused
    assert one.reason.values.get("stop", one.reason.code) == code
    assert reason_line(one.reason, WORDING)


def test_the_clock_of_a_laboratory_may_be_five_minutes_ahead() -> None:
    assert look(replace(FERRITIN, at="2026-11-22T12:05")).taken


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"codes": (Code("x"),)}, "code_unknown"),
        ({"units": ("mmol/L",)}, "unit_unlisted"),
        ({"value": ""}, "no_value"),
        ({"at": ""}, "no_time"),
        ({"at": "2014"}, "time_unread"),
        ({"at": "2026-02-30T06:00"}, "time_unread"),
        ({"status": "in_error"}, "status_in_error"),
        ({"status": "unavailable"}, "status_unavailable"),
        ({"status": "deleted"}, "status_deleted"),
        ({"status": "unknown", "reason": "odd"}, "status_unknown"),
        ({"fault": Reason("value_kind", {"kind": "ED"})}, "value_kind"),
    ],
)
def test_what_is_not_understood_is_left_with_its_reason(changed: dict[str, object], code: str) -> None:
    found = look(replace(FERRITIN, **changed))  # type: ignore[arg-type]
    assert not found.taken
    assert codes(found.left) == [code]
    assert reason_line(found.left[0].reason, WORDING)


def test_two_assays_of_scd25_are_never_one() -> None:
    mass = replace(FERRITIN, codes=(Code("76039-7"),), units=("U/mL",))
    assert codes(look(mass).refused) == ["two_analytes"]
    assert look(replace(mass, units=("pg/mL",))).taken[0].reported.analyte == "scd25_mass"
    assert look(row("scd25", "14700", "U/mL")).taken[0].reported.analyte == "scd25"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"value": "250000"}, "outside_warn"),
        ({"value": "not detected"}, "words"),
        ({"at": "2026-11-21"}, "day_only"),
        ({"conditions": "lipid frozen"}, "condition_unknown"),
    ],
)
def test_what_is_possible_and_rare_waits_for_a_person(changed: dict[str, str], code: str) -> None:
    found = look(replace(FERRITIN, **changed))  # type: ignore[arg-type]
    (one,) = found.taken
    assert checks(one) == [code]
    assert not found.usual
    assert found.to_check == {one.number}
    assert reason_line(one.checks[0], WORDING)


def test_words_are_never_a_number_and_never_negative() -> None:
    (one,) = look(replace(FERRITIN, value="not detected", units=("",))).taken
    assert (one.reported.value, one.reported.text, one.reported.valued) == (None, "not detected", False)


def test_pending_and_cancelled_have_no_value_even_where_a_number_stands() -> None:
    pending, cancelled = look(
        replace(FERRITIN, status="pending", units=()),
        row("plt", "5", "10*9/L", status="cancelled", reason="clotted"),
    ).taken
    assert (pending.reported.status, pending.reported.value) == ("pending", None)
    assert (cancelled.reported.value, cancelled.reported.text) == (None, "clotted")


def test_a_preliminary_result_is_taken_and_marked_as_such() -> None:
    assert look(replace(FERRITIN, status="preliminary")).taken[0].reported.status == "preliminary"


def test_a_tenfold_of_the_value_before_is_looked_at_whether_that_stands_or_is_in_the_file() -> None:
    before = stands(Reported("plt", "10*9/L", Decimal(28)), at=STOOD - timedelta(days=1))
    assert checks(look(row("plt", "280", "10*9/L"), record=((before, None),)).taken[0]) == ["ratio_ten"]
    earlier = row("plt", "28", "10*9/L", at="2026-11-20T06:10")
    later, first = look(row("plt", "280", "10*9/L"), earlier).taken
    assert (checks(first), checks(later)) == ([], ["ratio_ten"])


def test_a_part_above_its_whole_in_one_sample_is_refused() -> None:
    found = look(row("anc", "5", "10*9/L"), row("wbc", "3", "10*9/L"))
    assert [one.reported.analyte for one in found.taken] == ["wbc"]
    assert found.refused[0].reason.values["stop"] == "neutrophils_above_leucocytes"


def test_the_same_result_again_is_known_and_adds_nothing() -> None:
    found = look(FERRITIN, replace(FERRITIN, place="3"))
    assert [one.fate for one in found.taken] == ["new", "known"]
    again = look(FERRITIN, record=((stands(Reported("ferritin", "ug/L", Decimal("812.0"))), None),))
    assert [one.fate for one in again.taken] == ["known"]
    assert again.nothing


def test_a_final_result_supersedes_a_preliminary_one_and_says_which() -> None:
    before = stands(Reported("ferritin", "ug/L", Decimal(700), status="preliminary"))
    (one,) = look(FERRITIN, record=((before, None),)).taken
    assert (one.fate, one.of) == ("supersedes", before)
    corrected = look(replace(FERRITIN, status="preliminary"), replace(FERRITIN, value="900", status="corrected")).taken
    assert [one.fate for one in corrected] == ["new", "supersedes"]


def test_another_value_that_is_no_correction_is_left_beside_what_stands() -> None:
    before = stands(Reported("ferritin", "ug/L", Decimal(700)))
    (left,) = look(FERRITIN, record=((before, None),)).left
    assert left.reason.code == "record_differs"
    assert "700 ug/L" in reason_line(left.reason, WORDING)


def test_what_was_struck_out_does_not_come_back() -> None:
    gone = stands(Reported("ferritin", "ug/L", Decimal(812)))
    ended = ResultEnd(gone.id, NOBODY, "struck", "Dr A", NOW)
    assert codes(look(FERRITIN, record=((gone, ended),)).left) == ["record_struck"]


def test_rows_that_are_taken_are_numbered_through() -> None:
    rows = (FERRITIN, row("plt", "28", "10*9/L"), row("hb", "-9", "g/L"), row("crp", "112", "mg/L"))
    assert [(one.number, one.reported.analyte) for one in look(*rows).taken] == [
        (0, "ferritin"),
        (1, "plt"),
        (2, "crp"),
    ]


@pytest.mark.parametrize(
    ("blocks", "reason", "code"),
    [
        (True, "identity_unclear", "row_blocked"),
        (True, "identity_another", "another_patient"),
        (False, "identity_same", "another_patient"),
    ],
)
def test_rows_that_are_not_the_childs_say_whether_that_is_clear(blocks: bool, reason: str, code: str) -> None:
    file = LabFile("csv", (FERRITIN, FERRITIN), (Claim(("TV04",)),))
    found = make_preview(file, terms("csv"), against(), Verdict(blocks, Reason(reason), frozenset()), "")
    assert [(one.reason.code, one.count) for one in found.left] == [(code, 2)]


def test_rows_of_one_collection_are_one_sample() -> None:
    found = look(FERRITIN, row("plt", "28", "10*9/L"), replace(FERRITIN, at="2026-11-20T06:10"))
    first, second = samples(one.sample for one in found.taken)
    assert [one.analyte for one in first.results] == ["ferritin", "plt"]
    assert len(second.results) == 1


def test_why_a_rare_value_is_right_keeps_the_codes_of_its_stops() -> None:
    (rare,) = look(replace(FERRITIN, value="250000")).taken
    assert confirmed(rare, "Seen") == "Seen [outside_warn]"
    (usual,) = look(FERRITIN).taken
    assert confirmed(usual, "Seen") == ""


def test_a_line_says_where_it_stands() -> None:
    assert place_words(replace(FERRITIN, place="12"), WORDING) == "line 12"
    assert place_words(replace(FERRITIN, place="3:4"), WORDING) == "line 3, column 4"
    assert place_words(replace(FERRITIN, place="entry[3].resource"), WORDING) == "entry[3].resource"
