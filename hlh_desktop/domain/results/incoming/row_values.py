"""Value, range, status and conditions of a row of a file, read from its text: strictly, and unknown stays unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from hlh_desktop.domain.case import Comparator
from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.result_entry import SPELLED, read_result
from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.results.values import WITHOUT_VALUE, Condition, Status

if TYPE_CHECKING:
    from decimal import Decimal

    from hlh_desktop.domain.results.incoming.values import Incoming

COMPARATORS, STATUSES, CONDITIONS = get_args(Comparator), get_args(Status), get_args(Condition)
# What begins as a number is meant as one, so it is never taken as words: "1,234", "88 H", "1:128".
FIGURES = re.compile(r"[-+.,]?[0-9].*")
NOTED = ", "
WORDS_APART = re.compile(r"[;,\s]+")
FASTING = {"yes": True, "true": True, "1": True, "fasting": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class RowValue:
    """What a row reports: a number with its comparator, or words; `fault` is why it can be neither."""

    value: Decimal | None = None
    comparator: Comparator | None = None
    text: str = ""
    fault: Reason | None = None


@dataclass(frozen=True, slots=True)
class RowRange:
    """The laboratory's range of a row: two numbers, one of them, or its own words."""

    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""


def read_value(row: Incoming) -> RowValue:
    """The number or the words of a row; what is meant as a number and is no plain one is a fault."""
    found, rest = read_result(row.value)
    said = row.comparator.strip()
    said = SPELLED.get(said, said)
    if said and said not in COMPARATORS:
        return RowValue(fault=Reason("comparator_unknown", {"comparator": said}))
    if said and found and said != found:
        return RowValue(fault=Reason("comparators_disagree", {"first": said, "second": found}))
    if not rest:
        return RowValue(fault=Reason("number_missing")) if said or found else RowValue(text=row.text)
    number = parse_decimal(rest)
    if number is not None:
        return RowValue(number, cast("Comparator | None", found or said or None), row.text)
    if FIGURES.fullmatch(rest):
        return RowValue(fault=Reason("number_unclear", {"value": row.value}))
    return RowValue(text=NOTED.join(part for part in (said + row.value, row.text) if part))


def read_range(row: Incoming) -> RowRange:
    """The range of a row; what is no pair of rising numbers is kept as it was written."""
    low, high = parse_decimal(row.low.strip()), parse_decimal(row.high.strip())
    unread = (row.low.strip() and low is None) or (row.high.strip() and high is None)
    if unread or (low is not None and high is not None and low > high):
        return RowRange(text=", ".join(part for part in (row.low, row.high) if part))
    return RowRange(low, high, row.range_text)


def read_status(row: Incoming, value: RowValue) -> Status | Reason:
    """How far a result is; a Reason where that keeps it out. A value is never read out of one that has none."""
    if row.status not in STATUSES:
        return Reason(f"status_{row.status}", {"why": row.reason})
    status = cast("Status", row.status)
    if status not in WITHOUT_VALUE and value.value is None and not value.text:
        return Reason("no_value")
    return status


def read_fasting(text: str) -> bool | None:
    """Whether the child was fasting; None where nothing, or nothing clear, is said."""
    return FASTING.get(text.strip().casefold())


def read_conditions(text: str) -> tuple[tuple[Condition, ...], str]:
    """The conditions of a sample in the order of the list, and the first word that is none of them."""
    said = [word for word in WORDS_APART.split(text.strip()) if word]
    known = tuple(cast("Condition", one) for one in CONDITIONS if one in said)
    return known, next((one for one in said if one not in CONDITIONS), "")
