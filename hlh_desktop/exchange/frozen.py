"""A plan frozen for good: every value of it as JSON, exactly, so that it is read back equal and never made again.

hlh-frozen/1 is a list of objects in which each refers only to earlier ones; the last is the plan. An object stands
once however often it is used, and is one object again after reading. Numbers are text: no float takes part.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.plan import Plan
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.case_text import part_object
from hlh_desktop.exchange.frozen_classes import KNOWN
from hlh_desktop.exchange.frozen_values import Unreadable, read_value, written_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SCHEMA, FAMILY = "hlh-frozen/1", "hlh-frozen/"
# The keys of an entry: its class, a reference to an earlier entry, a part of the case by its path.
CLASS, REFERENCE, PART = "is", "#", "part"
# All that a text can do to its reader that is not what `write` gave.
DAMAGE = (ValidationError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)


def write(plan: Plan) -> str:
    """The plan as one line of canonical JSON: the same plan gives the same text."""
    return json.dumps(to_object(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Plan:
    """The plan of a text that `write` gave. Trouble frozen_newer, frozen_unreadable."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Trouble("frozen_unreadable", what="JSON") from None
    return from_object(data)


def to_object(plan: Plan) -> dict[str, Any]:
    """The plan as a JSON object."""
    writer = Writer()
    writer.value(plan)
    return {"schema": SCHEMA, "objects": writer.objects}


def from_object(data: Any) -> Plan:
    """The plan of an object that `to_object` gave. Trouble frozen_newer, frozen_unreadable."""
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        newer = isinstance(schema, str) and schema.startswith(FAMILY)
        raise Trouble("frozen_newer" if newer else "frozen_unreadable", what=str(schema))
    try:
        built: list[Any] = []
        for entry in data["objects"]:
            built.append(_built(entry, built))
        plan = built[-1]
    except DAMAGE as error:
        raise Trouble("frozen_unreadable", what=type(error).__name__) from error
    if not isinstance(plan, Plan):
        raise Trouble("frozen_unreadable", what=type(plan).__name__)
    return plan


class Writer:
    """Writes objects after those that they refer to, each once."""

    def __init__(self) -> None:
        self.objects: list[dict[str, Any]] = []
        self._references: dict[int, dict[str, Any]] = {}

    def value(self, value: Any) -> Any:
        """A value in JSON; an object becomes a reference to its entry."""
        if isinstance(value, tuple):
            return [self.value(one) for one in value]
        if isinstance(value, dict):
            return {"map": [[self.value(key), self.value(one)] for key, one in value.items()]}
        if is_dataclass(value) or isinstance(value, BaseModel):
            return self._references.get(id(value)) or self._entered(value)
        return written_value(value)

    def _entered(self, value: Any) -> dict[str, Any]:
        """A new entry, and the reference to it. The parts of a case are from then on known by their path in it."""
        name = type(value).__name__
        if KNOWN.get(name) is not type(value):
            raise TypeError(name)
        if isinstance(value, BaseModel):
            entry = {CLASS: name, "says": part_object(value)}
        else:
            entry = {CLASS: name, **{field.name: self.value(getattr(value, field.name)) for field in fields(value)}}
        reference = {REFERENCE: len(self.objects)}
        self.objects.append(entry)
        self._references[id(value)] = reference
        if isinstance(value, Case):
            for path, part in _parts(value, ()):
                self._references.setdefault(id(part), {**reference, PART: list(path)})
        return reference


def _parts(whole: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], BaseModel]]:
    """Every part of a case that is an object, with the way to it."""
    steps: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(whole, BaseModel):
        steps = ((name, getattr(whole, name)) for name in type(whole).model_fields)
    elif isinstance(whole, tuple):
        steps = iter(enumerate(whole))
    for step, part in steps:
        if isinstance(part, BaseModel):
            yield (*path, step), part
        yield from _parts(part, (*path, step))


def _built(entry: Mapping[str, Any], built: list[Any]) -> Any:
    """The object of an entry; Unreadable for a class or a field that is not known."""
    given = dict(entry)
    kind = KNOWN.get(given.pop(CLASS))
    if kind is None:
        raise Unreadable(str(entry[CLASS]))
    if issubclass(kind, BaseModel):
        return kind.model_validate(given["says"])
    return kind(**{name: _value(value, built) for name, value in given.items()})


def _value(value: Any, built: list[Any]) -> Any:
    if isinstance(value, list):
        return tuple(_value(one, built) for one in value)
    if isinstance(value, dict) and REFERENCE in value:
        return _referred(value, built)
    if isinstance(value, dict) and "map" in value:
        return {_value(key, built): _value(one, built) for key, one in value["map"]}
    return read_value(value)


def _referred(reference: Mapping[str, Any], built: list[Any]) -> Any:
    """An earlier object, or the part of it at a path."""
    place = reference[REFERENCE]
    if type(place) is not int or not 0 <= place < len(built):
        raise Unreadable(str(place))
    found = built[place]
    for step in reference.get(PART, ()):
        found = found[step] if isinstance(step, int) else getattr(found, step)
    return found
