"""The messages of an HL7 v2 file: batch and file envelopes opened, and one that is cut or muddled refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hlh_desktop.domain.results.incoming.values import Reason
from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hlh_desktop.exchange.labs.hl7_text import Segment

FILE, BATCH, MESSAGE, BATCH_END, FILE_END = "FHS", "BHS", "MSH", "BTS", "FTS"
# What stands where a count is optional, or where it was not counted.
UNCOUNTED = ("", "0")


@dataclass(slots=True)
class Envelope:
    """A file as it is opened segment by segment."""

    messages: list[list[Segment]] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    in_file: bool = False
    in_batch: bool = False
    closed: bool = False
    batches: int = 0
    in_this_batch: int = 0
    message: list[Segment] | None = None

    def add(self, segment: Segment) -> None:
        """The next segment. Trouble import_hl7_envelope where it cannot stand."""
        if self.closed:
            raise _muddled(segment)
        match segment.name:
            case "FHS":
                self._begin_file(segment)
            case "BHS":
                self._begin_batch(segment)
            case "MSH":
                self._begin_message(segment)
            case "BTS":
                self._end_batch(segment)
            case "FTS":
                self._end_file(segment)
            case _ if self.message is None:
                raise _muddled(segment)
            case _:
                self.message.append(segment)

    def _begin_file(self, segment: Segment) -> None:
        if self.in_file or self.in_batch or self.messages:
            raise _muddled(segment)
        self.in_file = True

    def _begin_batch(self, segment: Segment) -> None:
        if self.in_batch or (self.messages and not self.batches):
            raise _muddled(segment)
        self.in_batch, self.message, self.in_this_batch = True, None, 0
        self.batches += 1

    def _begin_message(self, segment: Segment) -> None:
        if self.batches and not self.in_batch:
            raise _muddled(segment)
        self.message = [segment]
        self.messages.append(self.message)
        self.in_this_batch += 1

    def _end_batch(self, segment: Segment) -> None:
        if not self.messages and not self.in_batch:
            raise _muddled(segment)
        if not self.in_batch:
            if self.batches:
                raise _muddled(segment)
            self.notes.append(Reason("envelope_no_start", {"line": segment.line}))
            self.batches += 1
        _counted(segment, self.in_this_batch)
        self.in_batch, self.message = False, None

    def _end_file(self, segment: Segment) -> None:
        if not self.in_file:
            self.notes.append(Reason("envelope_no_start", {"line": segment.line}))
        if self.in_batch:
            self.notes.append(Reason("envelope_no_end"))
        _counted(segment, self.batches or min(len(self.messages), 1))
        self.in_file, self.in_batch, self.message, self.closed = False, False, None, True

    def end(self) -> None:
        """The file ends here; one that was begun and not ended may be cut short."""
        if self.in_file or self.in_batch:
            self.notes.append(Reason("envelope_no_end"))


def opened(found: Iterable[Segment]) -> Envelope:
    """The messages of a file. Trouble import_hl7_envelope, import_hl7_count."""
    envelope = Envelope()
    for segment in found:
        envelope.add(segment)
    envelope.end()
    return envelope


def _muddled(segment: Segment) -> Trouble:
    return Trouble("import_hl7_envelope", line=segment.line, name=segment.name)


def _counted(segment: Segment, found: int) -> None:
    """Trouble import_hl7_count where an end says that more or fewer stand before it: something is missing."""
    said = segment.text(1)
    if said not in UNCOUNTED and said.lstrip("0") != str(found):
        raise Trouble("import_hl7_count", line=segment.line, name=segment.name, said=said, seen=found)
