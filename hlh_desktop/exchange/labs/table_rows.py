"""Rows of a table, one result each, and the patients that its columns name."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.incoming.values import (
    LABORATORY_CODE,
    OWN_CODES,
    Claim,
    Code,
    Incoming,
    LabFile,
    Reason,
)
from hlh_desktop.exchange.labs.tables import (
    WHO,
    check_lines,
    decimal_sign,
    doubtful,
    header,
    lines,
    pointed,
)
from hlh_desktop.exchange.labs.text import decoded, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hlh_desktop.domain.results.incoming.mapping import LabMapping
    from hlh_desktop.domain.results.incoming.values import Kind, Meaning
    from hlh_desktop.exchange.labs.tables import Header, Line

    Step = Callable[[int, int], None]

EVERY = 1_000
# A spreadsheet takes what begins so for a formula; an export writes an apostrophe before it.
FORMULA, APOSTROPHE = ("=", "+", "-", "@"), "'"
STATUSES = {
    "": "final", "final": "final", "f": "final", "preliminary": "preliminary", "p": "preliminary",
    "corrected": "corrected", "amended": "corrected", "c": "corrected", "pending": "pending",
    "registered": "pending", "cancelled": "cancelled", "canceled": "cancelled", "entered-in-error": "in_error",
    "superseded": "replaced", "replaced": "replaced",
}  # fmt: skip
SEXES = {
    "female": "female",
    "f": "female",
    "male": "male",
    "m": "male",
    "other": "other",
    "unknown": "",
    "u": "",
    "": "",
}
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T\x20](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)\x20?(Z|[+-]\d{2}:?\d{2})?")
ORDERED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[T\x20](\d{1,2}):(\d{2})(:\d{2})?)?")
PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read_csv(data: bytes, saved: LabMapping, step: Step | None = None) -> LabFile:
    """A table with a header, one result a row. Trouble where it is no such table."""
    return read_table(decoded(data), saved, step=step)


def read_table(text: str, saved: LabMapping, kind: Kind = "csv", step: Step | None = None) -> LabFile:
    """The same of a text; what is pasted is parted by tabs. `step` is told how many rows are read."""
    check_lines(text)
    head = header(text, saved) if kind == "csv" else header(text, saved, ("\t",))
    body = list(lines(text, head.delimiter))[1:]
    reader = RowReader(head, saved, body)
    rows: list[Incoming] = []
    for number, line in enumerate(body):
        if step is not None and number % EVERY == 0:
            step(number, len(body))
        rows.append(reader.row(line))
    return LabFile(kind, tuple(rows), tuple(reader.patients), (), tuple(_unread(head)))


def _unread(head: Header) -> Iterator[Reason]:
    """The columns that nobody said the meaning of: one of them may name another patient."""
    names = [tidy(name) for place, name in enumerate(head.names) if place not in head.places.values() and name]
    if names:
        yield Reason("columns_unread", {"names": ", ".join(names)})


class RowReader:
    """Makes rows of the lines of one table; `patients` grows with each patient that is named for the first time."""

    def __init__(self, head: Header, saved: LabMapping, body: Sequence[Line]) -> None:
        self.head, self.dates, self.declared = head, saved.dates, bool(saved.decimal)
        self.patients: dict[Claim, int] = {}
        self.known: dict[tuple[str, ...], int | None] = {}
        places = [head.places[one] for one in ("value", "low", "high") if one in head.places]
        numbers = (line.cells[place] for line in body for place in places if place < len(line.cells))
        self.sign = decimal_sign(numbers, saved.decimal, head.delimiter)

    def row(self, line: Line) -> Incoming:
        """One line as a row; one with more or fewer cells than the header has is refused as a whole."""
        place = str(line.number)
        if len(line.cells) != len(self.head.names):
            fault = Reason("row_width", {"cells": len(line.cells), "columns": len(self.head.names)})
            return Incoming(place, codes=(Code("", "", shown(line.cells)),), fault=fault)
        cell = {meaning: line.cells[at] for meaning, at in self.head.places.items()}
        numbers = [cell.get(one, "") for one in ("value", "low", "high")]
        wrong = next((one for one in numbers if doubtful(one, self.sign, declared=self.declared)), "")
        value, low, high = (pointed(tidy(one), self.sign) for one in numbers)
        raw = cell.get("status", "").casefold()
        status = STATUSES.get(raw, "unknown")
        return Incoming(
            place, self._patient(cell), _codes(cell),
            value, word(cell, "comparator"), (tidy(cell.get("unit", "")),), word(cell, "text"), low, high,
            word(cell, "range"), status, moment_text(cell.get("collected_at", ""), self.dates),
            word(cell, "specimen"), word(cell, "method"), word(cell, "laboratory"),
            word(cell, "key"), cell.get("fasting", ""), tidy(cell.get("conditions", "")),
            tidy(raw) if status == "unknown" else word(cell, "reason"),
            Reason("number_ambiguous", {"value": wrong}) if wrong else None,
        )  # fmt: skip

    def _patient(self, cell: Mapping[Meaning, str]) -> int | None:
        """The number of the patient that a row names; None where it names nobody."""
        said = tuple(cell.get(one, "") for one in WHO)
        if said not in self.known:
            self.known[said] = self._claimed(cell) if any(said) else None
        return self.known[said]

    def _claimed(self, cell: Mapping[Meaning, str]) -> int:
        born, sex = moment_text(cell.get("birth_date", ""), self.dates)[:10], cell.get("sex", "").casefold()
        unread = ["birth_date"] if born and not PARTIAL.fullmatch(born) else []
        unread += ["sex"] if sex not in SEXES else []
        number, family, given = (word(cell, one) for one in WHO[:3])
        claim = Claim(
            (number,) if number else (), (family,) if family else (), (given,) if given else (),
            "" if "birth_date" in unread else born, SEXES.get(sex, ""), tuple(unread),
        )  # fmt: skip
        return self.patients.setdefault(claim, len(self.patients))


def word(cell: Mapping[Meaning, str], meaning: Meaning) -> str:
    """A cell of words, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    text = tidy(cell[meaning]) if cell.get(meaning) else ""
    return text[1:] if text[:1] == APOSTROPHE and text[1:2] in FORMULA else text


