"""Damaged and made-up files against the importers: `HLH_FUZZ=200000 python -m tests.exchange.labs.fuzz_importers`.

Each input is read, looked at and, now and then, taken into a ward. It may be refused with a sentence; it may not crash,
take two seconds, lose a row, offer what the record would refuse, or store a part of itself.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hlh_desktop.domain.results.incoming.mapping import LabMapping
from hlh_desktop.domain.results.incoming.preview import reason_line
from hlh_desktop.domain.results.incoming.previewing import make_preview, samples
from hlh_desktop.domain.results.limits import Bounds, refuse
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs.reading import kind_of, read
from hlh_desktop.ward.results import importing
from tests.builders import knowledge
from tests.exchange.labs.given import BORN, NOW, OMOP, PLAIN, SAMPLES, against, anybodys, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hlh_desktop.domain.results.incoming.values import Kind
    from tests.ward.log.bed import Bed

# Seconds of the processor, so that a busy computer makes no failure of it.
LIMIT = 2.0
# One of so many inputs that can be taken is taken into a ward.
TAKEN = 50
IMPORTERS: tuple[tuple[Kind, ...], ...] = (("csv", "paste"), ("fhir",), ("hl7",))
FOLDERS: dict[Kind, str] = {"csv": "omop_csv", "fhir": "fhir_r4", "hl7": "hl7v2", "paste": "none"}
BEGINNING, SEED = 3_000, 12_000
# What parts the fields of each kind.
BETWEEN: dict[Kind, bytes] = {"csv": b",", "hl7": b"|", "paste": b"\t", "fhir": b":"}
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**20, "", " ", "x" * 3000, [], {}, [[]], "F", "1,234", ">20000", "2026-11-21", "urn:uuid:1",
    "Patient/1", "http://loinc.org", "777-3", "76039-7", "U/mL", "mg/dL", "final", "entered-in-error", {"value": 5},
    {"value": 28, "unit": "10*9/L"}, {"coding": [{"code": "718-7"}]}, {"reference": "#a"}, [{"text": "n"}],
)  # fmt: skip
TOKENS = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3", b"\x80", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"\r", b"\n",
    b"\t", b"\x0b", b"\x1c\r", b"|", b"^", b"~", b"&", b",", b";", b"[" * 70, b"{" * 70, b'{"a":' * 70, b"]" * 5,
    b"1e999",
    b"1E-400", b"-1", b"NaN", b"Infinity", b"9" * 70, b"0.0000000000001", b"1,234", b"1.234.567", b">", b"<=", b"=",
    b"null", b"true", b"{}", b"[]", b'""', b"<!ENTITY lol '&lol;&lol;'>", b"&lol;", b"\\X0D\\", b"\\.br\\",
    b"2026-02-30",
    b"99991231235959", b"0001-01-01", b"2026-11-21T06:10:00+99:99", b"+1400", b"MSH|^~\\&|", b"MSH", b"BHS|^~\\&",
    b"FTS|9",
    b"PID|1||TV04", b"OBX|1|NM|777-3^^LN||28|10*9/L||||||F", b"TV04", b"777-3", b"76039-7", b"U/mL", b"10*9/L",
    "\N{RIGHT-TO-LEFT OVERRIDE}".encode(), "\N{MICRO SIGN}g/L".encode(), b" " * 300, b"," * 300, b"|" * 300,
)  # fmt: skip


@dataclass
class Figures:
    """What came of the inputs of one importer."""

    inputs: int = 0
    refused: int = 0
    rows: int = 0
    taken: int = 0
    stored: int = 0
    slowest: float = 0.0
    troubles: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, bytes]] = field(default_factory=list)


def seeds(kinds: Sequence[Kind]) -> list[tuple[Kind, bytes]]:
    """Whole files to begin with: a plain one of each kind, as often as all that nobody here wrote."""
    found: list[tuple[Kind, bytes]] = []
    for kind in kinds:
        folder = SAMPLES / FOLDERS[kind]
        foreign = [path.read_bytes()[:SEED] for path in sorted(folder.glob("*"))] if folder.is_dir() else []
        found += [(kind, data) for data in (*foreign, *[PLAIN[kind]] * max(1, len(foreign)))]
    return found


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """A file with some damage."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + chance.choice((1, 2, 8, 40, 400)))
        match chance.randrange(7):
            case 0:
                made[at:at] = chance.choice(TOKENS)
            case 1:
                made[at:end] = chance.choice(TOKENS)
            case 2:
                del made[at:end]
            case 3:
                made[at:at] = made[at:end] * chance.choice((1, 2, 20))
            case 4:
                made[at:end] = bytes(chance.randrange(256) for _ in range(min(end - at, 8)))
            case 5:
                cut = chance.randrange(len(other) + 1)
                made[at:] = other[cut : cut + BEGINNING]
            case _:
                _exchange(made, chance)
    return bytes(made)


def refilled(kind: Kind, data: bytes, chance: random.Random) -> bytes:
    """A file whose shape is whole, with other things in some of its fields."""
    if kind == "fhir":
        return reshaped(data, chance)
    by, lines = BETWEEN[kind], data.splitlines(keepends=True)
    for _ in range(chance.choice((1, 2, 4))):
        row = chance.randrange(len(lines)) if lines else 0
        fields = lines[row].rstrip(b"\r\n").split(by) if lines else [b""]
        fields[chance.randrange(len(fields))] = chance.choice((*TOKENS, *(f for line in lines for f in line.split(by))))
        lines[row : row + 1] = [by.join(fields) + b"\r\n"]
    return b"".join(lines)


