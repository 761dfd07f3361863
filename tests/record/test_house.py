"""The record's own rules of the house: where the engine is named, and that every trouble has a sentence."""

from __future__ import annotations

import ast
import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.record.append_only import wanted
from hlh_desktop.record.beside import KINDS
from tests.builders import ROOT, knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RECORD = ROOT / "hlh_desktop" / "record"
SOURCES = sorted(RECORD.rglob("*.py"))
TEXTS = knowledge().wording.texts
ENGINES_OWN = re.compile(r"PRAGMA|sqlite|sqlcipher|\bBEGIN\b|\bWAL\b|TRIGGER |rowid")


def named(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def troubles() -> Iterator[tuple[str, set[str]]]:
    """Each trouble that the record raises, with the values it tells."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Trouble"
            if called and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                values = {keyword.arg for keyword in node.keywords if keyword.arg}  # type: ignore[attr-defined]
                yield node.args[0].value, values  # type: ignore[attr-defined]


def code_only(source: Path) -> str:
    """A module without its docstrings and comments."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if (
            isinstance(body, list)
            and body
            and isinstance(body[0], ast.Expr)
            and isinstance(body[0].value, ast.Constant)
        ):
            body[0] = ast.Pass()
    return ast.unparse(tree)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_engine_is_named_in_two_modules_only(source: Path) -> None:
    found = set(ENGINES_OWN.findall(code_only(source)))
    assert bool(found) is (source.name in ("engine.py", "append_only.py")), found


@pytest.mark.parametrize(("code", "values"), sorted(troubles(), key=str))
def test_each_trouble_has_a_sentence_that_gets_what_it_names(code: str, values: set[str]) -> None:
    assert named(TEXTS[f"problem.{code}"]) <= {*values, "reason"}


def test_troubles_of_the_disk_have_sentences() -> None:
    from hlh_desktop.record.engine import TROUBLES

    for code in {*TROUBLES.values(), "wrong_password", "recovery_of_another"}:
        assert named(TEXTS[f"problem.{code}"]) <= {"reason"}


def test_each_broken_place_has_a_sentence() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in SOURCES)
    codes = set(re.findall(r'"(\w+)(?=:(?::"|\{))', source))
    codes |= {f"{kind.name}_{how}" for kind in KINDS for how in ("altered", "extra")}
    assert codes == {key.removeprefix("broken.") for key in TEXTS if key.startswith("broken.")} - {"plan_unreadable"}
    assert all(named(TEXTS[f"broken.{code}"]) <= {"chain", "number"} for code in codes)


def test_triggers_are_named_after_what_they_refuse() -> None:
    assert all(f"CREATE TRIGGER {name} " in sql for name, sql in wanted().items())
