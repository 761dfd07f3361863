"""What knowledge files must agree on: every cite, analyte, drug, line, fact and rule that is named exists."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from hlh_desktop.domain import tasks
from hlh_desktop.domain.findings import engine
from hlh_desktop.domain.knowledge import Knowledge
from hlh_desktop.domain.laboratory import Limit
from hlh_desktop.domain.options import FACTS
from hlh_desktop.domain.protocol import IntrathecalLine, Line
from hlh_desktop.domain.sources import Cite, Datum
from hlh_desktop.knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENT = re.compile(r"S[0-6][0-9]")


def check(knowledge: Knowledge) -> None:
    """KnowledgeError for the first thing that is named and does not exist, or exists and is not named."""
    for problem in problems(knowledge):
        raise problem


def problems(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    """Every disagreement among the files."""
    yield from _same("alerts", set(knowledge.alerts), set(engine.codes()))
    yield from _same("tasks", set(knowledge.tasks), set(tasks.RULES))
    yield from _cites(knowledge)
    yield from _limits(knowledge)
    yield from _lines(knowledge)
    yield from _options(knowledge)


def _same(file: str, entries: set[str], rules: set[str]) -> Iterator[KnowledgeError]:
    for code in sorted(entries ^ rules):
        reason = "no rule of this code" if code in entries else "a rule without an entry"
        yield KnowledgeError(f"{file}.toml", code, reason)


def _walk(place: str, value: object) -> Iterator[tuple[str, Datum]]:
    """Every piece of knowledge with its place."""
    if isinstance(value, Knowledge):
        for field in fields(value):
            yield from _walk(field.name, getattr(value, field.name))
    elif isinstance(value, Datum):
        yield place, value
        for name in type(value).model_fields:
            yield from _walk(f"{place}.{name}", getattr(value, name))
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from _walk(f"{place}.{name}", entry)
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _walk(f"{place}.{number}", entry)


def _cites(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    for place, datum in _walk("", knowledge):
        if isinstance(datum, Cite) and datum.source not in knowledge.sources:
            yield KnowledgeError("resources", place, f"source {datum.source} is not listed")
        for statement in getattr(datum, "statements", ()):
            if not STATEMENT.fullmatch(statement):
                yield KnowledgeError("resources", place, f"{statement} is no row of the article")


def _limits(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    """Each limit names an analyte and units that the catalogue has."""
    for place, datum in _walk("", knowledge):
        if isinstance(datum, Limit):
            analyte = knowledge.catalogue.get(datum.analyte)
            if analyte is None:
                yield KnowledgeError("resources", place, f"analyte {datum.analyte} is not in the catalogue")
            elif not set(datum.values) <= set(analyte.units):
                yield KnowledgeError("resources", place, "a unit that the catalogue does not list")


def _lines(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    for name, protocol in knowledge.protocols.items():
        for line_name, line in knowledge.lines(name).items():
            place = f"{name}.{line_name}"
            drugs = line.drugs if isinstance(line, IntrathecalLine) else (line.drug,)
            for drug in drugs:
                if drug not in knowledge.formulary:
                    yield KnowledgeError("protocols", place, f"drug {drug} is not in the formulary")
            if line.clock not in knowledge.settings.clock:
                yield KnowledgeError("protocols", place, f"no clock times of {line.clock}")
            if isinstance(line, Line):
                yield from _parameters(place, line)
        if not protocol.lines:
            yield KnowledgeError("protocols", name, "a protocol without lines")


def _parameters(place: str, line: Line) -> Iterator[KnowledgeError]:
    """Each parameter that a step, a cap or a number of doses names is one of the line's."""
    named = {line.doses_per_day, line.cap, *(step.amount for step in line.steps)}
    named |= {pattern.count for step in line.steps for pattern in step.days}
    named |= {name for step in line.steps for name in step.when}
    for name in named:
        if isinstance(name, str) and name not in line.parameters:
            yield KnowledgeError("protocols", place, f"{name} is no parameter of the line")


def _options(knowledge: Knowledge) -> Iterator[KnowledgeError]:
    for name, option in knowledge.options.items():
        for case in option.cases:
            for fact in case.when:
                if fact not in FACTS:
                    yield KnowledgeError("options.toml", name, f"{fact} is no fact")
