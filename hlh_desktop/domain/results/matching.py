"""Whether a result that comes in is new, known already, or takes the place of another; nothing is ever overwritten.

Two results are of the same thing where the laboratory gave them the same number of its own, or else where analyte,
moment, method and specimen are the same. Then the status decides: a final result follows a preliminary one, a corrected
one follows any, and what says something else without being a correction is left for a person to look at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.values import How, LabResult, Reported, ResultId, Sample, Status

# Older: a later report stands already. Differs: says something else and is no correction. Struck: somebody has struck
# the same result out, and only a person enters it again.
Why = Literal["older", "differs", "struck"]
OPEN: tuple[Status, ...] = ("pending", "preliminary")
SETTLED: tuple[Status, ...] = ("final", "corrected")
BY_HAND = ("typed", "pasted")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a result; `of` is the one that it is the same as, or whose place it takes."""

    code: Literal["new", "known", "supersedes"] | Why
    of: ResultId | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What the results of a sample share, as it is compared: the instant, laboratory and specimen, typed or read."""

    at: datetime
    laboratory: str
    specimen: str
    by_hand: bool


NEW = Verdict("new")


def place_of(sample: Sample | LabResult) -> Place:
    """Where a sample stands, however it was spelt and in whatever zone its moment was told."""
    laboratory, specimen = plain(sample.laboratory), plain(sample.specimen)
    return Place(sample.at.astimezone(UTC), laboratory, specimen, sample.origin in BY_HAND)


def plain(words: str) -> str:
    """Words as they are compared."""
    return words.strip().casefold() if words else words


@dataclass(slots=True)
class Shelf:
    """The results of a child that are there already, by what tells that another is of the same thing."""

    catalogue: Mapping[str, Analyte]
    by_key: dict[tuple[str, str, str], list[LabResult]] = field(default_factory=lambda: defaultdict(list))
    by_place: dict[tuple[str, datetime, str, str], list[LabResult]] = field(default_factory=lambda: defaultdict(list))
    ended: dict[ResultId, How] = field(default_factory=dict)
    # Those that took the place of another.
    successors: set[ResultId] = field(default_factory=set)

    def put_all(self, results: Iterable[LabResult]) -> None:
        """What stands in the record, of one moment together."""
        before, place = None, None
        for one in results:
            if place is None or before is None or not _together(before, one):
                place = place_of(one)
            before = one
            self.put(one, place)

    def put(self, one: LabResult, place: Place) -> None:
        """One more."""
        reported = one.reported
        if one.supersedes is not None:
            self.successors.add(one.id)
        if reported.key:
            self.by_key[(place.laboratory, reported.key, reported.analyte)].append(one)
        self.by_place[_spot(place, reported)].append(one)

    def judge(self, reported: Reported, place: Place) -> Verdict:
        """What is to become of a result that comes in."""
        found = self.by_place.get(_spot(place, reported), [])
        if reported.key:
            found = self.by_key.get((place.laboratory, reported.key, reported.analyte), []) or found
        if not found:
            return NEW
        same = self._same(reported, place, found)
        if same is not None:
            return same
        standing = next((one for one in reversed(found) if one.id not in self.ended), None)
        if standing is not None:
            return _in_place_of(reported, standing)
        # Somebody has corrected it into something else: a person decides.
        corrected = any(self.ended[one.id] != "struck" for one in found)
        return Verdict("differs", found[-1].id) if corrected else NEW

    def _same(self, reported: Reported, place: Place, found: list[LabResult]) -> Verdict | None:
        """What is there already, standing or not; None where all that is there says something else."""
        said = self._says(reported)
        for one in reversed(found):
            if said != self._says(one.reported) or place.at != one.at.astimezone(UTC):
                continue
            how = self.ended.get(one.id)
            if how is None and _settled_alike(reported.status, one.reported.status):
                return Verdict("known", one.id)
            if how is not None and reported.status == one.reported.status:
                return _ended_already(how, reported, one, by_hand=place.by_hand)
        return None

    def _says(self, reported: Reported) -> tuple[object, ...]:
        """What a result says, its unit by the catalogue's spelling."""
        analyte = self.catalogue.get(reported.analyte)
        unit = reported.unit if analyte is None else analyte.listed(reported.unit) or reported.unit
        return unit, reported.comparator, reported.value, reported.text.strip(), plain(reported.method)


def _together(one: LabResult, other: LabResult) -> bool:
    return (
        one.at is other.at
        and one.laboratory == other.laboratory
        and one.specimen == other.specimen
        and one.origin == other.origin
    )


def _spot(place: Place, reported: Reported) -> tuple[str, datetime, str, str]:
    return reported.analyte, place.at, plain(reported.method), place.specimen


def _settled_alike(status: Status, other: Status) -> bool:
    return status == other or (status in SETTLED and other in SETTLED)


def _ended_already(how: How, reported: Reported, one: LabResult, *, by_hand: bool) -> Verdict | None:
    """The same result again, after it was ended: struck out, only a person enters it anew."""
    if how == "struck":
        return None if by_hand else Verdict("struck", one.id)
    # A correction that was itself corrected: whether it comes late or goes back to it, only a person can tell.
    return Verdict("older" if reported.status == "corrected" else "known", one.id)


def _in_place_of(reported: Reported, standing: LabResult) -> Verdict:
    """Whether a result takes the place of the one that stands."""
    status, before = reported.status, standing.reported.status
    if status == "corrected":
        return Verdict("supersedes", standing.id)
    if status in OPEN:
        later = status == "preliminary" and before == "pending"
        behind = status == "pending" or before not in OPEN
        return Verdict("supersedes" if later else "older" if behind else "differs", standing.id)
    return Verdict("supersedes" if before in OPEN else "differs", standing.id)
