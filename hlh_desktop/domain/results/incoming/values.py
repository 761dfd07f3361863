"""What a laboratory's file says, as its text stands: rows and the patients they name. Nothing in it is believed yet.

Readers of `exchange.labs` make these values; `mapping` gives them meaning, `claims` holds who they are about against
the open child, and `preview` says what of it may be taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["csv", "paste", "fhir", "hl7"]
# What a column of a table may mean; the first twelve are the columns that a plain file has.
Meaning = Literal[
    "patient_id", "collected_at", "code", "name", "comparator", "value", "unit", "low", "high", "status", "specimen",
    "method", "laboratory", "laboratory_code", "key", "conditions", "fasting", "text", "range", "reason",
    "family_name", "given_name", "birth_date", "sex",
]  # fmt: skip
# The program's own names of analytes, as an export writes them beside the codes of LOINC.
OWN_CODES = "urn:hlh-desktop:analyte"
# The code of the laboratory that reported a result, where the program's own name of the analyte stands beside it.
LABORATORY_CODE = "urn:hlh-desktop:laboratory-code"
LOINC = "http://loinc.org"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line is not simply taken. `code` names its sentence, wording `importing.<code>`, with its values."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a file says one of its patients is; what it does not say is empty.

    `numbers` are all identifiers it gives, `family` and `given` the names it goes by, `born` as ISO text as far as it
    is told ("2022", "2022-04", "2022-04-11"), `sex` female, male or other. `unread` names what it says and nobody can
    read, such as a birth date of nine figures.
    """

    numbers: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    born: str = ""
    sex: str = ""
    unread: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it says nothing of who the patient is."""
        return not (self.numbers or self.family or self.given or self.born or self.unread)


@dataclass(frozen=True, slots=True)
class Code:
    """What a laboratory calls an analyte: its code, the system the code is of (empty: not said), and its words."""

    code: str
    system: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One result of a file. Every field is text as it stands there.

    `place` is where: a line, a segment, a path. `patient` is the number of its claim in the file, None where nothing
    says whose it is. `value` is what stands in the place of a number, `text` words beside it. `status` is a `Status`,
    or a code of its own that keeps the row out. `at` is ISO text with the offset that was written, or a day alone.
    `fault` is why the reader itself could not understand the row.
    """

    place: str
    patient: int | None = None
    codes: tuple[Code, ...] = ()
    value: str = ""
    comparator: str = ""
    units: tuple[str, ...] = ()
    text: str = ""
    low: str = ""
    high: str = ""
    range_text: str = ""
    status: str = "final"
    at: str = ""
    specimen: str = ""
    method: str = ""
    laboratory: str = ""
    key: str = ""
    fasting: str = ""
    conditions: str = ""
    reason: str = ""
    fault: Reason | None = None

    @property
    def called(self) -> str:
        """What the file calls the analyte, in words where it has some."""
        return next((one.words for one in self.codes if one.words), self.code)

    @property
    def code(self) -> str:
        """The first code; empty without one."""
        return next((one.code for one in self.codes if one.code), "")

    @property
    def laboratory_code(self) -> str:
        """What the laboratory itself calls the analyte, as far as the file says; never the program's own name."""
        own = any(one.system == OWN_CODES for one in self.codes)
        foreign = (one.code for one in self.codes if one.system == LABORATORY_CODE)
        return next(foreign, "" if own else self.code)

    @property
    def unit(self) -> str:
        """Its unit as it is written; empty without one."""
        return next((one for one in self.units if one), "")

    @property
    def shown(self) -> str:
        """What it says, as it stands there: comparator, value and unit, or words."""
        number = " ".join(part for part in (self.comparator + self.value, self.unit) if part)
        return number if self.value else self.text


@dataclass(frozen=True, slots=True)
class LabFile:
    """A file as read: its rows, the patients it names, and what in it is no result, with how often.

    `notes` are what a person should know of the file as a whole, such as a batch without an end.
    """

    kind: Kind
    rows: tuple[Incoming, ...] = ()
    patients: tuple[Claim, ...] = ()
    other: tuple[tuple[Reason, int], ...] = ()
    notes: tuple[Reason, ...] = ()
