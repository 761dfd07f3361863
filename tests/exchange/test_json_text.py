"""Bytes that are no case at all, and keys that stand twice."""

from __future__ import annotations

import json

import pytest

from hlh_desktop.exchange.json_text import LARGEST
from tests.exchange.contract import FULL, said

TEXT = json.dumps(FULL)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"", "expected a case, found nothing"),
        (b" \r\n\t ", "expected a case, found nothing"),
        (b"[]", "[]: expected one JSON object, a case"),
        (b'["hlh-case/1"]', '["hlh-case/1"]: expected one JSON object, a case'),
        (b'"hlh-case/1"', '"hlh-case/1": expected one JSON object, a case'),
        (b"null", "expected one JSON object, a case"),
        (b"1e5", "1e5: expected one JSON object, a case"),
        (b"{", '"{": expected JSON (1:2)'),
        (b"{'schema': 1}", "\"{'schema': \": expected JSON (1:2)"),
        (b'{"schema": "hlh-case/1",}', ',}": expected JSON (1:25)'),
        (TEXT.encode() + b"{}", ": expected JSON (1:{end})"),
        (TEXT.encode() + b"\0", '\N{REPLACEMENT CHARACTER}": expected JSON (1:{end})'),
        (b"[" * 100_000, "expected a case, found brackets nested too deep"),
        (b'{"a":' * 100_000, "expected a case, found brackets nested too deep"),
        (TEXT.encode("utf-16"), '"ff": expected UTF-8 text'),
        (TEXT.replace("Example", "M\xfcller").encode("latin-1"), '"fc": expected UTF-8 text'),
        (b"\xed\xa0\x80", '"ed": expected UTF-8 text'),
        (bytes(range(256)), '"80": expected UTF-8 text'),
        (b" " * LARGEST + b"{}", f"expected a case of at most {LARGEST} bytes"),
        (b"\0" * 2_000_000, f"expected a case of at most {LARGEST} bytes"),
    ],
    ids=lambda part: ascii(part[:30]),
)
def test_what_is_no_case_is_refused_in_one_line(raw: bytes, line: str) -> None:
    (found,) = said(raw)
    assert line.replace("{end}", str(len(TEXT) + 1)) in found
    assert len(found) < 200


def test_a_byte_order_mark_does_no_harm() -> None:
    assert said(b"\xef\xbb\xbf" + TEXT.encode()) == []


def test_a_case_of_just_the_largest_size_is_read() -> None:
    assert said(TEXT.encode().ljust(LARGEST)) == []


@pytest.mark.parametrize(
    ("once", "twice", "line"),
    [
        (
            '"weight_kg": "13.5"',
            '"weight_kg": "13.5", "weight_kg": "14"',
            'measurements[0].weight_kg: ["13.5", "14"]: expected each key once',
        ),
        (
            '"time_zone"',
            '"time_zone": "UTC", "time_zone"',
            'time_zone: ["UTC", "Europe/Paris"]: expected each key once',
        ),
        (
            '"schema"',
            '"schema": "hlh-case/1", "schema"',
            'schema: ["hlh-case/1", "hlh-case/1"]: expected each key once',
        ),
        (
            '"factor": "0.75"',
            '"factor": "0.75", "factor": "1"',
            'regimen.lines[0].factor: ["0.75", "1"]: expected a plain',
        ),
        (
            '"long_qt": true',
            '"long_qt": true, "long_qt": false',
            "safety.long_qt: [true, false]: expected each key once",
        ),
        ('"patient": {', '"patient": {}, "patient": {', 'patient: [{}, {"mrn": "TV04", '),
    ],
)
def test_a_key_that_stands_twice_is_refused_with_both_values(once: str, twice: str, line: str) -> None:
    (found,) = said(TEXT.replace(once, twice, 1))
    assert found.startswith(line)


@pytest.mark.parametrize("depth", range(700, 1000, 25))
@pytest.mark.parametrize("field", ['"TV04"', '"13.5"', '["penicillin"]', '"0.75"', "39"])
def test_brackets_of_any_depth_in_any_field_are_refused(field: str, depth: int) -> None:
    (line,) = said(TEXT.replace(field, "[" * depth + "]" * depth, 1))
    assert len(line) < 200
