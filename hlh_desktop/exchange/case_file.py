"""Reading hlh-case/1: JSON decoded strictly, and every problem of its shape as one `Problem` with its field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from hlh_desktop.domain.case import Case
from hlh_desktop.domain.case_checks import problems
from hlh_desktop.domain.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

    from hlh_desktop.domain.knowledge import Knowledge

LARGEST = 1_000_000
# pydantic's own refusals in the words of this program.
CODES = {
    "missing": "needed",
    "extra_forbidden": "unknown_key",
    "string_type": "not_words",
    "string_too_long": "too_long",
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


class _Refused(ValueError):
    """JSON that Python would take and this contract does not."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code)
        self.problem = found


def read_case(raw: bytes, knowledge: Knowledge) -> Reading:
    """A case from the bytes of its JSON, checked in full against the knowledge."""
    try:
        data = _decode(raw)
    except _Refused as refused:
        return Reading(None, None, (refused.problem,))
    mrn = _mrn(data)
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        return Reading(mrn, None, tuple(_problem(one) for one in error.errors(include_url=False)))
    found = problems(case, knowledge)
    return Reading(mrn, None if found else case, found)


def _decode(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST:
        raise _Refused(problem("", f"{len(raw)}", "too_large", limit=LARGEST))
    if not raw.strip():
        raise _Refused(problem("", None, "empty"))
    try:
        text = raw.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_constant, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise _Refused(problem("", raw[error.start : error.end].hex(), "not_text")) from None
    except RecursionError:
        raise _Refused(problem("", text[:1], "too_deep")) from None
    except json.JSONDecodeError as error:
        near = text[max(error.pos - 10, 0) : error.pos + 10]
        raise _Refused(problem("", near, "not_json", reason=f"{error.lineno}:{error.colno}")) from None
    if not isinstance(data, dict):
        raise _Refused(problem("", data, "not_an_object"))
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(problem(twice, twice, "duplicate_key"))
    return result


def _constant(name: str) -> NoReturn:
    raise _Refused(problem("", name, "not_a_plain_decimal"))


def _whole(digits: str) -> int | str:
    """A whole number; one too long for any field stays text and is refused there."""
    return int(digits) if len(digits) < len(str(LARGEST)) * 2 else digits


def _mrn(data: dict[str, Any]) -> str | None:
    patient = data.get("patient")
    mrn = patient.get("mrn") if isinstance(patient, dict) else None
    return mrn if isinstance(mrn, str) else None


def _problem(error: ErrorDetails) -> Problem:
    """One refusal of pydantic as a problem with a field such as labs[0].value."""
    where = field_path(error["loc"])
    context = error.get("ctx", {})
    found = None if error["type"] == "missing" else error["input"]
    if error["type"].startswith("hlh_"):
        return problem(where, found, str(context["code"]))
    code = CODES.get(error["type"], "needed")
    if where == "schema":
        return problem(where, found, "schema")
    if code == "not_of_list":
        return problem(where, found, code, choices=str(context["expected"]).replace("'", ""))
    return problem(where, found, code, limit=context.get("max_length", ""))


def field_path(steps: Iterable[int | str]) -> str:
    """A place in a case as a person would write it: measurements[0].weight_kg."""
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".")
