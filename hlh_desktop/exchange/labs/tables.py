"""A table of text: what parts its columns, what each means, and which decimal sign its numbers have. Never guessed."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.results.incoming.values import Meaning
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.text import LONGEST_LINE, too_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hlh_desktop.domain.results.incoming.mapping import LabMapping

DELIMITERS = (",", ";", "\t", "|")
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
WHO: tuple[Meaning, ...] = ("patient_id", "family_name", "given_name", "birth_date", "sex")
# Each of these must be there in one of its forms.
NEEDED: tuple[tuple[Meaning, ...], ...] = (("collected_at",), ("code", "name"), ("value", "text"))
LINE_END = re.compile(r"\r\n|\r|\n")
WITH_POINT, WITH_COMMA = re.compile(r"[<>=\s]*\d+\.\d+"), re.compile(r"[<>=\s]*\d+,\d+")
# Three figures after the sign and no leading zero: it may as well part thousands.
DOUBTFUL = re.compile(r"[<>=\s]*[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a table: what parts its columns, and the place of each meaning."""

    delimiter: str
    names: tuple[str, ...]
    places: Mapping[Meaning, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table with its number in the file, from 1."""

    number: int
    cells: tuple[str, ...]


def lines(text: str, delimiter: str) -> Iterator[Line]:
    """The lines of a table that are not empty. Trouble import_table where its quotes do not close, import_too_many."""
    reader = csv.reader(LINE_END.split(text), delimiter=delimiter, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            too_many(number)
            if any(cell.strip() for cell in cells):
                yield Line(reader.line_num, tuple(cell.strip() for cell in cells))
    except csv.Error:
        raise Trouble("import_table", line=reader.line_num) from None


def check_lines(text: str) -> None:
    """Trouble import_line_too_long for a line that no table has."""
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(LINE_END.split(text), start=1):
        if len(line) > LONGEST_LINE:
            raise Trouble("import_line_too_long", line=number, limit=LONGEST_LINE)


def header(text: str, saved: LabMapping, delimiters: Iterable[str] = DELIMITERS) -> Header:
    """The header of a table. Trouble import_columns where what is needed is missing, or two delimiters would do."""
    first = next((line for line in LINE_END.split(text) if line.strip()), "")
    allowed = [saved.delimiter] if saved.delimiter else list(delimiters)
    found = [made for one in allowed if not missing((made := _header(first, one, saved)).places)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Trouble("import_delimiter")
    best = max((_header(first, one, saved) for one in allowed), key=lambda one: len(one.places))
    raise Trouble("import_columns", missing=", ".join(missing(best.places)), seen=", ".join(best.names[:20]))


def names_of(text: str, saved: LabMapping) -> tuple[str, ...]:
    """The headers of a table as they are written, for a person to say what each means."""
    first = next((line for line in LINE_END.split(text) if line.strip()), "")
    allowed = [saved.delimiter] if saved.delimiter else DELIMITERS
    return max((_cells(first, one) for one in allowed), key=len)


def _header(first: str, delimiter: str, saved: LabMapping) -> Header:
    names = _cells(first, delimiter)
    places: dict[Meaning, int] = {}
    for place, name in enumerate(names):
        meaning = saved.columns.get(name, "" if saved.columns else name.casefold())
        if meaning not in MEANINGS:
            continue
        if meaning in places:
            raise Trouble("import_column_twice", name=meaning)
        places[meaning] = place
    return Header(delimiter, names, places)


def _cells(first: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a first line; none where its quotes do not close."""
    try:
        return tuple(cell.strip() for cell in next(csv.reader([first], delimiter=delimiter, strict=True), []))
    except csv.Error:
        return ()


def missing(places: Mapping[Meaning, int]) -> list[str]:
    """The meanings without which a table is none of results."""
    return [" / ".join(forms) for forms in NEEDED if not any(form in places for form in forms)]


def decimal_sign(numbers: Iterable[str], declared: str, delimiter: str) -> str:
    """The decimal sign of a table: as declared, else the one that its numbers show; empty where they show none, or two.

    A number with three figures behind its sign shows nothing. Where commas part the columns, a point it is.
    """
    if declared:
        return declared
    points = commas = False
    for text in numbers:
        if DOUBTFUL.fullmatch(text):
            continue
        points = points or WITH_POINT.fullmatch(text) is not None
        commas = commas or WITH_COMMA.fullmatch(text) is not None
    if delimiter == "," and not commas:
        return "."
    return "" if points is commas else "." if points else ","


def doubtful(number: str, sign: str, *, declared: bool) -> bool:
    """Whether a number could as well be another one: "1,234", unless the laboratory's decimal sign was declared."""
    if declared or not DOUBTFUL.fullmatch(number):
        return False
    return "," in number or sign != "."


def pointed(number: str, sign: str) -> str:
    """A number with a point for its decimal sign, so that the one strict parser can read it."""
    if sign == "," and "." not in number and number.count(",") == 1:
        return number.replace(",", ".")
    return number
