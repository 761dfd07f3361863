"""Results as they stand in the record: those that stand, those that stand no more, and where each came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.results.values import LabResult, ResultEnd, ResultId
    from hlh_desktop.record.reading import Reading
    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard


def results(
    desk: OpenWard, child: UUID, analytes: Collection[str] | None, since: datetime | None
) -> tuple[LabResult, ...]:
    """The results of a child that stand, oldest first."""
    with desk.store.reading() as reading:
        return standing_in(reading, child, analytes, since)


def standing_in(
    reading: Reading, child: UUID, analytes: Collection[str] | None = None, since: datetime | None = None
) -> tuple[LabResult, ...]:
    """The same of a state of the record that is being read already."""
    found = reading.results(child, analytes, since)
    # Their numbers as they are: comparing ids of tens of thousands would take longer than reading them.
    gone = {(end.of.number, end.of.place) for end in reading.result_ends(child)}
    return tuple(one for one in found if (one.id.number, one.id.place) not in gone) if gone else found


def every(
    desk: OpenWard, child: UUID, analytes: Collection[str] | None, since: datetime | None
) -> tuple[tuple[LabResult, ResultEnd | None], ...]:
    """Every result of a child, oldest first, with how it ended where it stands no more."""
    with desk.store.reading() as reading:
        ended = {end.of: end for end in reading.result_ends(child)}
        return tuple((one, ended.get(one.id)) for one in reading.results(child, analytes, since))


def measured(desk: OpenWard, child: UUID, analytes: Collection[str], since: datetime) -> frozenset[str]:
    """Which of these analytes have a number that stands, taken from a moment on."""
    with desk.store.reading() as reading:
        return reading.measured(child, analytes, since)


def newest(desk: OpenWard, child: UUID, moments: int, before: datetime | None) -> tuple[LabResult, ...]:
    """What stands of the newest moments of collection, oldest first."""
    with desk.store.reading() as reading:
        return reading.newest_results(child, moments, before)


def sample_of(reading: Reading, child: UUID, of: ResultId) -> tuple[LabResult, Fact]:
    """A result of this child and the fact of its sample. Trouble no_result."""
    found, fact = reading.result(of), reading.numbered(of.number)
    if found is None or fact is None or found.child != child:
        raise Trouble("no_result")
    return found, fact


def who(desk: OpenWard, child: UUID, of: ResultId) -> tuple[str, datetime, str]:
    """Who wrote a result down, when it was saved, and the file that it came from if it did. Trouble no_result."""
    with desk.store.reading() as reading:
        _, fact = sample_of(reading, child, of)
    return fact.author.name, fact.saved, fact.body.get("file", "")
