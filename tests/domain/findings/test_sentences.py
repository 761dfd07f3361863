"""Each sentence gets every value that it names, and each rule finds every number that it reads; none is idle."""

from __future__ import annotations

import ast
import inspect
from collections import defaultdict
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.findings import engine, escalation, indicators, refusals
from tests.builders import knowledge, plan
from tests.domain.findings.sides import SENTENCES, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = (*engine.ROOMS, indicators, refusals)
FIELDS = ("numbers", "limits")


def names(template: str) -> set[str]:
    """The values that a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def said(code: str, text: str | None) -> str:
    alert = knowledge().alerts[code]
    return (alert.text if text is None else alert.texts[text])["en"]


# --- sentences


@pytest.fixture
def firings(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str | None], list[set[str]]]:
    """What the rules answer over all the cases, as the names of their values by code and sentence."""
    found: dict[tuple[str, str | None], list[set[str]]] = defaultdict(list)
    write = engine.finding_of

    def noting(code: str, alert: Any, fired: Any, language: str) -> Any:
        found[code, fired.text].append(set(fired.values))
        return write(code, alert, fired, language)

    monkeypatch.setattr(engine, "finding_of", noting)
    for case in (*(side for sides in SIDES.values() for side in sides), *SENTENCES.values()):
        plan(case)
    return found


def test_every_sentence_is_said_and_gets_what_it_names(firings: dict[tuple[str, str | None], list[set[str]]]) -> None:
    unsaid = {(code, None) for code in SIDES} | {tuple(name.split(".")) for name in SENTENCES}
    # These always say which trigger, and which answer.
    only_further = {("trigger_treatment_missing", None), ("answer_against", None)}
    assert unsaid - set(firings) == only_further
    for (code, text), values in firings.items():
        for given in values:
            assert names(said(code, text)) <= given, code


@pytest.mark.parametrize("table", ["tasks", "options", "interactions"])
def test_sentences_that_are_said_as_they_stand_name_no_value(table: str) -> None:
    rules = getattr(knowledge(), table)
    for rule in rules.values() if isinstance(rules, dict) else rules:
        texts = [rule.text] if table != "options" else [rule.title, *(case.reason for case in rule.cases)]
        assert all(names(text["en"]) == set() for text in texts), rule


# --- numbers and limits


def reads(function: str, room: Any) -> Iterator[tuple[str, str]]:
    """The keys of numbers and limits that a function reads of its entry, itself or in the same room."""
    tree = ast.parse(inspect.getsource(room))
    bodies = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    todo, seen = [function], set()
    while todo:
        name = todo.pop()
        if name in seen or name not in bodies:
            continue
        seen.add(name)
        for node in ast.walk(bodies[name]):
            yield from keys(node, room)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                todo.append(node.func.id)


def keys(node: ast.AST, room: Any) -> Iterator[tuple[str, str]]:
    """`numbers["days"]` and `numbers.get("days")` as ("numbers", "days"), and so where the room has a name for it."""
    if isinstance(node, ast.Subscript):
        field, key = node.value, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        field, key = node.func.value, node.args[0]
    else:
        return
    if isinstance(field, ast.Attribute) and field.attr in FIELDS and ast.unparse(field.value) == "alert":
        ways = (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)
        yield from ((field.attr, way.value) for way in ways if isinstance(way, ast.Constant))
        yield from (
            (field.attr, vars(room)[way.id]) for way in ways if isinstance(way, ast.Name) and way.id in vars(room)
        )


def room_of(code: str) -> Any:
    return next(room for room in ROOMS if code in vars(room) and vars(room)[code].__module__ == room.__name__)


@pytest.mark.parametrize("code", [code for code in SIDES if code not in engine.INDICATORS])
def test_a_rule_reads_what_its_entry_has_and_all_of_it(code: str) -> None:
    alert = knowledge().alerts[code]
    read = set(reads(code, room_of(code)))
    assert {key for field, key in read if field == "numbers"} == set(alert.numbers)
    assert {key for field, key in read if field == "limits"} <= set(alert.limits)
    assert alert.limit is None
    assert alert.bands == ()


def test_the_limits_of_a_rule_are_those_that_it_names() -> None:
    """They are read by running over them; the one with a condition of its own by its name."""
    assert escalation.WITH_BLEEDING in knowledge().alerts["escalation_review"].limits
    assert escalation.BLEEDING in knowledge().settings.questions
    named = {code: set(engine.RULES[code].limits) for code in engine.RULES if code not in engine.INDICATORS}
    assert named == {code: set(knowledge().alerts[code].limits) for code in named}


@pytest.mark.parametrize("code", engine.INDICATORS)
def test_an_indicator_knows_only_numbers_that_are_read(code: str) -> None:
    alert = knowledge().alerts[code]
    read = {key for field, key in reads("_indicator", indicators) if field == "numbers"}
    assert read == {"from_months", "over_days", "times", "baseline_times"}
    assert set(alert.numbers) <= read
    assert (alert.limit is None) is bool(alert.limits)


@pytest.mark.parametrize("code", SIDES)
def test_a_rule_about_lines_names_lines_that_exist(code: str) -> None:
    alert = knowledge().alerts[code]
    known = {name for protocol in knowledge().protocols for name in knowledge().lines(protocol)}
    assert set(alert.lines) <= known
    if code in refusals.REFUSALS:
        assert alert.lines