def reshaped(data: bytes, chance: random.Random) -> bytes:
    """JSON in which some values are others, are gone, or stand elsewhere too."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        return data
    for _ in range(chance.choice((1, 1, 2, 4))):
        held = [one for one in _inside(whole) if one]
        if not held:
            break
        place = chance.choice(held)
        key: Any = chance.choice(list(place)) if isinstance(place, dict) else chance.randrange(len(place))
        if chance.random() < 0.3:
            del place[key]
        else:
            place[key] = chance.choice((*VALUES, chance.choice(held))) if chance.random() < 0.9 else place[key]
    try:
        return json.dumps(whole).encode()
    except (ValueError, RecursionError):  # something stands within itself
        return data


def _inside(value: Any, deep: int = 0) -> Iterator[Any]:
    """Every object and list of a value."""
    if isinstance(value, dict | list) and deep < 30:
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from _inside(one, deep + 1)


def _exchange(made: bytearray, chance: random.Random) -> None:
    """Two lines change places."""
    lines = made.splitlines(keepends=True)
    if len(lines) > 1:
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first]
        made[:] = b"".join(lines)


def inputs(kinds: Sequence[Kind], chance: random.Random) -> Iterator[tuple[Kind, bytes]]:
    """Damaged files without an end; now and then one under the wrong kind, or one of tokens alone."""
    known = seeds(kinds)
    while True:
        kind, data = chance.choice(known)
        if chance.random() < 0.05:
            data = b"".join(chance.choice(TOKENS) for _ in range(chance.randrange(40)))
        if chance.random() < 0.6:
            yield kind, refilled(kind, data, chance)
        else:
            yield kind, mutated(data, chance.choice(known)[1], chance)


def tried(kind: Kind, data: bytes, figures: Figures, bed: Bed | None) -> None:
    """One input through its importer."""
    figures.inputs += 1
    start = time.process_time()
    try:
        looked(kind, data, figures, bed)
    except Trouble as trouble:
        figures.refused += 1
        figures.troubles[trouble.code] += 1
        knowledge().wording.say(f"problem.{trouble.code}", **{"reason": "", **trouble.values})
    except Exception as error:
        figures.failures.append((f"{type(error).__name__}: {error}", data))
    spent = time.process_time() - start
    figures.slowest = max(figures.slowest, spent)
    if spent > LIMIT:
        figures.failures.append((f"{spent:.1f} s", data))


def looked(kind: Kind, data: bytes, figures: Figures, bed: Bed | None) -> None:
    """Reads it, looks at every row, and asks of what could be taken whether the record would take it."""
    kind_of(data)
    say, saved = knowledge().wording, OMOP if b"measurement_id" in data[:40] else LabMapping()
    file = read(data, kind, saved)
    found = make_preview(file, terms(kind, saved), against(), anybodys(file), "")
    out = (*found.left, *found.refused)
    assert len(found.taken) + sum(one.row is not None for one in out) == len(file.rows), "a row was lost"
    for one in out:
        reason_line(one.reason, say)
    for taken in found.taken:
        assert all(reason_line(reason, say) for reason in taken.checks)
    for one in samples(taken.sample for taken in found.taken):
        refuse(one, knowledge().catalogue, Bounds(BORN, NOW, timedelta(minutes=5)))
    figures.rows += len(file.rows)
    figures.taken += len(found.taken)
    if bed is not None and found.taken and figures.inputs % TAKEN == 0:
        stored(bed, kind, data, saved, figures)


def stored(bed: Bed, kind: Kind, data: bytes, saved: LabMapping, figures: Figures) -> None:
    """The whole way into a ward: all that was accepted stands, or nothing does."""
    labs, before = bed.desk.labs, len(bed.desk.labs.all(bed.child))
    asked = importing.Asked(kind, mapping=saved, confirmed_identity=True)
    found = importing.preview(bed.desk, bed.child, data, "fuzz", bed.now, asked)
    new = 0
    try:
        if not found.blocked:
            accepted = found.usual | found.to_check
            written = importing.take(bed.desk, bed.child, found, accepted, uuid4(), bed.now)
            new = written.new
            assert new + written.known + len(written.left) == len(accepted), "a part of it was stored"
    finally:
        assert len(labs.all(bed.child)) - before == new, "half of it was stored"
    figures.stored += bool(new)


def campaign(count: int, seed: int, bed: Bed | None = None) -> dict[str, Figures]:
    """So many inputs, shared out over the three importers."""
    found = {}
    for kinds in IMPORTERS:
        chance = random.Random(f"{seed} {kinds}")
        figures = found["+".join(kinds)] = Figures()
        for _, (kind, data) in zip(range(count // len(IMPORTERS)), inputs(kinds, chance), strict=False):
            tried(kind, data, figures, bed)
    return found


def main() -> int:
    """Runs the campaign of HLH_FUZZ inputs and prints its figures; 1 where something went wrong."""
    from tests.ward.log import bed as beds

    count, seed = int(os.environ.get("HLH_FUZZ", "3000")), int(os.environ.get("HLH_FUZZ_SEED", "1"))
    with TemporaryDirectory() as folder:
        bed = beds.make(Path(folder) / "ward")
        bed.now = NOW
        found = campaign(count, seed, bed)
        assert bed.desk.verify().whole
    for name, one in found.items():
        print(
            f"{name}: {one.inputs} inputs, {one.refused} refused as a whole, {one.rows} rows, {one.taken} could be "
            f"taken, {one.stored} files stored, slowest {one.slowest * 1000:.0f} ms, {len(one.failures)} failures"
        )
        print("   ", ", ".join(f"{code} {times}" for code, times in one.troubles.most_common()))
        for what, data in one.failures[:5]:
            print("    FAILED", what, data[:400])
    return int(any(one.failures for one in found.values()))


if __name__ == "__main__":
    sys.exit(main())
