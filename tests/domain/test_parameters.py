"""The parameters of a line: every range of the contract from both sides, defaults, reasons, and what is no value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from hlh_desktop.domain.parameters import Chosen, choose
from hlh_desktop.domain.protocol import Parameter
from tests.builders import case_data, codes_of_problems, knowledge, read, regimen

MAS = {"scheme": "mas", "mg_per_m2": "50"}
DOSED = {"mg_per_kg_per_day": "2"}
REASON = {"reason": "a reason"}
# Line, other parameters, parameter, lowest and highest value that the contract takes, one below and one above.
DECIMALS = [
    ("etoposide", REASON, "factor", "0.000001", "1", "0", "1.000001"),
    ("etoposide", {"scheme": "mas"}, "mg_per_m2", "50", "100", "49.99", "100.01"),
    ("ciclosporin", {}, "mg_per_kg_per_day", "1", "7", "0.99", "7.01"),
    ("ivig", {}, "total_g_per_kg", "0.2", "2", "0.19", "2.01"),
    ("anakinra", {}, "mg_per_kg_per_day", "1", "10", "0.99", "10.01"),
    ("anakinra", DOSED, "cap_mg_per_dose", "0.1", "1000", "0", "1000.1"),
    ("ruxolitinib", REASON, "factor", "0.1", "1", "0.0", "1.01"),
    ("alemtuzumab", {}, "total_mg_per_kg", "0.1", "3", "0.09", "3.01"),
    ("cotrimoxazole", REASON, "factor", "0.25", "1", "0", "1.5"),
]
WHOLE = [
    ("etoposide", MAS, "doses", 1, 8),
    ("dexamethasone", {}, "doses_per_day", 1, 2),
    ("intrathecal", {}, "first_day", 1, 366),
    ("intrathecal", {}, "doses", 1, 4),
    ("rituximab", {}, "first_day", 1, 366),
    ("rituximab", {}, "doses", 1, 4),
    ("ivig", {}, "first_day", 1, 366),
    ("ivig", {}, "days", 2, 3),
    ("methylprednisolone_pulse", {}, "first_day", 1, 366),
    ("methylprednisolone_pulse", {}, "days", 1, 5),
    ("methylprednisolone", {}, "first_day", 1, 366),
    ("methylprednisolone", {}, "days", 1, 28),
    ("anakinra", DOSED, "first_day", 1, 366),
    ("anakinra", DOSED, "days", 1, 56),
    ("anakinra", DOSED, "doses_per_day", 1, 4),
    ("tocilizumab", {}, "first_day", 1, 366),
    ("tocilizumab", {}, "doses", 1, 4),
    ("emapalumab", {"label": "still"}, "first_day", 1, 366),
    ("ruxolitinib", {}, "first_day", 1, 366),
    ("ruxolitinib", {}, "days", 1, 56),
    ("alemtuzumab", {}, "first_day", 1, 366),
    ("alemtuzumab", {}, "days", 1, 10),
]
CHOICES = [
    ("etoposide", MAS, "rule", ["mg_per_m2"], ["mg_per_kg ", "by weight", ""]),
    ("etoposide", {"mg_per_m2": "50"}, "scheme", ["mas"], ["HLH", "dep", ""]),
    ("dexamethasone", {}, "route", ["intravenous", "oral"], ["subcutaneous", "intrathecal", "iv"]),
    ("ciclosporin", {}, "route", ["oral", "intravenous"], ["subcutaneous", "intrathecal"]),
    ("anakinra", DOSED, "route", ["subcutaneous", "intravenous"], ["oral", "intrathecal"]),
    ("emapalumab", {}, "label", ["primary", "still"], ["mas", "Primary"]),
    ("liposomal_amphotericin_b", {}, "scheme", ["infantum_21", "infantum_18"], ["donovani", "21"]),
]


def problems(line: str, parameters: dict[str, Any]) -> dict[str, str]:
    """Codes of the problems by parameter."""
    found = codes_of_problems(case_data(regimen=regimen({"line": line, **parameters})))
    return {field.removeprefix("regimen.lines[0]."): code for field, code in found.items()}


@pytest.mark.parametrize(("line", "others", "name", "low", "high", "below", "above"), DECIMALS)
def test_a_decimal_is_taken_within_its_range_and_refused_beyond(
    line: str, others: dict[str, Any], name: str, low: str, high: str, below: str, above: str
) -> None:
    code = "not_decimal_above" if name in ("factor", "cap_mg_per_dose") else "not_decimal_from"
    for value in (low, high):
        assert problems(line, {**others, name: value}) == {}, value
    for value in (below, above):
        assert problems(line, {**others, name: value}) == {name: code}, value


@pytest.mark.parametrize(("line", "others", "name", "low", "high"), WHOLE)
def test_a_whole_number_is_taken_within_its_range_and_refused_beyond(
    line: str, others: dict[str, Any], name: str, low: int, high: int
) -> None:
    for value in (low, high):
        assert problems(line, {**others, name: value}) == {}, value
    for value in (low - 1, high + 1, -low, str(low), float(low), True, [low]):
        assert problems(line, {**others, name: value}) == {name: "not_whole_from"}, value


@pytest.mark.parametrize(("line", "others", "name", "good", "bad"), CHOICES)
def test_a_choice_is_one_of_its_words(
    line: str, others: dict[str, Any], name: str, good: list[str], bad: list[str]
) -> None:
    for value in good:
        assert problems(line, {**others, name: value}) == {}, value
    for value in (*bad, 1, True, [good[0]]):
        found = problems(line, {**others, name: value})
        assert found[name] == "not_of_list", value


def test_every_parameter_with_a_range_is_tested_here() -> None:
    tested = {(line, name) for line, _, name, *_ in (*DECIMALS, *WHOLE, *CHOICES)}
    known = {
        (line, name)
        for protocol in knowledge().protocols
        for line, rule in knowledge().lines(protocol).items()
        for name, parameter in rule.parameters.items()
        if parameter.kind != "text"
    }
    fixed = {line for line, _ in tested}
    assert {pair for pair in known if pair[0] in fixed} == tested


@pytest.mark.parametrize("line", ["etoposide", "ruxolitinib", "cotrimoxazole"])
def test_7_5_typed_for_0_75_is_refused(line: str) -> None:
    assert problems(line, {"factor": "7.5", **REASON}) == {"factor": "not_decimal_above"}
    assert problems(line, {"factor": "0.75", **REASON}) == {}


@pytest.mark.parametrize(
    "typed",
    ["0,75", ".75", "75 %", "3/4", "", " 0.75", "1e-1", "-0.5", "NaN", 0.75, 1, 0, True, False, ["0.75"], {"x": 1}],
)  # fmt: skip
def test_what_is_no_plain_decimal_in_quotes_is_refused(typed: Any) -> None:
    assert problems("etoposide", {"factor": typed, **REASON}) == {"factor": "not_decimal_above"}


# --- reasons


@pytest.mark.parametrize("line", ["etoposide", "ruxolitinib", "cotrimoxazole"])
def test_a_factor_other_than_one_needs_its_reason(line: str) -> None:
    assert problems(line, {"factor": "0.99"}) == {"reason": "factor_without_reason"}
    assert problems(line, {"factor": "0.99", "reason": None}) == {"reason": "factor_without_reason"}
    assert problems(line, {"factor": "1"}) == problems(line, {"factor": "1.00"}) == problems(line, {}) == {}


@pytest.mark.parametrize("words", ["", "   ", "two\nlines", "tab\there", 5, False, ["x"]])
def test_a_reason_is_words_on_one_line(words: Any) -> None:
    found = problems("etoposide", {"factor": "0.75", "reason": words})
    assert found["reason"] in ("not_words", "factor_without_reason")
    assert problems("etoposide", {"reason": words}) == {"reason": "not_words"}


def test_a_reason_alone_is_no_problem() -> None:
    assert problems("etoposide", {"reason": "talked about with nephrology"}) == {}


# --- what must be typed, what may be null, what belongs to another choice


@pytest.mark.parametrize(
    ("line", "others", "name", "code"),
    [
        ("anakinra", {}, "mg_per_kg_per_day", "not_decimal_from"),
        ("emapalumab", {}, "label", "not_of_list"),
        ("liposomal_amphotericin_b", {}, "scheme", "not_of_list"),
        ("etoposide", {"scheme": "mas"}, "mg_per_m2", "not_decimal_from"),
    ],
)
def test_what_has_no_default_must_be_typed(line: str, others: dict[str, Any], name: str, code: str) -> None:
    assert problems(line, others) == {name: code}
    assert problems(line, {**others, name: None}) == {name: code}


def test_ciclosporin_needs_its_dose_only_without_a_protocol() -> None:
    for protocol, expected in (("hlh-94", {}), ("hlh-2004", {}), ("none", {"mg_per_kg_per_day": "not_decimal_from"})):
        found = codes_of_problems(case_data(regimen=regimen("ciclosporin", protocol=protocol)))
        assert {field.rpartition(".")[2]: code for field, code in found.items()} == expected


def test_null_is_the_default_except_where_null_means_none() -> None:
    case = read(
        case_data(
            regimen=regimen({"line": "anakinra", "mg_per_kg_per_day": "8", "days": None, "cap_mg_per_dose": None})
        )
    )
    chosen = choose("here", case.regimen.lines[0].parameters, knowledge().extra_lines["anakinra"].parameters)
    assert (chosen.values["days"], chosen.values["cap_mg_per_dose"]) == (14, None)
    assert chosen.typed == {"mg_per_kg_per_day"}


@pytest.mark.parametrize(("name", "value"), [("mg_per_m2", "75"), ("doses", 4)])
def test_parameters_of_the_scheme_for_mas_are_refused_with_the_other(name: str, value: Any) -> None:
    assert problems("etoposide", {name: value}) == {name: "not_with"}
    assert problems("etoposide", {name: None}) == {}


def test_a_parameter_that_nobody_knows_is_refused_even_as_null() -> None:
    assert problems("etoposide", {"dose": "150"}) == {"dose": "unknown_key"}
    assert problems("etoposide", {"cap": None}) == {"cap": "unknown_key"}


# --- what a problem says


def test_an_unknown_parameter_is_told_with_those_that_are_known() -> None:
    rules = {"factor": Parameter(kind="decimal"), "reason": Parameter(kind="text")}
    (found,) = choose("x", {"dose": "150"}, rules).problems
    assert (found.field, found.found, found.code) == ("x.dose", '"150"', "unknown_key")
    assert found.values == {"known": "line, part, factor, reason"}


def test_words_that_are_none_are_told_as_they_stand() -> None:
    (found,) = choose("x", {"reason": " "}, {"reason": Parameter(kind="text")}).problems
    assert (found.field, found.found, found.code) == ("x.reason", '" "', "not_words")


def test_an_open_lower_end_is_told_as_such() -> None:
    rules = {"factor": Parameter(kind="decimal", above=Decimal("0.5"), at_most=Decimal(1))}
    (found,) = choose("x", {"factor": "0.5"}, rules).problems
    assert (found.code, found.values) == ("not_decimal_above", {"low": "0.5", "high": "1"})


def test_a_refusal_names_the_place_the_range_and_what_stands_there() -> None:
    rules = {"factor": Parameter(kind="decimal", above=Decimal(0), at_most=Decimal(1))}
    (found,) = choose("regimen.lines[2]", {"factor": "7.5"}, rules).problems
    assert (found.field, found.found, found.code) == ("regimen.lines[2].factor", '"7.5"', "not_decimal_above")
    assert found.values == {"low": "0", "high": "1"}


def test_a_refusal_of_a_whole_number_names_its_range() -> None:
    rules = {"days": Parameter(kind="whole", at_least=Decimal(2), at_most=Decimal(3), required=True)}
    (found,) = choose("x", {"days": 4}, rules).problems
    assert (found.found, found.code, found.values) == ("4", "not_whole_from", {"low": "2", "high": "3"})
    (missing,) = choose("x", {}, rules).problems
    assert (missing.field, missing.found) == ("x.days", None)


def test_a_refusal_of_a_choice_names_the_choices() -> None:
    rules = {"route": Parameter(kind="choice", choices=("oral", "intravenous"), required=True)}
    (found,) = choose("x", {"route": "rectal"}, rules).problems
    assert found.found == '"rectal"'
    assert found.values == {"choices": "oral, intravenous"}


def test_a_refusal_of_a_parameter_of_another_choice_names_that_choice() -> None:
    rules = {
        "scheme": Parameter(kind="choice", choices=("hlh", "mas"), default="hlh"),
        "doses": Parameter(kind="whole", default=4, when={"scheme": "mas"}),
    }
    (found,) = choose("x", {"doses": 4}, rules).problems
    assert (found.field, found.found, found.code, found.values) == (
        "x.doses",
        "4",
        "not_with",
        {"name": "scheme", "value": "mas"},
    )


def test_a_missing_reason_names_the_factor() -> None:
    rules = {
        "factor": Parameter(kind="decimal", above=Decimal(0), at_most=Decimal(1), needs_reason=True),
        "reason": Parameter(kind="text"),
    }
    (found,) = choose("x", {"factor": "0.750"}, rules).problems
    assert (found.field, found.found, found.values) == ("x.reason", None, {"name": "factor", "factor": "0.75"})


# --- the choice itself


def test_values_are_read_and_only_typed_ones_count_as_typed() -> None:
    rules = knowledge().protocols["hlh-94"].lines["etoposide"].parameters
    chosen = choose("x", {"factor": "0.75", "reason": "eGFR 33.7"}, rules)
    assert chosen.values == {
        "scheme": "hlh", "rule": "mg_per_m2", "factor": Decimal("0.75"), "reason": "eGFR 33.7",
    }  # fmt: skip
    assert (chosen.typed, chosen.problems, chosen.factor) == ({"factor", "reason"}, (), Decimal("0.75"))


def test_a_line_without_a_factor_has_the_factor_one() -> None:
    assert Chosen({}, frozenset(), ()).factor == 1
    assert Chosen({"factor": Decimal("0.5")}, frozenset(), ()).factor == Decimal("0.5")


def test_a_choice_with_another_value_leaves_the_first_as_it_was() -> None:
    first = Chosen({"rule": "mg_per_m2", "scheme": "hlh"}, frozenset({"rule"}), ())
    second = first.with_value("rule", "mg_per_kg")
    assert (first.values["rule"], second.values) == ("mg_per_m2", {"rule": "mg_per_kg", "scheme": "hlh"})
    assert second.typed == {"rule"}


def test_a_range_without_ends_takes_any_number() -> None:
    rules = {"mg": Parameter(kind="decimal"), "days": Parameter(kind="whole")}
    chosen = choose("x", {"mg": "0", "days": -5}, rules)
    assert chosen.values == {"mg": 0, "days": -5}
