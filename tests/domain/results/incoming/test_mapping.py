"""From codes and units of a laboratory to those of the catalogue: by table, case by case, and never by guess."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hlh_desktop.domain.results.incoming.mapping import LabMapping, Lookup, Meant, UnitMeant, mapping_of
from hlh_desktop.domain.results.incoming.values import LOINC, OWN_CODES, Code, Incoming, Reason
from tests.builders import knowledge

CATALOGUE = knowledge().catalogue


def lookup(kind: str = "csv", saved: LabMapping | None = None) -> Lookup:
    return Lookup(CATALOGUE, knowledge().importing, saved or LabMapping(), kind)  # type: ignore[arg-type]


def meant(*codes: Code, kind: str = "hl7", saved: LabMapping | None = None) -> str:
    found = lookup(kind, saved).analyte(Incoming("1", codes=codes))
    return found.code if isinstance(found, Reason) else found.analyte


def unit(analyte: str, *units: str, kind: str = "", saved: LabMapping | None = None) -> str:
    found = lookup(saved=saved).unit(Meant(analyte, CATALOGUE[analyte].loinc.get(kind, ""), kind), units)
    return found.code if isinstance(found, Reason) else found.kept


@pytest.mark.parametrize("system", ["LN", LOINC, "2.16.840.1.113883.6.1", ""])
def test_a_loinc_of_the_catalogue_is_known_in_every_file(system: str) -> None:
    assert meant(Code("2276-4", system, "anything")) == "ferritin"


def test_a_code_of_another_system_means_nothing_though_it_looks_the_same() -> None:
    assert meant(Code("2276-4", "99LAB", "Ferritin")) == "code_unknown"


@pytest.mark.parametrize("words", ["Ferritin", "FERRITIN", "ferritin", "Platelets"])
def test_a_name_in_words_means_nothing_unless_it_was_saved(words: str) -> None:
    assert meant(Code("", "", words)) == "code_unknown"
    assert meant(Code("", "", words), saved=LabMapping(codes={words: "plt"})) == "plt"


def test_the_programs_own_names_are_known_in_tables_and_where_the_system_says_so() -> None:
    assert meant(Code("k"), kind="csv") == "k"
    assert meant(Code("k")) == "code_unknown", "a laboratory's k may be anything"
    assert meant(Code("k", OWN_CODES)) == "k"


def test_a_saved_code_never_overrules_one_of_loinc() -> None:
    saved = LabMapping(codes={"2276-4": "plt", "FER": "ferritin"})
    assert meant(Code("2276-4", "LN"), saved=saved) == "ferritin"
    assert meant(Code("FER", "L"), saved=saved) == "ferritin"


def test_codes_that_disagree_are_asked_about() -> None:
    assert meant(Code("2276-4", "LN"), Code("777-3", "LN")) == "codes_disagree"


def test_without_a_code_nothing_is_known() -> None:
    assert meant() == "no_code"


@pytest.mark.parametrize(
    ("analyte", "written", "kept"),
    [
        ("plt", "k/cumm", "k/cumm"),
        ("plt", "10^9/L", "10^9/L"),
        ("plt", "x10E9/L", "x10E9/L"),
        ("plt", "giga.l-1", "giga.l-1"),
        ("anc", "giga.l-1", "10*9/L"),
        ("plt", "thou/uL", "thou/uL"),
        ("ast", "UNITS/L", "UNITS/L"),
        ("alt", "UNITS/L", "U/L"),
        ("glucose", "mg/dl", "mg/dL"),
        ("ferritin", "mcg/L", "mcg/L"),
        ("ferritin", "µg/l", "ug/L"),
        ("scd25", "[arb'U]/mL", "U/mL"),
        ("ebv", "[IU]/mL", "IU/mL"),
        ("sbp", "mmHg", "mm[Hg]"),
        ("inr", "INR", "{INR}"),
    ],
)
def test_messy_spellings_are_taken_by_table(analyte: str, written: str, kept: str) -> None:
    assert unit(analyte, written) == kept


@pytest.mark.parametrize(
    ("analyte", "written", "code"),
    [
        ("ast", "mmol/L", "unit_unlisted"),
        ("ferritin", "MG/L", "unit_unlisted"),
        ("ferritin", "UG/L", "unit_unlisted"),
        ("ferritin", "", "unit_missing"),
        ("ferritin", "pmol/L", "unit_refused"),
        ("plt", "g/L", "unit_grams_of_cells"),
        ("scd25", "IU/mL", "unit_ask"),
        ("scd25_mass", "U/mL", "two_analytes"),
        ("scd25_mass", "kU/L", "two_analytes"),
        ("scd25", "pg/mL", "two_analytes"),
        ("urea", "mg/dL", "unit_unlisted"),
    ],
)
def test_what_is_no_unit_of_the_analyte_is_not_guessed(analyte: str, written: str, code: str) -> None:
    assert unit(analyte, written) == code


@pytest.mark.parametrize(
    ("analyte", "kind", "written", "kept"),
    [
        ("urea", "BUN_mass", "mg/dL", "mg/dL as BUN"),
        ("urea", "urea_mass", "mg/dl", "mg/dL as urea"),
        ("ddimer", "FEU", "mg/L", "mg/L{FEU}"),
        ("ddimer", "FEU", "ug/mL", "ug/mL{FEU}"),
        ("ddimer", "DDU", "ng/mL", "unit_ask"),
        ("ddimer", "deprecated", "mg/L", "unit_unlisted"),
        ("anc", "percent", "10*9/L", "kind_never"),
        ("aptt", "ratio", "s", "kind_never"),
        ("fibrinogen", "antigen", "g/L", "kind_never"),
        ("ebv", "log", "IU/mL", "kind_unit"),
        ("ebv", "IU", "copies/mL", "kind_unit"),
        ("ebv", "copies_sp", "copies/mL", "copies/mL"),
    ],
)
def test_the_kind_of_a_code_says_what_its_unit_is_and_which_it_can_have(
    analyte: str, kind: str, written: str, kept: str
) -> None:
    assert unit(analyte, written, kind=kind) == kept


def test_a_mass_code_with_a_moles_unit_is_looked_at_by_a_person() -> None:
    found = lookup().unit(Meant("tg", "2571-8", "mass"), ("mmol/L",))
    assert isinstance(found, UnitMeant)
    assert found.check is not None
    assert found.check.code == "kind_unusual"
    plain = lookup().unit(Meant("tg", "14927-8", "mole"), ("mmol/L",))
    assert isinstance(plain, UnitMeant)
    assert plain.check is None


def test_two_units_that_are_the_same_are_one_and_two_that_are_not_are_asked_about() -> None:
    assert unit("glucose", "mmol/l", "mmol/L") == "mmol/L"
    assert unit("hb", "g/dL", "g/L") == "units_disagree"


def test_a_laboratorys_own_spelling_is_taken_for_it_alone() -> None:
    saved = LabMapping(units={"Mrd/l": "10*9/L"})
    assert unit("plt", "Mrd/l", saved=saved) == "10*9/L"
    assert unit("hb", "Mrd/l", saved=saved) == "unit_unlisted"
    assert unit("plt", "Mrd/l") == "unit_unlisted"


def test_no_spelling_makes_a_unit_into_one_of_another_factor() -> None:
    rules = knowledge().importing
    for name, analyte in CATALOGUE.items():
        for spelling, meaning in rules.spellings.items():
            if spelling in analyte.units and meaning in analyte.units:
                assert analyte.units[spelling] == analyte.units[meaning], (name, spelling)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(["columns", "codes", "units", "decimal", "delimiter", "dates", "x"]), JSON))
def test_a_kept_mapping_of_any_shape_is_read_as_far_as_it_is_one(body: dict[str, object]) -> None:
    found = mapping_of(body)
    assert mapping_of(found.body()) == found
    assert found.decimal in ("", ".", ",")
    assert all(isinstance(text, str) for table in (found.columns, found.codes, found.units) for text in table.values())
