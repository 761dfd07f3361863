"""What an Observation reports: its value, range, codes and reasons, as text, decimals with every digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from hlh_desktop.domain.results.incoming.values import Code, Reason
from hlh_desktop.exchange.fhir_out.systems import CONDITION, FASTING, REASON, RESULT_KEY
from hlh_desktop.exchange.labs.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

# So many figures before or after the point are written out; a number beyond is shown as it stands, and refused later.
WRITTEN_OUT = 40
VALUE, QUANTITY = "value", "valueQuantity"
JOINT = "; "


class Value(NamedTuple):
    """A value as text, its units, and why it is none that a result can have."""

    value: str = ""
    comparator: str = ""
    units: tuple[str, ...] = ()
    fault: Reason | None = None


def value_of(part: dict[str, Any]) -> Value | None:
    """The value of an Observation or of one of its components; None without one."""
    kind = next((key for key in part if key.startswith(VALUE) and part[key] is not None), None)
    if kind is None:
        return None
    found = part[kind]
    if kind == QUANTITY:
        units = tuple(tidy(str(found[key])) for key in ("unit", "code") if found.get(key))
        return Value(number(found.get(VALUE)), str(found.get("comparator") or ""), units)
    if kind == "valueCodeableConcept":
        return Value(words(found))
    if kind in ("valueString", "valueInteger"):
        return Value(tidy(str(found)))
    return Value(fault=Reason("value_kind", {"kind": kind.removeprefix(VALUE)}))


def number(value: Any) -> str:
    """A number as it is written, without an exponent where that is readable."""
    if isinstance(value, int):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        return ""
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) <= WRITTEN_OUT else str(value)


def words(concept: Any) -> str:
    """A concept in words: its text, else what its codes are called."""
    if not isinstance(concept, dict):
        return ""
    names = [one.get("display") for one in concept.get("coding") or () if one.get("display")]
    return tidy(str(concept.get("text") or (names[0] if names else "")))


def codes_of(concept: Any) -> tuple[Code, ...]:
    """The codes of a concept in their order; its words stand with each that has none of its own."""
    if not isinstance(concept, dict):
        return ()
    text = tidy(str(concept.get("text") or ""))
    found = tuple(
        Code(tidy(str(one.get("code") or "")), str(one.get("system") or ""), tidy(str(one.get("display") or text)))
        for one in concept.get("coding") or ()
    )
    return found or ((Code("", "", text),) if text else ())


def range_of(part: dict[str, Any], units: tuple[str, ...]) -> tuple[str, str, str]:
    """Low, high and the words of a range. Of several ranges, or one in another unit, only the words are kept."""
    found = [one for one in part.get("referenceRange") or () if isinstance(one, dict)]
    if len(found) == 1 and all(_same_unit(found[0].get(end), units) for end in ("low", "high")):
        low, high = (number((found[0].get(end) or {}).get(VALUE)) for end in ("low", "high"))
        return low, high, tidy(str(found[0].get("text") or ""))
    return "", "", tidy(JOINT.join(filter(None, map(_range_words, found))))


def _same_unit(end: Any, units: tuple[str, ...]) -> bool:
    said = [] if not isinstance(end, dict) else [end[key] for key in ("unit", "code") if end.get(key)]
    return not said or any(tidy(str(one)) in units for one in said)


def _range_words(found: dict[str, Any]) -> str:
    ends = [found[end] for end in ("low", "high") if isinstance(found.get(end), dict)]
    pair = " - ".join(
        " ".join(filter(None, (number(end.get(VALUE)), tidy(str(end.get("unit") or ""))))) for end in ends
    )
    return tidy(" ".join(filter(None, (str(found.get("text") or ""), pair))))


def why_absent(part: dict[str, Any], notes: str) -> str:
    """Why there is no value, in the words of the file."""
    return tidy(JOINT.join(filter(None, (words(part.get("dataAbsentReason")), notes))))


def notes_of(part: dict[str, Any]) -> str:
    """The remarks of a resource, one after the other."""
    return tidy(JOINT.join(str(one.get("text") or "") for one in part.get("note") or () if isinstance(one, dict)))


def key_of(observation: dict[str, Any]) -> str:
    """The laboratory's own number of a result, with the system it is of unless this program exported it."""
    for one in observation.get("identifier") or ():
        value, system = tidy(str(one.get(VALUE) or "")), str(one.get("system") or "")
        if value:
            return value if system in ("", RESULT_KEY) else f"{tidy(system)}|{value}"
    return ""


def said_of_sample(components: Iterable[dict[str, Any]]) -> tuple[str, str]:
    """Fasting and the conditions of a sample, as an export of this program writes them."""
    fasting, conditions = "", []
    for part in components:
        for one in codes_of(part.get("code")):
            if one.system != CONDITION:
                continue
            truth = part.get("valueBoolean")
            if one.code == FASTING:
                fasting = "yes" if truth else "no"
            elif truth:
                conditions.append(one.code)
    return fasting, ";".join(conditions)


def is_condition(part: dict[str, Any]) -> bool:
    """Whether a component says something of the sample and is no result."""
    return any(one.system == CONDITION for one in codes_of(part.get("code")))


def confirmed_because(observation: dict[str, Any]) -> str:
    """Why a rare value was confirmed, as an export of this program writes it."""
    found = (one.get("valueString") for one in observation.get("extension") or () if one.get("url") == REASON)
    return tidy(str(next(found, None) or ""))
