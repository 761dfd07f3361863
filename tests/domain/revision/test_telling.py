"""The difference of two versions as rows: what was, what would be, and by how much, each number from hand calculation.

13.5 kg and 92 cm are 0.59 m2; 15.1 kg and 92 cm are 0.62 m2. By 2 December 14:05 four of ten doses have passed.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from hlh_desktop.domain.edits import decide, omit_dose
from hlh_desktop.domain.revision.difference import difference
from hlh_desktop.domain.revision.edits import measured, reduce_doses, stop_line
from hlh_desktop.domain.revision.telling import difference_words
from hlh_desktop.domain.revision.words import measures_words, stays_words
from tests.builders import case_data, knowledge, plan, regimen

if TYPE_CHECKING:
    from hlh_desktop.domain.revision.rows import DifferenceWords, RevisionRow

NOW = datetime(2026, 12, 2, 14, 5, tzinfo=ZoneInfo("Europe/Paris"))
ASKED = {"prior_etoposide_mg_per_m2": "0"}
CASE = case_data(patient=ASKED, regimen=regimen("etoposide", "dexamethasone", "ivig"))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "=")


def words(after: dict[str, Any], before: dict[str, Any] | None = None) -> DifferenceWords:
    return difference_words(difference(plan(before or CASE), plan(after), knowledge(), NOW), knowledge())


def told(row: RevisionRow) -> tuple[str, ...]:
    return tuple(plain(one) for one in (row.detail, row.before, row.after, row.unit, row.change, row.percent))


def rows(after: dict[str, Any], name: str, before: dict[str, Any] | None = None) -> list[tuple[str, ...]]:
    return [told(row) for row in words(after, before).lines if row.name == name]


def stays(after: dict[str, Any], before: dict[str, Any] | None = None) -> str:
    found = difference(plan(before or CASE), plan(after), knowledge(), NOW)
    return plain(stays_words(plan(after), found, knowledge()))


HEAVIER = measured(CASE, NOW, "15.1")


def test_surface_stands_first_and_the_sum_last() -> None:
    found = words(HEAVIER).lines
    assert (found[0].name, found[-1].name) == ("BSA", "Cumulative etoposide")
    assert told(found[0]) == ("Mosteller", "0.59", "0.62", "m²", "+ 0.03", "+ 5.1 %")


def test_a_dose_is_told_with_what_it_becomes_and_by_how_much_and_a_daily_one_by_its_days() -> None:
    assert rows(HEAVIER, "etoposide") == [("doses 5 to 10", "89", "93", "mg per dose", "+ 4", "+ 4.5 %")]
    assert rows(HEAVIER, "dexAMETHasone")[0] == ("days 12 to 14", "5.9", "6.2", "mg per day", "+ 0.3", "+ 5.1 %")
    # 0.62 x 0.625 mg are 0.39 mg: 0.4 mg as before.
    assert rows(HEAVIER, "dexAMETHasone")[-1] == ("days 52 to 54, 56", "0.4", "0.4", "mg per dose", "=", "")


def test_a_line_of_which_nothing_is_to_come_stands_quietly_as_it_was_given() -> None:
    (row,) = [row for row in words(HEAVIER).lines if row.name == "immunoglobulin"]
    assert (told(row), row.quiet) == (("complete", "10.8 + 10.8", "as given", "", "=", ""), True)
    assert not any(one.quiet for one in words(HEAVIER).lines if one.name != "immunoglobulin")


def test_a_dose_left_out_stands_between_those_that_stay() -> None:
    without = omit_dose(CASE, "etoposide", None, 22, "fever")
    assert [(row[0], row[2], row[4]) for row in rows(without, "etoposide")] == [
        ("dose 5", "89", "="), ("dose 6", "left out", "="), ("doses 7 to 10", "89", "="),
    ]  # fmt: skip
    assert rows(without, "Cumulative etoposide") == [("as planned", "1,508", "1,358", "mg/m²", "- 150", "- 9.9 %")]
    (gone,) = words(without).doses
    assert (gone.name, plain(gone.before), gone.after) == (
        "etoposide, dose 6", "Sun 13 Dec 2026 14:00, intravenous", "none",
    )  # fmt: skip


def test_two_doses_that_follow_each_other_are_named_both() -> None:
    assert rows(stop_line(CASE, "etoposide", None, [43, 50], "x"), "etoposide")[-1][:3] == (
        "doses 9 and 10", "89", "left out",
    )  # fmt: skip


def test_less_of_a_dose_is_told_with_a_minus() -> None:
    """Three quarters of 88.5 mg are 66.375 mg: 66 mg, 23 mg or 25.8 % less."""
    found = rows(reduce_doses(CASE, "etoposide", None, [15], "0.75", "kidney"), "etoposide")
    assert found[0] == ("dose 5", "89", "66", "mg per dose", "- 23", "- 25.8 %")


def test_a_line_that_comes_has_nothing_before_and_no_change_in_percent() -> None:
    more = decide(CASE, "anakinra", "accept", parameters={"mg_per_kg_per_day": "4", "first_day": 13, "days": 2})
    assert rows(more, "anakinra") == [("days 13, 14", "none", "54", "mg per day", "=", "")]


def test_an_intrathecal_dose_is_told_by_its_number_with_the_word() -> None:
    spinal = case_data(patient=ASKED, severity={"cns": "progressive"}, regimen=regimen("etoposide", "intrathecal"))
    found = rows(omit_dose(spinal, "intrathecal", None, 16, "x"), "methotrexate", spinal)
    assert [row[:3] for row in found[:2]] == [
        ("INTRATHECAL, dose 1", "10", "left out"), ("INTRATHECAL, dose 2", "10", "10"),
    ]  # fmt: skip


# --- cumulative etoposide


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("0", ("as planned", "1,508", "1,503", "mg/m²", "- 5", "- 0.3 %")),
        ("400", ("as planned, 400 of it given before or elsewhere", "1,908", "1,903", "mg/m²", "- 5", "- 0.3 %")),
        (
            "1000",
            ("above 2,000 on 20 Dec 2026, 1,000 of it given before or elsewhere", "2,508", "2,503", "mg/m²", "- 5",
             "- 0.2 %"),
        ),
        (None, ("as planned, what was given before: NOT ASKED", "1,508", "1,503", "mg/m²", "- 5", "- 0.3 %")),
    ],
)  # fmt: skip
def test_the_sum_holds_all_that_was_given_before_and_never_hides_that_nobody_asked(
    before: str | None, told: tuple[str, ...]
) -> None:
    case = case_data(patient={"prior_etoposide_mg_per_m2": before}, regimen=regimen("etoposide"))
    assert rows(measured(case, NOW, "15.1"), "Cumulative etoposide", case) == [told]


def test_doses_of_another_hospital_that_come_to_be_known_change_the_sum_though_no_dose_changes() -> None:
    """300 mg on 0.6 m2 are 500 mg/m2: with 1,508 above 2,000 from the last dose on, of 10 January."""
    other = {"on": "2026-11-10", "drug": "etoposide", "mg": "300", "bsa_m2": "0.6"}
    found = rows({**CASE, "elsewhere": [other]}, "Cumulative etoposide")
    assert found == [
        ("above 2,000 on 10 Jan 2027, 500 of it given before or elsewhere", "1,508", "2,008", "mg/m²", "+ 500",
         "+ 33.2 %"),
    ]  # fmt: skip


def test_doses_elsewhere_are_told_beside_that_nobody_asked_what_was_given_before() -> None:
    other = {"on": "2026-11-10", "drug": "etoposide", "mg": "300", "bsa_m2": "0.6"}
    unasked = case_data(regimen=regimen("etoposide"), elsewhere=[other])
    ((detail, *_),) = rows(unasked, "Cumulative etoposide", unasked)
    assert detail.endswith("500 of it given before or elsewhere, what was given before: NOT ASKED")


def test_a_plan_without_etoposide_has_no_sum_of_it() -> None:
    case = case_data(patient={"prior_etoposide_mg_per_m2": "600"}, regimen=regimen("dexamethasone"))
    assert rows(measured(case, NOW, "15.1"), "Cumulative etoposide", case) == []


# --- what stays


def test_what_the_sum_is_made_of_is_told_and_why_it_falls_while_each_dose_rises() -> None:
    """93 mg on 0.62 m2 are 150 mg/m2, 89 mg on 0.59 m2 are 150.8."""
    assert stays(HEAVIER) == (
        "Given doses stay as given. Cumulative: 4 doses of 89 mg at 0.59 m², then 6 doses of 93 mg at 0.62 m². "
        "The sum in mg/m² falls although each dose rises: the surface grows faster than the rounded dose."
    )


def test_a_sum_that_falls_because_doses_are_less_or_fewer_needs_no_reason() -> None:
    less = stays(reduce_doses(CASE, "etoposide", None, [15], "0.75", "kidney"))
    assert less.endswith("then 1 dose of 66 mg at 0.59 m², then 5 doses of 89 mg at 0.59 m².")
    assert "falls" not in less
    assert "falls" not in stays(omit_dose(HEAVIER, "etoposide", None, 22, "fever"))


def test_a_sum_that_falls_by_what_was_given_before_is_not_laid_on_the_surface() -> None:
    case = case_data(patient={"prior_etoposide_mg_per_m2": "1000"}, regimen=regimen("etoposide"))
    for before in ("0", None):
        less = {**case, "patient": {**case["patient"], "prior_etoposide_mg_per_m2": before}}
        assert "falls" not in stays(less, case)
        assert "falls" not in stays(measured(less, NOW, "15.1"), case)


def test_what_was_given_before_is_the_first_part_of_the_sum() -> None:
    case = case_data(patient={"prior_etoposide_mg_per_m2": "1000"}, regimen=regimen("etoposide"))
    assert stays(case, case) == (
        "Given doses stay as given. Cumulative: 1,000 mg/m² before or elsewhere, then 10 doses of 89 mg at 0.59 m²."
    )


def test_measures_are_told_with_the_moment_from_which_they_count_where_there_is_more_than_one_set() -> None:
    assert plain(measures_words(plan(HEAVIER), knowledge())) == (
        "from Wed 2 Dec 2026 14:05: 15.1 kg, 92 cm, BSA 0.62 m²; before: 13.5 kg, 92 cm, BSA 0.59 m²"
    )
    assert measures_words(plan(CASE), knowledge()) == ""
