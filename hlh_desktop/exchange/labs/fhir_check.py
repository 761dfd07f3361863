"""Whether resources are FHIR R4 at all, by the published models, one resource at a time; what is not is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.text import tidy, too_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Step = Callable[[int, int], None]

TYPE, BUNDLE, ENTRY, RESOURCE = "resourceType", "Bundle", "entry", "resource"


def resources(data: Any, step: Step | None = None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each resource of a file with its path and its full address, checked. Trouble import_not_fhir names the path."""
    if not isinstance(data, dict) or not isinstance(data.get(TYPE), str):
        raise Trouble("import_no_resource")
    if data[TYPE] != BUNDLE:
        check(data, "")
        yield data[TYPE], "", data
        return
    entries = _entries(data)
    too_many(len(entries))
    for number, entry in enumerate(entries):
        if step is not None:
            step(number, len(entries))
        inner = entry.get(RESOURCE)
        if isinstance(inner, dict):
            path = f"{ENTRY}[{number}].{RESOURCE}"
            check(inner, path)
            yield path, entry.get("fullUrl") or "", inner


def _entries(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries of a bundle, which is itself checked without what they hold: that is checked one by one."""
    entries = data.get(ENTRY) or []
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise Trouble("import_not_fhir", place=ENTRY, what="")
    for number, entry in enumerate(entries):
        inner = entry.get(RESOURCE)
        if RESOURCE in entry and not (isinstance(inner, dict) and isinstance(inner.get(TYPE), str)):
            raise Trouble("import_not_fhir", place=f"{ENTRY}[{number}].{RESOURCE}", what=TYPE)
    shell = {**data, ENTRY: [{key: value for key, value in one.items() if key != RESOURCE} for one in entries]}
    check({key: value for key, value in shell.items() if value != []}, "")
    return entries


def check(resource: dict[str, Any], path: str) -> None:
    """Trouble import_not_fhir where a resource is not as R4 describes it; the path says where."""
    from fhir.resources.R4B import get_fhir_model_class
    from pydantic import ValidationError

    try:
        model = get_fhir_model_class(str(resource.get(TYPE)))
    except (KeyError, ImportError, ValueError, AttributeError):
        raise Trouble("import_not_fhir", place=path or TYPE, what=tidy(str(resource.get(TYPE)))) from None
    try:
        model.model_validate(resource)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        own = str(first["type"]).startswith("fhir")
        what = str(first["type"]).replace("-", " ") if own else str(first["msg"])
        raise Trouble("import_not_fhir", place=tidy(_place(path, first["loc"])), what=tidy(what)) from None
    except (ValueError, TypeError, ArithmeticError, AttributeError, LookupError, RecursionError) as error:
        # The models themselves stumble over some of what they are given; it is no valid resource all the same.
        raise Trouble("import_not_fhir", place=path, what=type(error).__name__) from None


def _place(path: str, steps: tuple[int | str, ...]) -> str:
    """A path such as entry[3].resource.valueQuantity.value."""
    place = path
    for step in steps:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
    return place
