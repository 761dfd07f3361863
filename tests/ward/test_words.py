"""The sentences of ward, record and command line: each that is asked for is there and gets what it names."""

from __future__ import annotations

import ast
import tomllib
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = knowledge().wording.texts
FILE = tomllib.loads((ROOT / "resources" / "wording" / "ward.en.toml").read_text(encoding="utf-8"))
ROOMS = ("ward", "cli", "record", "exchange")
# What every trouble is told with.
ALWAYS = {"reason"}


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def calls(*functions: str) -> Iterator[ast.Call]:
    """Every call of a function of these names with a constant first argument."""
    found: list[ast.Call] = []
    for room in ROOMS:
        for path in sorted((ROOT / "hlh_desktop" / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                    found.append(node)
    return (node for node in found if getattr(node.func, "id", getattr(node.func, "attr", "")) in functions)


def given(call: ast.Call) -> set[str] | None:
    """The names of the values of a call; None where some come from elsewhere."""
    found = {keyword.arg for keyword in call.keywords}
    return None if None in found else {name for name in found if name}


def key(call: ast.Call) -> str:
    (first, *_) = call.args
    assert isinstance(first, ast.Constant)
    return str(first.value)


@pytest.mark.parametrize("call", list(calls("Trouble")), ids=key)
def test_a_trouble_has_a_sentence_and_gets_what_it_names(call: ast.Call) -> None:
    values = given(call)
    assert values is None or names(TEXTS[f"problem.{key(call)}"]) <= values | ALWAYS


@pytest.mark.parametrize("call", [call for call in calls("say") if key(call).startswith(("cli.", "ward."))], ids=key)
def test_a_sentence_that_is_asked_for_exists_and_gets_what_it_names(call: ast.Call) -> None:
    values = given(call)
    assert values is None or names(TEXTS[key(call)]) <= values


def test_no_sentence_of_the_command_line_stands_there_for_nothing() -> None:
    asked = {key(call) for call in calls("say")}
    assert {f"cli.wards.{name}" for name in FILE["cli"]["wards"]} - asked == set()


def test_no_trouble_of_the_ward_has_a_sentence_for_nothing() -> None:
    source = "\n".join(path.read_text() for room in ROOMS for path in (ROOT / "hlh_desktop" / room).rglob("*.py"))
    assert [code for code in FILE["problem"] if f'"{code}"' not in source] == []


def test_a_detail_is_told_of_events_that_have_words() -> None:
    assert FILE["ward"]["detail"].keys() <= FILE["ward"]["event"].keys()
