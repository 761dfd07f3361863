"""Any file of a laboratory as rows: what kind it is shows its first letters, and each kind has its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.exchange.labs.fhir_rows import read_fhir
from hlh_desktop.exchange.labs.hl7_rows import read_hl7
from hlh_desktop.exchange.labs.pasted import read_paste
from hlh_desktop.exchange.labs.table_rows import read_csv
from hlh_desktop.exchange.labs.tables import names_of
from hlh_desktop.exchange.labs.text import decoded

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.results.incoming.mapping import LabMapping
    from hlh_desktop.domain.results.incoming.values import Kind, LabFile

    Step = Callable[[int, int], None]

MARKS, BEGINNINGS = b"\xef\xbb\xbf", 4096
HL7 = (b"MSH", b"FHS", b"BHS")


def kind_of(data: bytes) -> Kind:
    """What kind of file it is by how it begins: HL7 v2 by its header, FHIR by a bracket, else a table."""
    start = data[:BEGINNINGS].removeprefix(MARKS).lstrip(b" \t\r\n\x0b\x1c")
    if start[:3] in HL7 and not start[3:4].isalnum():
        return "hl7"
    return "fhir" if start[:1] in (b"{", b"[") else "csv"


def read(data: bytes, kind: Kind, saved: LabMapping, step: Step | None = None) -> LabFile:
    """The rows of a file. Trouble where it can't be read as a file of its kind; `step` is told how far it has come."""
    match kind:
        case "hl7":
            return read_hl7(data, step)
        case "fhir":
            return read_fhir(data, step)
        case "paste":
            return read_paste(data, saved)
        case _:
            return read_csv(data, saved, step)


def columns(data: bytes, saved: LabMapping) -> tuple[str, ...]:
    """The headers of a table as they are written, for a person to say what each means. Trouble as of reading it."""
    return names_of(decoded(data), saved)