def _codes(cell: Mapping[Meaning, str]) -> tuple[Code, ...]:
    """What a row calls its analyte; beside this program's name of it, the laboratory's own code."""
    first, foreign = Code(word(cell, "code"), "", word(cell, "name")), word(cell, "laboratory_code")
    if "laboratory_code" not in cell:
        return (first,)
    own = Code(first.code, OWN_CODES, first.words)
    return (own, Code(foreign, LABORATORY_CODE)) if foreign else (own,)


def shown(cells: Sequence[str]) -> str:
    """The beginning of a line that is not understood."""
    return tidy(" ".join(cells)[:100])


def moment_text(text: str, order: str) -> str:
    """A moment or a day in ISO form; in another order only where the laboratory's was declared, else as it stands."""
    text = text.strip()
    found = ISO.fullmatch(text)
    if found:
        offset = found[3] or ""
        if len(offset) == len("+0100"):
            offset = f"{offset[:3]}:{offset[3:]}"
        return f"{found[1]}T{found[2]}{offset}"
    parts = ORDERED.fullmatch(text) if order in ("dmy", "mdy") else None
    if parts is None:
        return tidy(text)
    day, month = (parts[1], parts[2]) if order == "dmy" else (parts[2], parts[1])
    return _ordered(int(parts[3]), int(month), int(day), parts) or tidy(text)


def _ordered(year: int, month: int, day: int, parts: re.Match[str]) -> str:
    """The ISO form of what was written in another order; empty where there is no such day."""
    try:
        on = date(year, month, day).isoformat()
    except ValueError:
        return ""
    return on if parts[4] is None else f"{on}T{parts[4]:0>2}:{parts[5]}{parts[6] or ''}"
