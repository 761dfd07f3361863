"""The sentences of the domain: each key that is asked for exists, and gets every value that it names."""

from __future__ import annotations

import ast
from string import Formatter
from typing import TYPE_CHECKING, get_args

import pytest

from hlh_desktop.domain.case import Deed
from hlh_desktop.domain.findings.engine import INDICATORS
from hlh_desktop.domain.growth.child import Hint
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = ROOT / "hlh_desktop" / "domain"
TEXTS = knowledge().wording.texts
RARE = {
    "weight_z_high", "weight_z_low", "height_z_high", "height_z_low", "bmi_high", "bmi_low", "weight_changed",
    "height_changed", "weight_for_height_high",
}  # fmt: skip
IMPOSSIBLE = {
    "weight_z_high", "weight_z_low", "height_z_high", "height_z_low", "bmi_high", "bmi_low", "weight_out_of_range",
    "height_out_of_range", "height_looks_like_metres",
}  # fmt: skip
TOLD = {"typed", "value", "limit", "low", "high", "hint"}


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def calls(function: str) -> Iterator[ast.Call]:
    """Every call of a function of that name in the domain."""
    for path in sorted(DOMAIN.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if name == function and isinstance(node, ast.Call):
                yield node


def constant(call: ast.Call, place: int) -> str | None:
    found = call.args[place] if place < len(call.args) else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def family(prefix: str) -> set[str]:
    return {key.removeprefix(f"{prefix}.") for key in TEXTS if key.startswith(f"{prefix}.")}


def given(call: ast.Call) -> set[str] | None:
    """The names of the values of a call; None where some come from elsewhere."""
    found = {keyword.arg for keyword in call.keywords}
    return None if None in found else {name for name in found if name}


# What is said of a plan on screen and paper stands under "paper.", of charts under "trend.", what the screen says alone
# under "screen.".
SAYINGS = [
    *((call, ("", "paper.", "trend.")) for call in calls("say")),
    *((call, ("screen.",)) for call in calls("screen")),
]


@pytest.mark.parametrize(
    ("call", "families"),
    [said for said in SAYINGS if constant(said[0], 0)],
    ids=lambda c: c.args[0].value if isinstance(c, ast.Call) else "",
)
def test_a_sentence_that_is_asked_for_exists_and_gets_what_it_names(call: ast.Call, families: tuple[str, ...]) -> None:
    values = given(call)
    keys = [f"{family}{constant(call, 0)}" for family in families]
    found = [key for key in keys if key in TEXTS]
    assert found, keys
    assert values is None or names(TEXTS[found[0]]) <= values


def problems() -> list[tuple[str, set[str] | None]]:
    """Every problem that the domain can raise by a code that stands in the source, with the names of its values."""
    return [(code, given(call)) for call in calls("problem") if (code := constant(call, 2))]


@pytest.mark.parametrize(("code", "values"), problems())
def test_a_problem_has_a_sentence_and_gets_what_it_names(code: str, values: set[str] | None) -> None:
    assert values is None or names(TEXTS[f"problem.{code}"]) <= values


@pytest.mark.parametrize("code", sorted({code for call in calls("refusal") if (code := constant(call, 0))}))
def test_a_refusal_of_a_reading_has_a_sentence_of_its_own(code: str) -> None:
    assert names(TEXTS[f"problem.{code}"]) == set()


def test_families_of_sentences_have_a_member_for_each_thing_they_are_about() -> None:
    assert family("implausible") == RARE
    assert family("indicator") == set(INDICATORS)
    assert family("hint") == set(get_args(Hint))
    assert set(get_args(Deed)) <= family("deed")
    assert {
        code.removeprefix("impossible_") for code in family("problem") if code.startswith("impossible_")
    } == IMPOSSIBLE


@pytest.mark.parametrize(
    "key",
    [*(f"implausible.{code}" for code in sorted(RARE)), *(f"problem.impossible_{code}" for code in sorted(IMPOSSIBLE))],
)
def test_a_sentence_about_a_measure_names_only_what_is_told(key: str) -> None:
    assert names(TEXTS[key]) <= TOLD
