"""Bytes of a laboratory's file as text, within limits: what is too large, of another charset or no text is refused."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING
from unicodedata import category

from hlh_desktop.domain.plain import one_line, shortened
from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1 << 20
MOST_BYTES = 64 * MEGABYTE
MOST_ROWS = 500_000
# A segment may carry a picture or a report as text; a line of a table never is that long.
LONGEST_LINE, LONGEST_SEGMENT = MEGABYTE // 8, 16 * MEGABYTE
LONGEST_FIELD = 2_000
CHUNK = MEGABYTE
NUL = "\0"
BYTE_ORDER = "\N{ZERO WIDTH NO-BREAK SPACE}"
WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def load(path: Path) -> bytes:
    """A file, never more of it than may be read. Trouble import_too_large, not_readable.

    What is too large is refused after so many bytes, a file like a pipe without an end; it is never held whole.
    """
    try:
        with path.open("rb") as file:
            held = bytearray()
            while chunk := file.read(CHUNK):
                held += chunk
                if len(held) > MOST_BYTES:
                    raise too_large(path)
            return bytes(held)
    except (OSError, ValueError) as error:
        raise Trouble("not_readable", path, error if isinstance(error, OSError) else None) from error


def too_large(path: Path | None = None) -> Trouble:
    """That a file has more bytes than may be read."""
    return Trouble("import_too_large", path, limit=MOST_BYTES // MEGABYTE)


def decoded(data: bytes, charset: str = "utf-8") -> str:
    """The text of some bytes. Trouble import_too_large, import_empty, import_charset, import_nul.

    A byte-order mark is taken off; one of UTF-16 says what the bytes are, whatever `charset` was.
    """
    if len(data) > MOST_BYTES:
        raise too_large()
    try:
        text = data.decode(WIDE.get(data[:2], charset))
    except UnicodeDecodeError as error:
        found = data[error.start : error.start + 1].hex()
        raise Trouble("import_charset", charset=charset.upper(), place=error.start, seen=found) from None
    text = text.removeprefix(BYTE_ORDER)
    if not text.strip():
        raise Trouble("import_empty")
    if NUL in text:
        raise Trouble("import_nul", place=text.index(NUL))
    return text


def tidy(text: str) -> str:
    """A field as one line without control characters, its ends trimmed, and no longer than anybody reads."""
    text = text.strip()
    if text.isprintable() and len(text) <= LONGEST_FIELD:
        return text
    # Signs without a width only turn the direction of writing or let a line break: nobody sees them.
    seen = "".join(one for one in text[: 2 * LONGEST_FIELD] if category(one) != "Cf")
    return shortened(one_line(" ".join(seen.split())), LONGEST_FIELD)


def too_many(rows: int) -> None:
    """Trouble import_too_many for more rows than may be read at once."""
    if rows > MOST_ROWS:
        raise Trouble("import_too_many", limit=MOST_ROWS)
