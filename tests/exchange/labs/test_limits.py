"""Files made to harm: each is refused with a sentence, at once, and never held whole."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs import text
from hlh_desktop.exchange.labs.json_text import DEEPEST, depth
from tests.builders import knowledge
from tests.exchange.labs.given import CSV, FHIR, HL7, looked

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1 << 20
LONG = 200_000
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(b'<!ENTITY lol%d "%s">' % (one, b"&lol%d;" % (one - 1) * 10) for one in range(1, 10))
    + b"]><lolz>&lol9;</lolz>"
)


def refused(data: bytes, kind: str | None = None) -> str:
    """The code by which a file is refused, within two seconds and with a sentence of its own."""
    start = time.process_time()
    with pytest.raises(Trouble) as trouble:
        looked(data, kind=kind)  # type: ignore[arg-type]
    assert time.process_time() - start < 2
    found = trouble.value
    assert knowledge().wording.say(f"problem.{found.code}", **found.values)
    return found.code


@pytest.mark.parametrize("kind", ["csv", "paste", "fhir", "hl7"])
def test_no_reader_reads_xml_so_that_entities_are_only_text(kind: str) -> None:
    assert refused(BILLION_LAUGHS, kind).startswith("import_")


def test_entities_in_a_field_stay_as_they_are() -> None:
    taken = looked(CSV.replace(b"serum", b"&lol9;&lol9;")).taken
    assert taken[0].sample.specimen == "&lol9;&lol9;"


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deep_nesting_is_counted_before_anything_is_read(opening: bytes) -> None:
    assert refused(b'{"resourceType": "Bundle", "a": ' + opening * 200_000, "fhir") == "import_too_deep"


def test_brackets_in_strings_are_no_nesting_and_no_string_makes_counting_slow() -> None:
    assert depth('{"a": "[[[[{{{{", "b": [1, "\\"]"]}') == 2
    assert depth("[" * (DEEPEST + 5)) == DEEPEST + 1
    start = time.process_time()
    for bad in ('"' + '\\"' * LONG, '"\\' * LONG, '"' * LONG, "\\" * LONG):
        depth(bad)
    assert time.process_time() - start < 2, "a second look at each letter would take hours"


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (CSV.replace(b"serum", b"ser\0um"), None, "import_nul"),
        (FHIR.replace(b"diluted", b"di\0luted"), None, "import_nul"),
        (HL7.replace(b"clumps", b"clu\0mps"), None, "import_nul"),
        (CSV.replace(b"serum", "sérum".encode("latin-1")), None, "import_charset"),
        (FHIR.replace(b"diluted", b"\xff\xfe\xfa"), None, "import_charset"),
        ("code,value".encode("utf-32"), "csv", "import_nul"),
        (b"\xef\xbb\xbf", "csv", "import_empty"),
        (b"", "fhir", "import_empty"),
        (b"", "hl7", "import_empty"),
        (b"code,collected_at,value\n" + b"x" * (2 * MEGABYTE), None, "import_line_too_long"),
        (b"a" * (text.MOST_BYTES + 1), "csv", "import_too_large"),
    ],
)
def test_what_is_no_text_or_too_much_of_it_is_refused(data: bytes, kind: str | None, code: str) -> None:
    assert refused(data, kind) == code


def test_a_byte_order_mark_and_utf_16_are_no_reason_to_refuse() -> None:
    assert len(looked(b"\xef\xbb\xbf" + CSV).taken) == 4
    assert len(looked(CSV.decode().encode("utf-16"), kind="csv").taken) == 4
    assert len(looked(b"\xef\xbb\xbf" + FHIR).taken) == 2


def test_more_rows_than_may_be_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_ROWS", 2)
    for data in (CSV, HL7, FHIR):
        assert refused(data) == "import_too_many"


def test_a_line_of_a_gigabyte_is_refused_and_never_held(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    start = time.process_time()
    with pytest.raises(Trouble) as trouble:
        text.load(path)
    assert (trouble.value.code, trouble.value.path) == ("import_too_large", path)
    assert time.process_time() - start < 1


def test_a_stream_without_an_end_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    monkeypatch.setattr(text, "MOST_BYTES", 3 * MEGABYTE)
    with pytest.raises(Trouble) as trouble:
        text.load(Path("/dev/zero"))
    assert trouble.value.code == "import_too_large"


def test_a_file_that_is_not_there_is_said_to_be_not_readable(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        text.load(tmp_path / "none.csv")
    assert trouble.value.code == "not_readable"


def test_what_nobody_sees_and_what_a_terminal_would_obey_is_taken_out() -> None:
    assert (
        text.tidy(" a\N{RIGHT-TO-LEFT OVERRIDE}b\x1b[31m\N{ZERO WIDTH SPACE}c ") == "ab\N{REPLACEMENT CHARACTER}[31mc"
    )
    assert len(text.tidy("x" * 10_000)) == text.LONGEST_FIELD


def test_half_of_a_letter_does_not_reach_the_record() -> None:
    assert refused(FHIR.replace(b"diluted", b"\\ud800")) == "import_not_fhir"
    assert text.tidy("a\ud800") == "a\N{REPLACEMENT CHARACTER}"
