"""Damage everywhere: each kind of place in each file, with another type in it, or with a key that nobody knows.

Whatever is wrong, it is refused as knowledge and never ends in another error.
"""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.knowledge import files, growth
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.load import load
from tests.builders import ROOT, knowledge
from tests.thorough import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RESOURCES = ROOT / "resources"
FOLDERS = ("", "alerts", "criteria", "formulary", "protocols")
Place = tuple[str | int, ...]
# Tables whose keys are names of their own, so that one of them stands for all.
BY_NAME = ("alerts", "tasks", "options", "analytes", "sources", "lines", "line", "parameters", "units", "spellings",
           "loinc", "values", "limits", "texts", "clock", "ranges", "when", "mg", "unit_reasons", "steps", "gates",
           "forms", "fields", "reasons", "items", "definitions", "conclusions", "signs", "markers", "raised_by",
           "rules", "stops", "groups", "ends", "names", "marked")  # fmt: skip
STRANGE = "?!"


def paths() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((RESOURCES / folder).glob("*.toml"))]


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def places(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every place of a file with what stands there, the file itself first."""
    yield place, value
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from places(entry, (*place, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from places(entry, (*place, number))


def kind(path: Path, place: Place) -> tuple[str, ...]:
    """Places that differ only in a name or a number in a row are of one kind."""
    folder = path.name if path.parent == RESOURCES else path.parent.name
    steps = (step if isinstance(step, str) else "*" for step in place)
    before = (None, *place)
    return folder, *("*" if last in BY_NAME else step for last, step in zip(before, steps, strict=False))


def one_of_each_kind() -> list[Any]:
    found: dict[tuple[str, ...], Any] = {}
    for path in paths():
        for place, value in places(read(path)):
            name = "/".join((path.stem, *map(str, place)))
            found.setdefault(kind(path, place), pytest.param(path, place, value, id=name))
    return list(found.values())


def another_type(value: Any) -> Any:
    if isinstance(value, dict):
        return 1
    return [STRANGE] if isinstance(value, int) else {STRANGE: 1}


@cache
def parsed() -> dict[str, Any]:
    """Each file by its text, so that it is parsed once."""
    return {path.read_text(encoding="utf-8"): read(path) for path in RESOURCES.rglob("*.toml")}


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Callable[[Any], None]], KnowledgeError | None]:
    """Loads the resources with one file changed after it was parsed; what the loader says of it."""

    def attempt(path: Path, edit: Callable[[Any], None]) -> KnowledgeError | None:
        target, known = path.read_text(encoding="utf-8"), knowledge().growth

        def loads(text: str, **_: Any) -> Any:
            if text != target:
                return {**parsed()[text]}  # the loader takes only its head off
            content = copy.deepcopy(parsed()[text])
            edit(content)
            return content

        monkeypatch.setattr(growth, "load", lambda _: known)
        monkeypatch.setattr(files, "tomllib", SimpleNamespace(loads=loads, TOMLDecodeError=ValueError))
        try:
            load(RESOURCES)
        except KnowledgeError as refusal:
            return refusal
        return None

    return attempt


def at(content: Any, place: Place) -> Any:
    for step in place:
        content = content[step]
    return content


@pytest.mark.parametrize(("path", "place", "value"), some((one for one in one_of_each_kind() if one.values[1]), 12))
def test_another_type_is_refused_wherever_it_stands(damaged: Any, path: Path, place: Place, value: Any) -> None:
    def edit(content: Any) -> None:
        at(content, place[:-1])[place[-1]] = another_type(value)

    assert damaged(path, edit) is not None


@pytest.mark.parametrize(
    ("path", "place", "value"), some((one for one in one_of_each_kind() if isinstance(one.values[2], dict)), 7)
)
def test_an_unknown_key_is_refused_wherever_it_stands(damaged: Any, path: Path, place: Place, value: Any) -> None:
    def edit(content: Any) -> None:
        at(content, place)[STRANGE] = STRANGE

    assert (damaged(path, edit) is None) is (place[-1:] == ("loinc",))
