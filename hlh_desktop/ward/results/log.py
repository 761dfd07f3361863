"""The laboratory log of an open ward: results written down, corrected, struck out and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlh_desktop.ward.results import correcting, mappings, own_analytes, reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.values import LabResult, Reported, ResultEnd, ResultId, Sample
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.results.own_analytes import OwnAnalyte
    from hlh_desktop.ward.results.writing import Written

# So many moments of collection are shown at first.
MOMENTS = 12


@dataclass(frozen=True, slots=True)
class LabLog:
    """Every verb asks the record again in the transaction that stores its fact, and says in a Trouble why not.

    `id_` is made once by the caller, when a form or a file is opened: stored twice, it stands once. `now` has its zone.
    """

    desk: OpenWard

    # --- reading

    def results(
        self, child: UUID, analytes: Collection[str] | None = None, since: datetime | None = None
    ) -> tuple[LabResult, ...]:
        """The results of a child that stand, oldest first: of some analytes, taken since a moment."""
        return reading.results(self.desk, child, analytes, since)

    def all(
        self, child: UUID, analytes: Collection[str] | None = None, since: datetime | None = None
    ) -> tuple[tuple[LabResult, ResultEnd | None], ...]:
        """The same with those that stand no more, each with how it ended."""
        return reading.every(self.desk, child, analytes, since)

    def newest(
        self, child: UUID, moments: int = MOMENTS, before: datetime | None = None
    ) -> tuple[LabResult, ...]:  # fmt: skip
        """What stands of the newest moments of collection, oldest first; only of moments before one."""
        return reading.newest(self.desk, child, moments, before)

    def measured(self, child: UUID, analytes: Collection[str], since: datetime) -> frozenset[str]:
        """Which of these analytes have a number that stands, taken from a moment on."""
        return reading.measured(self.desk, child, analytes, since)

    def who(self, child: UUID, of: ResultId) -> tuple[str, datetime, str]:
        """Who wrote a result down, when it was saved, and the file that it came from if it did. Trouble no_result."""
        return reading.who(self.desk, child, of)

    # --- writing

    def write(
        self, child: UUID, samples: Sequence[Sample], id_: UUID, now: datetime, *, digest: str = "",
        progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] | None = None,
    ) -> Written:  # fmt: skip
        """Writes samples down, all of them in one transaction or nothing; what is there already adds nothing.

        `digest` is that of the file they were read from. `progress` is told how many of how many steps are done;
        once `cancelled` answers true nothing of it is stored. Trouble not_allowed, no_child, results_cancelled,
        entry_differs, and those of `domain.results.limits.refuse`.
        """
        return writing.write(
            self.desk, child, samples, id_, self.desk.here(now), digest=digest, progress=progress, cancelled=cancelled
        )

    def look(self, child: UUID, samples: Sequence[Sample], now: datetime) -> Written:
        """What `write` would answer now; nothing is written, and nobody waits. Its Troubles but not_allowed."""
        return writing.look(self.desk, child, samples, self.desk.here(now))

    def correct(
        self, child: UUID, of: ResultId, reported: Reported, reason: str, id_: UUID, now: datetime
    ) -> None:  # fmt: skip
        """Puts a result in the place of another of the same sample, which stays readable.

        Trouble reason_needed, not_allowed, no_result, result_gone, result_same, result_other, entry_differs, and those
        of `domain.results.limits.refuse`.
        """
        correcting.correct(self.desk, child, of, reported, reason, id_, self.desk.here(now))

    def strike(self, child: UUID, of: ResultId, reason: str, now: datetime) -> None:
        """Strikes out a wrong result, which stays readable.

        Trouble reason_needed, not_allowed, no_result, result_gone.
        """
        correcting.strike(self.desk, child, of, reason, self.desk.here(now))

    # --- what the ward keeps about laboratories

    def catalogue(self, *, dropped: bool = False) -> Mapping[str, Analyte]:
        """The shipped analytes and the ward's own by name; with `dropped` also those that are offered no more.

        Who shows results asks with `dropped`, who offers analytes without.
        """
        return own_analytes.catalogue(self.desk, dropped=dropped)

    def add_analyte(self, own: OwnAnalyte, now: datetime) -> str:
        """An analyte of the ward's own; answers its name, such as "own:cd163".

        Trouble not_allowed, own_analyte_name, own_analyte_known, own_analyte_unit, own_analyte_units,
        own_analyte_factor, own_analyte_range.
        """
        return own_analytes.add(self.desk, own, self.desk.here(now))

    def drop_analyte(self, name: str, reason: str, now: datetime) -> None:
        """Offers an own analyte no more; its results stay. Trouble reason_needed, not_allowed, no_own_analyte."""
        own_analytes.drop(self.desk, name, reason, self.desk.here(now))

    def mappings(self) -> Mapping[str, Mapping[str, Any]]:
        """How the files of each laboratory are read, by its name."""
        return mappings.mappings(self.desk)

    def keep_mapping(self, laboratory: str, body: Mapping[str, Any], now: datetime) -> None:
        """Keeps how the files of a laboratory are read: a JSON object. Trouble not_allowed, laboratory_needed."""
        mappings.keep(self.desk, laboratory, body, self.desk.here(now))
