"""The rows of the prognostic indicators: value, unit, day, limit in words, and whether it is present at this age."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.wizard.risk_signs import assessed
from tests.builders import case_data, child, lab
from tests.domain.wizard.sights import EXAMPLE, NBSP, at, seen

if TYPE_CHECKING:
    from hlh_desktop.domain.wizard.risk_signs import RiskSign

NEXT_DAY = "2026-11-22T06:00"
PER_LITRE = "\N{MULTIPLICATION SIGN} 10⁹/L"
# 3 weeks, 5 months, 2 years 5 months.
NEWBORN, INFANT = child("3.5", "51", "2026-11-01"), child("7", "65", "2026-06-01")


def signs(case: dict[str, Any]) -> dict[str, RiskSign]:
    return {one.code: one for one in seen(case, at("2026-11-22T08:00")).risk_signs}


def parts(sign: RiskSign) -> list[tuple[str, ...]]:
    rows = [(one.name, one.value, one.unit, one.when, one.limit) for one in sign.parts]
    return [tuple(text.replace(NBSP, " ") for text in row) for row in rows]


def with_labs(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return case_data(labs=list(rows), **more)


def test_each_indicator_tells_its_newest_result_and_its_limit() -> None:
    day = "21 Nov 2026"
    assert {code: (one.name, one.standing, parts(one)) for code, one in signs(EXAMPLE).items()} == {
        "aptt_above_44_35": ("aPTT", "present", [("aPTT", "47.2", "s", day, "above 44.35 s")]),
        "hyponatremia": ("sodium", "present", [("Sodium", "131", "mmol/L", day, "below 135 mmol/L")]),
        "platelets_below_30": ("platelets", "present", [("Platelets", "28", PER_LITRE, day, f"below 30 {PER_LITRE}")]),
        "creatinine_high": (
            "creatinine", "absent", [("Creatinine", "27", "micromol/L", day, "53.1 micromol/L or more")]
        ),
        "ast_high": ("AST", "present", [("AST", "260", "U/L", day, "above 70 U/L")]),
        "bilirubin_high": (
            "bilirubin", "present", [("Bilirubin total", "38", "micromol/L", day, "above 20.5 micromol/L")]
        ),
        "coagulopathy": ("coagulation", "present", [
            ("INR", "1.4", "", day, "above 1.3"), ("Fibrinogen (Clauss)", "1.1", "g/L", day, "1.5 g/L or less"),
        ]),
    }  # fmt: skip


def test_without_a_result_the_limit_stands_alone_and_the_sign_is_unknown() -> None:
    found = signs(case_data())
    assert {one.standing for one in found.values()} == {"unknown"}
    assert parts(found["creatinine_high"]) == [("Creatinine", "", "micromol/L", "", "53.1 micromol/L or more")]
    assert parts(found["coagulopathy"]) == [
        ("INR", "", "", "", "above 1.3"), ("Fibrinogen (Clauss)", "", "g/L", "", "1.5 g/L or less"),
    ]  # fmt: skip


@pytest.mark.parametrize(("row", "code", "standing"), [
    (("na", "135", "mmol/L"), "hyponatremia", "absent"), (("na", "134.9", "mmol/L"), "hyponatremia", "present"),
    (("crea", "53.0", "umol/L"), "creatinine_high", "absent"),
    (("crea", "53.1", "umol/L"), "creatinine_high", "present"),
    (("fibrinogen", "1.5", "g/L"), "coagulopathy", "present"),
    # Normal fibrinogen leaves an INR that was not taken open.
    (("fibrinogen", "1.6", "g/L"), "coagulopathy", "unknown"),
])  # fmt: skip
def test_a_sign_is_present_from_its_limit_on_or_beyond_it_as_its_words_say(
    row: tuple[str, str, str], code: str, standing: str
) -> None:
    assert signs(with_labs(lab(*row)))[code].standing == standing


def test_a_limit_is_told_in_the_unit_of_the_result() -> None:
    found = signs(with_labs(lab("bili_t", "1.2", "mg/dL"), lab("plt", "28", "K/uL")))
    assert parts(found["bilirubin_high"]) == [("Bilirubin total", "1.2", "mg/dL", "21 Nov 2026", "above 1.2 mg/dL")]
    # A unit that the limit is not written in is held against the limit's own.
    assert parts(found["platelets_below_30"]) == [("Platelets", "28", "K/uL", "21 Nov 2026", f"below 30 {PER_LITRE}")]


def test_a_value_beyond_the_assay_is_told_with_its_sign() -> None:
    (part,) = signs(with_labs(lab("aptt", "180", "s", comparator=">")))["aptt_above_44_35"].parts
    assert (part.value, part.unit) == (">180", "s")


def test_a_creatinine_that_rose_over_the_childs_own_says_so_beside_the_limit_of_its_age() -> None:
    risen = with_labs(lab("crea", "0.2", "mg/dL"), lab("crea", "0.3", "mg/dL", NEXT_DAY))
    sign = signs(risen)["creatinine_high"]
    told = "0.6 mg/dL or more, or 1.5 times the child's own (0.2 mg/dL on 21 Nov 2026)"
    assert (sign.standing, parts(sign)) == ("present", [("Creatinine", "0.3", "mg/dL", "22 Nov 2026", told)])
    steady = signs(with_labs(lab("crea", "0.2", "mg/dL"), lab("crea", "0.29", "mg/dL", NEXT_DAY)))["creatinine_high"]
    assert (steady.standing, parts(steady)[0][-1]) == ("absent", "0.6 mg/dL or more")


def test_while_the_sex_is_unknown_the_limits_of_both_stand_there() -> None:
    """AST above 2 x 35 in a girl, above 2 x 40 in a boy: 75 is one and not the other."""
    either = with_labs(lab("ast", "75", "U/L"), patient={"sex": None})
    sign = signs(either)["ast_high"]
    assert (sign.standing, [row[-1] for row in parts(sign)]) == ("unknown", ["above 70 U/L", "above 80 U/L"])
    same = signs(with_labs(lab("crea", "50", "umol/L"), patient={"sex": None}))["creatinine_high"]
    assert len(same.parts) == 1


def test_a_sign_that_means_nothing_at_this_age_says_so_and_is_not_counted() -> None:
    newborn, infant = signs(NEWBORN), signs(INFANT)
    assert {code for code, one in newborn.items() if one.standing == "not_at_this_age"} == {
        "aptt_above_44_35", "bilirubin_high",
    }  # fmt: skip
    assert {code for code, one in infant.items() if one.standing == "not_at_this_age"} == {"aptt_above_44_35"}
    assert assessed(tuple(newborn.values())) == (0, 5)
    assert assessed(tuple(infant.values())) == (0, 6)


@pytest.mark.parametrize(("rows", "known"), [
    ([], (0, 7)), ([lab("na", "140", "mmol/L")], (1, 7)),
    ([lab("na", "140", "mmol/L"), lab("plt", "20", "10*9/L")], (2, 7)),
])  # fmt: skip
def test_a_sign_that_is_known_to_be_absent_is_assessed_as_one_that_is_present(
    rows: list[dict[str, Any]], known: tuple[int, int]
) -> None:
    assert assessed(tuple(signs(with_labs(*rows)).values())) == known


def test_every_sign_names_its_sources_with_their_evidence() -> None:
    for sign in signs(EXAMPLE).values():
        assert sign.sources
        assert all(one.endswith("]") for one in sign.sources)
    assert signs(EXAMPLE)["platelets_below_30"].sources == (f"Pan 2020, PMC7281941 (88 children){NBSP}[R]",)
