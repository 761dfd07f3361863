"""Reading hlh-case/1: JSON decoded strictly, and every problem of its shape as one `Problem` with its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.case_checks import problems
from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.exchange.json_text import Refused, Unread, decode, strict
from hlh_desktop.exchange.remainder import field_path, problems_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from hlh_desktop.domain.knowledge import Knowledge

# pydantic's own refusals in the words of this program.
CODES = {
    "missing": "needed",
    "extra_forbidden": "unknown_key",
    "string_type": "not_words",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "bool_type": "not_yes_no",
    "int_type": "not_whole",
    "int_from_float": "not_whole",
    "tuple_type": "not_a_list",
    "dict_type": "not_an_object_here",
    "model_type": "not_an_object_here",
    "model_attributes_type": "not_an_object_here",
    "literal_error": "not_of_list",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one case: the case, or its problems; `mrn` as far as it could be read."""

    mrn: str | None
    case: Case | None
    problems: tuple[Problem, ...]


def read_case(raw: bytes, knowledge: Knowledge) -> Reading:
    """A case from the bytes of its JSON, checked in full against the knowledge."""
    try:
        data = decode(raw)
    except Refused as refused:
        return Reading(None, None, (refused.problem,))
    return _read(data, knowledge)


def read_object(data: Mapping[str, Any], knowledge: Knowledge) -> Reading:
    """A case from its object, as a wizard fills it; `data` stays as it is, and nothing in it makes this fail."""
    try:
        return _read({key: strict(value) for key, value in data.items()}, knowledge)
    except RecursionError:
        return Reading(_mrn(data), None, (problem("", None, "too_deep"),))


def _read(data: dict[str, Any], knowledge: Knowledge) -> Reading:
    """A case from decoded JSON, which is used up."""
    mrn = _mrn(data)
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        misshapen = tuple(_problem(one) for one in error.errors(include_url=False))
        fields = [one.field for one in misshapen]
        return Reading(mrn, None, (*misshapen, *problems_left(data, error, fields, knowledge)))
    found = problems(case, knowledge)
    return Reading(mrn, None if found else case, found)


def _mrn(data: Mapping[str, Any]) -> str | None:
    patient = data.get("patient")
    mrn = patient.get("mrn") if isinstance(patient, dict) else None
    return mrn if isinstance(mrn, str) else None


def _problem(error: ErrorDetails) -> Problem:
    """One refusal of pydantic as a problem with a field such as labs[0].value."""
    where = field_path(error["loc"])
    context = error.get("ctx", {})
    found = None if error["type"] == "missing" else error["input"]
    if isinstance(found, Unread) and found.code:
        return problem(where, found, found.code)
    if error["type"].startswith("hlh_"):
        return problem(where, found, str(context["code"]))
    code = CODES.get(error["type"], "needed")
    if where == "schema":
        return problem(where, found, "schema")
    if code == "not_of_list":
        return problem(where, found, code, choices=str(context["expected"]).replace("'", ""))
    if code == "unknown_key":
        return problem(where, found, code, known=", ".join(_known_keys(error["loc"][:-1])))
    return problem(where, found, code, limit=context.get("max_length", ""))


def _known_keys(path: Iterable[int | str]) -> Iterator[str]:
    """The keys of the part of a case that stands at a path."""
    model: type[BaseModel] = Case
    for step in path:
        if isinstance(step, str):
            model = next(_models(model.model_fields[step].annotation))
    for name, field in model.model_fields.items():
        yield field.alias or name


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The parts of a case in a type: Etiology in `Etiology | None`, LabRow in a tuple of rows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
