"""HL7 v2 as text: frames and charset taken off, segments, fields, escapes. It knows no message and no meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hlh_desktop.domain.plain import clipped
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.text import LONGEST_SEGMENT, decoded, tidy, too_many

HEADERS = ("MSH", "FHS", "BHS")
# The bytes that a network connection puts round a message, as line ends.
FRAMES = bytes.maketrans(b"\x0b\x1c", b"\r\r")
HEAD = re.compile(rb"(?:^|[\r\n])(?:\xef\xbb\xbf)?(MSH[^\r\n]*)")
CHARSET = 17
# MSH-18 by HL7 table 0211. Without it, what is not UTF-8 is not read.
CHARSETS = {
    "": "utf-8", "ASCII": "ascii", "UNICODE UTF-8": "utf-8", "UNICODE": "utf-8", "UTF-8": "utf-8",
    **{f"8859/{number}": f"iso8859_{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15)},
    "GB 18030-2000": "gb18030", "KS X 1001": "euc_kr", "BIG-5": "big5",
}  # fmt: skip
SEGMENT = re.compile(r"[A-Z][A-Z0-9]{2}")
LINE_END = re.compile(r"\r\n|\r|\n")
ENCODING = re.compile(r"[^A-Za-z0-9\s]{4,5}")
ESCAPED = re.compile(r"[A-Za-z0-9.+-]*")
NULL = '""'


@dataclass(frozen=True, slots=True)
class Separators:
    """What parts fields, components, repeats and subcomponents, and what escapes them."""

    field: str = "|"
    component: str = "^"
    repeat: str = "~"
    escape: str = "\\"
    sub: str = "&"


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its line in the file, its name and its fields as they stand, the name being number 0."""

    line: int
    name: str
    fields: tuple[str, ...]
    by: Separators

    def raw(self, number: int) -> str:
        """A field as it stands; empty where the segment ends before it, or where it says that there is nothing."""
        found = self.fields[number] if number < len(self.fields) else ""
        return "" if found == NULL else found

    def repeats(self, number: int) -> list[str]:
        """The repetitions of a field that say something."""
        return [one for one in self.raw(number).split(self.by.repeat) if one]

    def parts(self, number: int) -> list[str]:
        """The components of the first repetition, as they stand."""
        return self.raw(number).split(self.by.repeat)[0].split(self.by.component)

    def text(self, number: int, component: int = 1) -> str:
        """A component of a field in plain text, numbered from 1."""
        parts = self.parts(number)
        return self.plain(parts[component - 1]) if component <= len(parts) else ""

    def plain(self, piece: str) -> str:
        """A component without its subcomponents but the first, and without escapes."""
        return tidy(unescaped(piece.split(self.by.sub, maxsplit=1)[0], self.by))


def segments(data: bytes) -> list[Segment]:
    """The segments of a file. Trouble of `decoded`, import_charset_unknown, import_hl7_separators and _segment."""
    found: list[Segment] = []
    by = Separators()
    for number, line in enumerate(LINE_END.split(_text(data)), start=1):
        if not line.strip():
            continue
        if len(line) > LONGEST_SEGMENT:
            raise Trouble("import_line_too_long", line=number, limit=LONGEST_SEGMENT)
        name = line[:3]
        if name in HEADERS:
            by = separators(line, number)
        if not SEGMENT.fullmatch(name) or (len(line) > len(name) and line[len(name)] != by.field):
            raise Trouble("import_hl7_segment", line=number, seen=clipped(line))
        found.append(Segment(number, name, _fields(line, name, by), by))
        too_many(len(found))
    return found


def _fields(line: str, name: str, by: Separators) -> tuple[str, ...]:
    """The fields of a segment; in a header the sign that parts them is itself the first."""
    fields = line.split(by.field)
    return (fields[0], by.field, *fields[1:]) if name in HEADERS else tuple(fields)


def separators(line: str, number: int) -> Separators:
    """What a header says parts the pieces of what follows. Trouble import_hl7_separators where that cannot be."""
    field = line[3:4]
    encoding = line[4:].split(field, maxsplit=1)[0] if field else ""
    if not field or field.isalnum() or field.isspace() or not ENCODING.fullmatch(encoding):
        raise Trouble("import_hl7_separators", line=number, seen=clipped(line))
    signs = (field, *encoding[:4])
    if len(set(signs)) < len(signs):
        raise Trouble("import_hl7_separators", line=number, seen=clipped(line))
    return Separators(field, *encoding[:4])


def _text(data: bytes) -> str:
    """The text of a file by the charset of its messages."""
    data = data.translate(FRAMES)
    names = {_charset(found.group(1)) for found in HEAD.finditer(data)} or {""}
    if len(names) > 1:
        raise Trouble("import_charset_mixed", charsets=", ".join(sorted(names)))
    (name,) = names
    if name not in CHARSETS:
        raise Trouble("import_charset_unknown", charset=clipped(name))
    return decoded(data, CHARSETS[name])


def _charset(head: bytes) -> str:
    """What MSH-18 says; of several charsets the one beside plain ASCII."""
    fields = head.split(head[3:4]) if len(head) > 3 else []
    said = fields[CHARSET].decode("ascii", "replace").strip() if len(fields) > CHARSET else ""
    several = [one.strip() for one in said.split("~") if one.strip() not in ("", "ASCII")]
    return several[0] if len(several) == 1 else said


def unescaped(text: str, by: Separators) -> str:
    """A text with its escapes resolved: the separators, line breaks and bytes; marks of emphasis are left out."""
    if by.escape not in text:
        return text
    signs = {"F": by.field, "S": by.component, "T": by.sub, "R": by.repeat, "E": by.escape}
    pieces = text.split(by.escape)
    made, number = [pieces[0]], 1
    while number < len(pieces):
        inner = pieces[number]
        if number + 1 < len(pieces) and ESCAPED.fullmatch(inner):
            made.append(signs.get(inner, _sequence(inner)) + pieces[number + 1])
            number += 2
        else:  # a lone sign is no escape
            made.append(by.escape + inner)
            number += 1
    return "".join(made)


def _sequence(inner: str) -> str:
    """What a longer escape stands for: a break becomes a blank, bytes become their letters."""
    if inner.startswith("."):
        return " "
    if inner[:1] == "X":
        try:
            return bytes.fromhex(inner[1:]).decode("utf-8", "replace")
        except ValueError:
            return ""
    return ""
