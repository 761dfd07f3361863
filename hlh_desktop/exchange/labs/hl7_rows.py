"""HL7 v2 ORU^R01: its OBX segments as rows, each with the patient, the order and the specimen that it stands under."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.incoming.values import Claim, Code, Incoming, LabFile, Reason
from hlh_desktop.exchange.labs.hl7_envelope import opened
from hlh_desktop.exchange.labs.hl7_text import segments
from hlh_desktop.exchange.labs.text import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hlh_desktop.exchange.labs.hl7_text import Segment

    Step = Callable[[int, int], None]

RESULTS = ("ORU", "R01")
# OBX-11 by HL7 table 0085; what is no status of a result keeps the row out, with that for a reason.
STATUSES = {
    "F": "final", "C": "corrected", "P": "preliminary", "S": "preliminary", "R": "preliminary", "U": "unchanged",
    "I": "waiting", "X": "unavailable", "D": "deleted", "W": "withdrawn", "N": "unasked", "O": "ordered", "": "unsaid",
}  # fmt: skip
SEXES = {"F": "female", "M": "male", "O": "other", "A": "other", "N": "other", "U": "", "": ""}
NUMERIC, WORDS, CODED, STRUCTURED = ("NM",), ("ST", "TX", "FT", "IS"), ("CE", "CWE", "CNE"), "SN"
TIME = re.compile(
    r"(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6})\d*)?)?)?)?)?)?\s*([+-]\d{4})?"
)
LETTERS = re.compile(r"[^\W\d_]+(?:\x20[^\W\d_]+)*")
PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
PAIR = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-_\N{EN DASH}]\s*(\d+(?:\.\d+)?)\s*")
ONE_SIDED = re.compile(r"\s*([<>])=?\s*(\d+(?:\.\d+)?)\s*")
EVERY = 1_000


def read_hl7(data: bytes, step: Step | None = None) -> LabFile:
    """The results of a file of messages. Trouble where it is no HL7 v2, or was cut or muddled."""
    envelope = opened(segments(data))
    patients: dict[Claim, int] = {}
    rows: list[Incoming] = []
    other: Counter[str] = Counter()
    for number, message in enumerate(envelope.messages):
        if step is not None and number % EVERY == 0:
            step(number, len(envelope.messages))
        head = message[0]
        if (head.text(9, 1), head.text(9, 2)) != RESULTS:
            other["^".join(filter(None, (head.text(9, 1), head.text(9, 2))))] += 1
            continue
        rows.extend(MessageReader(head, patients).read(message[1:]))
    told = tuple((Reason("message", {"kind": kind}), count) for kind, count in sorted(other.items()))
    return LabFile("hl7", tuple(rows), tuple(patients), told, tuple(envelope.notes))


class MessageReader:
    """Reads one message; `patients` is shared by all messages of the file."""

    def __init__(self, head: Segment, patients: dict[Claim, int]) -> None:
        self.patients, self.zone = patients, _zone(head.raw(7))
        self.laboratory = head.text(4)
        self.patient: int | None = None
        self.order: Segment | None = None
        self.rows: list[Incoming] = []
        self.begun, self.noting = 0, False
        self.specimens: list[Segment] = []

    def read(self, found: Sequence[Segment]) -> list[Incoming]:
        """The rows of the message."""
        for segment in found:
            match segment.name:
                case "PID":
                    self._end_order()
                    self.order, self.patient = None, self._number(claim_of(segment))
                case "OBR":
                    self._end_order()
                    self.order = segment
                case "OBX":
                    self.rows.append(self._row(segment))
                    self.noting = True
                case "SPM":
                    self.specimens.append(segment)
                    self.noting = False
                case "NTE":
                    self._note(segment)
        self._end_order()
        return self.rows

    def _number(self, claim: Claim) -> int:
        return self.patients.setdefault(claim, len(self.patients))

    def _end_order(self) -> None:
        """What a specimen says holds for the results of its order; of two specimens nobody can tell."""
        kinds = {_specimen(one) for one in self.specimens} - {""}
        times = {one.text(17) for one in self.specimens} - {""}
        kind = kinds.pop() if len(kinds) == 1 else ""
        at = moment(times.pop(), self.zone) if len(times) == 1 else ""
        for number in range(self.begun, len(self.rows)):
            row = self.rows[number]
            self.rows[number] = replace(row, specimen=row.specimen or kind, at=row.at or at)
        self.begun, self.specimens, self.noting = len(self.rows), [], False

    def _note(self, segment: Segment) -> None:
        """A remark stands with the result before it; any other is about the order or the specimen."""
        if self.noting:
            row = self.rows[-1]
            said = tidy(" ".join(segment.plain(one) for one in segment.repeats(3)))
            self.rows[-1] = replace(row, text=tidy(" ".join(filter(None, (row.text, said)))))

    def _row(self, obx: Segment) -> Incoming:
        order = self.order
        value, comparator, fault = _value(obx)
        low, high, words = range_of(tidy(obx.text(7)))
        status = STATUSES.get(obx.text(11), "unknown")
        at = next(filter(None, (obx.text(14), order.text(7) if order else "")), "")
        codes = tuple(
            Code(obx.text(3, first), obx.text(3, first + 2), obx.text(3, first + 1))
            for first in (1, 4)
            if obx.text(3, first) or obx.text(3, first + 1)
        )
        return Incoming(
            str(obx.line), self.patient, codes, value, comparator, tuple(filter(None, (obx.text(6),))), "", low, high,
            words, status, moment(at, self.zone), _ordered_specimen(order), obx.text(17, 2) or obx.text(17),
            obx.text(23) or obx.text(15, 2) or self.laboratory, _key(obx, order),
            reason=obx.text(11) if status == "unknown" else "", fault=fault,
        )  # fmt: skip


def claim_of(pid: Segment) -> Claim:
    """Who a PID segment says the patient is."""
    numbers = tuple(dict.fromkeys(pid.plain(one.split(pid.by.component, 1)[0]) for one in pid.repeats(3)))
    names = [one.split(pid.by.component) for one in pid.repeats(5)]
    family = tuple(dict.fromkeys(filter(None, (pid.plain(one[0]) for one in names))))
    # With and without the middle name, which is not everywhere counted among the given ones.
    given = tuple(dict.fromkeys(filter(None, (_given(pid, one, end) for one in names for end in (2, 3)))))
    born, said = moment(pid.text(7), "").partition("T")[0], pid.text(8).upper()
    unread = [] if not born or PARTIAL.fullmatch(born) else ["birth_date"]
    unread += [] if said in SEXES else ["sex"]
    return Claim(
        tuple(filter(None, numbers)), family, given, "" if "birth_date" in unread else born, SEXES.get(said, ""),
        tuple(unread),
    )  # fmt: skip


def _given(pid: Segment, name: Sequence[str], end: int) -> str:
    """The given names of a name up to one of its components."""
    return " ".join(filter(None, map(pid.plain, name[1:end])))


def _value(obx: Segment) -> tuple[str, str, Reason | None]:
    """The value of an OBX with its comparator, or why it is none that a result can have."""
    kind, said = obx.text(2), obx.repeats(5)
    if not said:
        return "", "", None
    if kind in WORDS:
        return tidy(" ".join(obx.plain(one) for one in said)), "", None
    if len(said) > 1:
        return "", "", Reason("values_two", {"value": tidy(obx.raw(5))})
    return _single(obx, kind, said[0])


def _single(obx: Segment, kind: str, said: str) -> tuple[str, str, Reason | None]:
    """The same of a value that stands alone."""
    if kind in NUMERIC:
        return obx.plain(said), "", None
    if kind in CODED:
        return obx.text(5, 2) or obx.text(5), "", None
    parts = [obx.plain(one) for one in said.split(obx.by.component)]
    if kind == STRUCTURED and len(parts) >= 2 and not any(parts[2:]):
        return parts[1], "" if parts[0] == "=" else parts[0], None
    return "", "", Reason("value_kind", {"kind": kind or "-"})


def range_of(text: str) -> tuple[str, str, str]:
    """Low, high and words of a range such as 70-105, 70_105 or <35."""
    pair, one = PAIR.fullmatch(text), ONE_SIDED.fullmatch(text)
    if pair:
        return pair[1], pair[2], ""
    if one:
        return (one[2], "", "") if one[1] == ">" else ("", one[2], "")
    return "", "", text


def moment(text: str, zone: str) -> str:
    """A time of HL7 as ISO text, a day or less where no hour is told; what is no time stays as it stands."""
    text = text.strip()
    found = TIME.fullmatch(text)
    if found is None:
        return text
    year, month, day, hour, minute, second, part, offset = found.groups()
    on = "-".join(filter(None, (year, month, day)))
    if hour is None:
        return on
    clock = f"{hour}:{minute or '00'}:{second or '00'}{f'.{part}' if part else ''}"
    offset = offset or zone
    return f"{on}T{clock}{f'{offset[:3]}:{offset[3:]}' if offset else ''}"


def _zone(text: str) -> str:
    """The offset of a message's own time, which holds for those of its times that have none."""
    found = TIME.fullmatch(text.strip())
    return (found[8] or "") if found else ""


def _specimen(spm: Segment) -> str:
    return spm.text(4, 2) or spm.text(4)


def _ordered_specimen(order: Segment | None) -> str:
    """The specimen as older messages name it, with the order."""
    named = order.text(15) if order else ""
    return named if LETTERS.fullmatch(named) else ""


def _key(obx: Segment, order: Segment | None) -> str:
    """The laboratory's number of a result: its own, else that of the order with the code and the place in it."""
    if obx.raw(21):
        return tidy("^".join(filter(None, map(obx.plain, obx.parts(21)))))
    if order is None:
        return ""
    number = next(
        filter(None, (tidy("^".join(filter(None, map(order.plain, order.parts(one))))) for one in (3, 2))), ""
    )
    return "|".join((number, obx.text(3), obx.text(4))) if number else ""
