"""The knowledge as plain text, so that a change of a number can be read as a difference by who answers for it.

Every field of every piece is written; what stands at its default is left out. No clinical logic: it only spells out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.criteria.rules import PointStep
from hlh_desktop.domain.laboratory import Limit, Line
from hlh_desktop.domain.protocol import Days, Parameter, Step, Weight
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.sources import Cite, Datum

if TYPE_CHECKING:
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.sources import Source

INDENT = "  "
PER = {"dose": "a dose", "day": "a day", "course": "in all"}
BANDS = {"at_least": "from", "above": "above", "below": "below", "up_to": "up to"}
Scalar = str | int | Decimal | time


def twins(knowledge: Knowledge) -> dict[str, str]:
    """Every part of the knowledge as a text, by the name of its file. Growth tables are WHO's and CDC's own."""
    parts: dict[str, Any] = {
        **{f"protocol-{name}": protocol for name, protocol in knowledge.protocols.items()},
        "lines-of-the-formulary": knowledge.extra_lines,
        "formulary": knowledge.formulary,
        "criteria": knowledge.criteria,
        "laboratory": knowledge.catalogue,
        "renal": knowledge.renal,
        "alerts": knowledge.alerts,
        "tasks": knowledge.tasks,
        "options": knowledge.options,
        "interactions": knowledge.interactions,
        "gates": knowledge.asking,
        "giving": knowledge.giving,
        "bedside": knowledge.bedside,
        "people": knowledge.people,
        "stay": knowledge.stay,
        "task-log": knowledge.task_log,
        "stress": knowledge.stress,
        "board": knowledge.board,
        "trends": knowledge.trends,
        "response": knowledge.response,
        "result-alerts": knowledge.result_alerts,
        "fhir": knowledge.fhir,
        "importing": knowledge.importing,
        "result-stops": knowledge.result_stops,
        "reference-ranges": knowledge.reference_ranges,
        "flowsheet": knowledge.flowsheet,
        "statements": knowledge.statements,
        "ward": knowledge.settings,
        "growth-limits": knowledge.growth.limits,
        "own-value-rules": knowledge.own_values,
        "sources": knowledge.sources,
    }
    return {f"{name}.txt": _text(name, part, knowledge) for name, part in parts.items()}


def _text(name: str, part: Any, knowledge: Knowledge) -> str:
    lines = [name, "", *_block(part, knowledge.sources, "")]
    return "\n".join(lines) + "\n"


def _block(value: Any, sources: Mapping[str, Source], indent: str) -> Iterator[str]:
    """The pieces of a table, a row or a datum, one under the other."""
    for name, piece in _pieces(value):
        said = _phrase(piece, sources)
        if said is not None:
            yield f"{indent}{name}: {said}" if name else f"{indent}{said}"
            continue
        yield f"{indent}{name or '-'}"
        yield from _block(piece, sources, indent + INDENT)
        if not indent:
            yield ""


def _pieces(value: Any) -> Iterator[tuple[str, Any]]:
    """What a value consists of, by name; rows have none."""
    if isinstance(value, Mapping):
        yield from ((str(name), piece) for name, piece in value.items())
    elif isinstance(value, tuple):
        yield from (("", piece) for piece in value)
    else:
        for name, field in type(value).model_fields.items():
            piece = getattr(value, name)
            if piece != field.get_default(call_default_factory=True):
                yield name.replace("_", " "), piece


def _phrase(value: Any, sources: Mapping[str, Source]) -> str | None:
    """A value that fits on one line; None for one that needs a block."""
    if isinstance(value, Scalar):
        return _scalar(value)
    if isinstance(value, Mapping):
        if set(value) == {"en"}:
            return str(value["en"])
        flat = all(isinstance(piece, Scalar) for piece in value.values())
        return ", ".join(f"{key} = {_scalar(piece)}" for key, piece in value.items()) if flat else None
    if isinstance(value, tuple):
        if value and all(isinstance(piece, Cite) and type(piece) is Cite for piece in value):
            return "; ".join(_cite(piece, sources) for piece in value)
        flat = all(isinstance(piece, Scalar) for piece in value)
        return ", ".join(map(_scalar, value)) if flat else None
    return _datum(value, sources)


def _datum(value: Datum, sources: Mapping[str, Source]) -> str | None:
    """A piece that reads as a phrase; None for one that is a block of its own."""
    if isinstance(value, Step):
        return _step(value, sources)
    if isinstance(value, Cite):
        own = (name for name in type(value).model_fields if name not in Cite.model_fields)
        return ", ".join((*(_scalar(getattr(value, name)) for name in own), _cite(value, sources)))
    phrase = PHRASES.get(type(value))
    return phrase(value) if phrase else None


def _limit(limit: Limit) -> str:
    values = " = ".join(f"{plain(number)} {unit}" for unit, number in limit.values.items())
    return f"{limit.analyte} {limit.op} {values or 'the limit of the age'}"


def _chart_line(line: Line) -> str:
    return f"{line.name} {line.op} {'by age or laboratory' if line.value is None else plain(line.value)}"


def _points(step: PointStep) -> str:
    return f"{step.points} points: {_limit(step.limit)}"


def _step(step: Step, sources: Mapping[str, Source]) -> str:
    amount = f"{{{step.amount}}}" if isinstance(step.amount, str) else plain(step.amount)
    when = "".join(f", {name} {value}" for name, value in step.when.items())
    weight = f", weight {_weight(step.weight)}" if step.weight else ""
    days = "; ".join(map(_days, step.days))
    cites = "; ".join(_cite(cite, sources) for cite in step.cites)
    return f"{amount} {step.unit} {PER[step.per]}{when}{weight}: {days} ({cites})"


def _weight(weight: Weight) -> str:
    ends = ((word, getattr(weight, name)) for name, word in BANDS.items())
    return " ".join(f"{word} {plain(end)} kg" for word, end in ends if end is not None)


def _days(days: Days) -> str:
    length = f", {days.length} days each" if days.length > 1 else ""
    if days.first is None:
        again = f", every {days.every} days" if days.every > 1 else ""
        return f"days {', '.join(map(str, days.listed))}{again}{length}"
    if days.to is not None and days.every == 1:
        return f"days {days.first} to {days.to}{length}"
    rhythm = "daily" if days.every == 1 else f"every {days.every} days"
    count = f"{{{days.count}}}" if isinstance(days.count, str) else days.count
    end = f"{count} times" if count else "to the end of the plan" if days.to_last_week else f"to day {days.to}"
    return f"from day {days.first} {rhythm}{length}, {end}"


def _parameter(rule: Parameter) -> str:
    low = f"above {plain(rule.above)}" if rule.above is not None else rule.at_least is not None and plain(rule.at_least)
    most = "" if rule.at_most is None else plain(rule.at_most)
    parts = [
        rule.kind,
        f"{low} to {most}" if low or most else "",
        " or ".join(rule.choices),
        "required" if rule.required else "",
        "" if rule.default is None else f"usually {rule.default}",
        "or none" if rule.nullable else "",
        "another than 1 needs a reason" if rule.needs_reason else "",
        "".join(f"only with {name} {value}" for name, value in rule.when.items()),
    ]
    return ", ".join(part for part in parts if part)


def _cite(cite: Cite, sources: Mapping[str, Source]) -> str:
    return f"{sources[cite.source].title} [{cite.evidence}]"


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return plain(value) if isinstance(value, Decimal) else str(value)


PHRASES: dict[type[Datum], Callable[[Any], str]] = {
    Limit: _limit,
    Line: _chart_line,
    PointStep: _points,
    Days: _days,
    Parameter: _parameter,
}
