"""What a person is told where a code or a unit of a file is not taken, and what of both is kept where it is."""

from __future__ import annotations

from typing import Any

import pytest

from hlh_desktop.domain.results.incoming.mapping import LabMapping, Lookup, Meant, UnitMeant
from hlh_desktop.domain.results.incoming.values import LOINC, OWN_CODES, Code, Incoming, Reason
from tests.builders import knowledge

CATALOGUE = knowledge().catalogue
NOTHING = LabMapping()


def lookup(kind: Any = "hl7", saved: LabMapping = NOTHING) -> Lookup:
    return Lookup(CATALOGUE, knowledge().importing, saved, kind)


def analyte(*codes: Code, kind: str = "hl7", saved: LabMapping = NOTHING) -> Meant | Reason:
    return lookup(kind, saved).analyte(Incoming("1", codes=codes))


def unit(meant: Meant, *units: str) -> UnitMeant | Reason:
    return lookup().unit(meant, units)


@pytest.mark.parametrize(
    ("code", "kind", "meant"),
    [
        (Code("2276-4", "LN", "Ferritin"), "hl7", Meant("ferritin", "2276-4", "mass")),
        (Code("24373-3", LOINC), "fhir", Meant("ferritin", "24373-3", "blood")),
        (Code("751-8"), "csv", Meant("anc", "751-8", "auto")),
        (Code("plt"), "csv", Meant("plt", "plt")), (Code("plt"), "paste", Meant("plt", "plt")),
        (Code("plt", OWN_CODES), "fhir", Meant("plt", "plt")),
    ],
)  # fmt: skip
def test_what_is_meant_keeps_the_code_and_the_kind_of_quantity(code: Code, kind: str, meant: Meant) -> None:
    assert analyte(code, kind=kind) == meant


@pytest.mark.parametrize("kind", ["hl7", "fhir", "csv"])
def test_a_name_of_the_program_under_a_system_of_others_means_nothing(kind: str) -> None:
    found = analyte(Code("plt", "99LAB", "Platelets"), kind=kind)
    assert found == Reason("code_unknown", {"code": "plt", "words": "Platelets"})


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ((Code("", "", "Ferritin"),), Reason("code_unknown", {"code": "Ferritin", "words": "Ferritin"})),
        ((Code("FER"),), Reason("code_unknown", {"code": "FER", "words": "FER"})),
        ((Code("", "", "Iron store"), Code("FER", "99LAB", "Ferritin")),
         Reason("code_unknown", {"code": "FER", "words": "Iron store"})),
        ((), Reason("no_code")), ((Code(""),), Reason("no_code")),
        ((Code("2276-4", "LN"), Code("777-3", "LN"), Code("24373-3", "LN")),
         Reason("codes_disagree", {"names": "Ferritin, Platelets"})),
    ],
)  # fmt: skip
def test_a_code_that_is_not_taken_is_told_as_it_stands(codes: tuple[Code, ...], reason: Reason) -> None:
    assert analyte(*codes) == reason


def test_two_codes_of_one_analyte_agree_and_the_first_says_the_kind() -> None:
    assert analyte(Code("24373-3", "LN"), Code("2276-4", "LN")) == Meant("ferritin", "24373-3", "blood")


def test_what_the_ward_saved_is_found_by_the_code_before_the_words() -> None:
    saved = LabMapping(codes={"X1": "plt", "Thrombo": "hb", "gone": "own:gone"})
    assert analyte(Code("X1", "L", "Thrombo"), saved=saved) == Meant("plt", "X1")
    assert analyte(Code("X2", "L", "Thrombo"), saved=saved) == Meant("hb", "Thrombo")
    assert analyte(Code("gone", "L"), saved=saved) == Reason("code_unknown", {"code": "gone", "words": "gone"})
    assert analyte(Code("X1", "L"), Code("", "", "Thrombo"), saved=saved) == Reason(
        "codes_disagree", {"names": "Platelets, Haemoglobin"}
    )


def test_each_row_of_a_file_has_the_meaning_of_its_own_codes() -> None:
    found = lookup()
    rows = [Incoming("1", codes=(Code(code, "LN"),)) for code in ("2276-4", "777-3", "2276-4", "nothing")]
    told = [found.analyte(row) for row in rows]
    assert [one.analyte if isinstance(one, Meant) else one.code for one in told] == [
        "ferritin", "plt", "ferritin", "code_unknown",
    ]  # fmt: skip


# --- units


@pytest.mark.parametrize(
    ("meant", "units", "code", "values"),
    [
        (Meant("anc", "770-8", "percent"), ("", "%"), "kind_never",
         {"name": "Neutrophils (absolute)", "code": "770-8", "unit": "%"}),
        (Meant("anc", "770-8", "percent"), (), "kind_never",
         {"name": "Neutrophils (absolute)", "code": "770-8", "unit": ""}),
        (Meant("na"), ("", ""), "unit_missing", {"name": "Sodium", "units": "mmol/L, mEq/L"}),
        (Meant("na"), ("g/L",), "unit_unlisted", {"name": "Sodium", "units": "mmol/L, mEq/L", "unit": "g/L"}),
        (Meant("hb"), ("g/dL", "g/L"), "units_disagree",
         {"name": "Haemoglobin", "code": "", "unit": "g/dL", "units": "g/dL, g/L"}),
        (Meant("ebv", "100677-4", "log"), ("IU/mL",), "kind_unit",
         {"name": "EBV DNA", "code": "100677-4", "unit": "IU/mL"}),
        (Meant("pt"), ("% (Quick)",), "unit_refused",
         {"name": "PT", "code": "", "unit": "% (Quick)", "units": "s, sec, % (Quick)"}),
    ],
)  # fmt: skip
def test_a_unit_that_is_not_taken_is_told_with_what_would_be(
    meant: Meant, units: tuple[str, ...], code: str, values: dict[str, str]
) -> None:
    found = unit(meant, *units)
    assert isinstance(found, Reason)
    assert (found.code, dict(found.values)) == (code, values)


def test_a_unit_of_the_other_assay_names_that_assay() -> None:
    found = unit(Meant("scd25"), "pg/ml")
    assert isinstance(found, Reason)
    assert (found.code, found.values["other"], found.values["unit"]) == (
        "two_analytes", "sCD25 / sIL-2R (pg/mL assay)", "pg/ml",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("meant", "written", "kept", "listed"),
    [
        ("ferritin", "\N{MICRO SIGN}g/L", "\N{MICRO SIGN}g/L", "ug/L"), ("ferritin", "ng/ml", "ng/mL", "ng/mL"),
        ("plt", "K/ul", "K/ul", "K/uL"), ("anc", "giga.l-1", "10*9/L", "10*9/L"),
    ],
)  # fmt: skip
def test_a_unit_is_kept_as_written_where_the_catalogue_knows_that_spelling(
    meant: str, written: str, kept: str, listed: str
) -> None:
    assert unit(Meant(meant), written) == UnitMeant(kept, listed)


def test_a_unit_that_is_unusual_for_its_code_is_taken_and_looked_at() -> None:
    found = unit(Meant("tg", "2571-8", "mass"), "mmol/l")
    assert found == UnitMeant(
        "mmol/L", "mmol/L", Reason("kind_unusual", {"name": "Triglycerides", "code": "2571-8", "unit": "mmol/l"})
    )
