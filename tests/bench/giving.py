"""What giving a dose costs beside the bare engine: `python3 dev.py bench giving [ROUNDS]`.

A child has two years of log. Every kind of write is done in turn, once a round, on the same disk, so that whatever
else the computer does falls on all of them: a bare SQLCipher commit of one row, a row of the log, and the whole act of
giving (rights, every gate on the record as it stands, row, audit, seal, and the entry read back). Every fifth round
also gives a dose with its release and second check. Ratios are of medians, to the bare commit. Then the child is
opened, beside the bare query for the same rows.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from sqlcipher3 import dbapi2  # noqa: E402

from hlh_desktop.domain.log.gates.values import Attempt  # noqa: E402
from hlh_desktop.domain.log.second_check import Seen  # noqa: E402
from hlh_desktop.domain.log.values import Outcome  # noqa: E402
from hlh_desktop.record.values import Entry  # noqa: E402
from hlh_desktop.ward import plans  # noqa: E402
from hlh_desktop.ward.log import kinds  # noqa: E402
from hlh_desktop.ward.log.releasing import SEEN, Looked  # noqa: E402
from tests.bench import two_years  # noqa: E402
from tests.bench.record import one_row, settled, timed  # noqa: E402
from tests.ward import wards  # noqa: E402
from tests.ward.log import two_children  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.record.values import DoseRow
    from hlh_desktop.ward.open_ward import OpenWard

ROUNDS, READS = 400, 60
BARE, ROW, GIVEN, CHECKED = "one row, SQLCipher", "a row of the log", "giving a dose", "with a second check"
FIRST, AGAIN = "for the first time", "again"
EACH = 5
REASONS = dict.fromkeys(("late", "early", "revision", "weight_old", "amount_deviates", "cumulative_above"), "as it was")


class Bedside:
    """The child with two years of log, a nurse at work."""

    def __init__(self, doctor: OpenWard, child: UUID) -> None:
        self.doctor, self.child = doctor, child
        people = {person.name: person for person in doctor.face.people}
        self.nurses = (people[two_children.NURSE], people[two_children.SECOND])
        self.nurse = doctor.act_as(self.nurses[0])
        head = plans.standing(doctor, child)
        assert head is not None
        rows = doctor.store.doses(head.id)
        self.ordinary = iter([row for row in rows if row.drug == "ciclosporin"])
        self.checked = [row for row in rows if row.drug == "etoposide"]
        self.turn = 0

    def give(self, row: DoseRow) -> Callable[[], None]:
        """The whole act, with the sheet before it already filled in."""
        now = row.due + timedelta(minutes=5)
        attempt = Attempt(
            "given", now, row.amount, row.route or "", "port", "L1", now.date(), known="scanned", reasons=REASONS
        )

        def deed() -> None:
            done = self.nurse.log.write(row.id, attempt, uuid4(), now)
            assert done.outcome is not None, done.gates

        return deed

    def row(self) -> Callable[[], object]:
        """One row of the log, of a dose that no plan has, with nothing asked."""
        at, id_ = two_children.NOW, uuid4()
        author = self.nurse.author
        outcome = Outcome(
            id_, self.child, uuid4(), 1, "given", "x", two_years.AMOUNT, "mg", None, None, at, at, at, "", ""
        )
        entry = Entry(id_, kinds.OUTCOME, self.child, author, at, {"drug": "x", "entry": str(id_), "directed_by": ""})
        return lambda: self.nurse.store.append(entry, outcomes={id_: outcome}, now=at)

    def prepared(self) -> DoseRow:
        """A dose that was released and checked and is open; it stands nowhere afterwards (`undo`)."""
        row = self.checked[self.turn % len(self.checked)]
        self.turn += 1
        now = row.due + timedelta(minutes=1)
        self.doctor.log.release(row.id, Looked(dict.fromkeys(SEEN, "today")), wards.PASSWORD, uuid4(), now)
        self.doctor.log.begin_check(row.id, uuid4(), now)
        assert row.amount is not None
        kg = plans.signed(self.doctor, row.plan).plan.weight.value
        seen = Seen(kg, row.amount, Decimal(250), Decimal(125))
        for person in self.nurses:
            self.doctor.log.enter_check(row.id, seen, begun=now, person=person, id_=uuid4(), now=now)
        return row

    def undo(self, row: DoseRow) -> None:
        """Strikes out what was given, so that the intervals and sums of the next one are as before."""
        with self.doctor.store.reading() as reading:
            newest = reading.outcomes(dose=row.id)[-1]
        self.doctor.log.strike(newest.id, "bench", row.due + timedelta(minutes=6))


def writes(place: Path, bedside: Bedside, rounds: int) -> None:
    """Prints a line for each kind of write."""
    ciphered = dbapi2.connect(str(place / "ciphered.db"), isolation_level=None)
    ciphered.execute(f"PRAGMA key=\"x'{'ab' * 48}'\"")
    bare = one_row(settled(ciphered))
    taken: dict[str, list[float]] = {name: [] for name in (BARE, ROW, GIVEN, CHECKED)}
    warm = rounds // 10
    for number in range(rounds + warm):
        deeds: dict[str, Callable[[], object]] = {
            BARE: bare,
            ROW: bedside.row(),
            GIVEN: bedside.give(next(bedside.ordinary)),
        }
        row = bedside.prepared() if number % EACH == 0 else None
        if row is not None:
            deeds[CHECKED] = bedside.give(row)
        for name, deed in deeds.items():
            took = timed(deed)
            if number >= warm:
                taken[name].append(took)
        if row is not None:
            bedside.undo(row)
    unit = statistics.median(taken[BARE])
    print(f"{'commit of':<20} {'count':>6} {'median ms':>10} {'p95 ms':>8} {'ratio':>6}")
    for name, times in taken.items():
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"{name:<20} {len(times):>6} {median * 1000:>10.3f} {p95 * 1000:>8.3f} {median / unit:>6.2f}")


def reads(bedside: Bedside) -> None:
    """Prints what it takes to open the child, for the first time and again, beside the bare query for the same rows."""
    now, store = two_children.NOW + timedelta(days=200), bedside.nurse.store
    taken: dict[str, list[float]] = {FIRST: [], AGAIN: [], BARE: []}
    with store.reading() as reading:
        cursor = reading._connection.connection.cursor()  # type: ignore[union-attr]
        count = bare(cursor, bedside)
        for _ in range(READS):
            store._known.forget()
            for name in (FIRST, AGAIN):
                taken[name].append(timed(lambda: bedside.nurse.log.day(bedside.child, now)))
            taken[BARE].append(timed(lambda: bare(cursor, bedside)))
    unit = statistics.median(taken.pop(BARE))
    print(f"\n{'opening the child':<20} {'rows':>6} {'median ms':>10} {'p95 ms':>8} {'bare ms':>8} {'ratio':>6}")
    for name, times in taken.items():
        median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        figures = f"{median * 1000:>10.2f} {p95 * 1000:>8.2f} {unit * 1000:>8.2f} {median / unit:>6.2f}"
        print(f"{name:<20} {count:>6} {figures}")


def bare(cursor: Any, bedside: Bedside) -> int:
    """Fetches the rows that a child's day is made of; how many."""
    child, plan = bedside.child.hex, bedside.checked[0].plan.hex
    wanted = ", ".join(f"'{kind}'" for kind in (*kinds.OF_DAY, plans.SIGNATURE))
    asked = (
        f"facts WHERE child = '{child}' AND kind IN ({wanted})", f"outcomes WHERE child = '{child}'",
        f"ends WHERE child = '{child}'", f"doses WHERE plan = '{plan}'",
    )  # fmt: skip
    return sum(len(cursor.execute(f"SELECT * FROM {of} ORDER BY number").fetchall()) for of in asked)


def main(words: list[str]) -> None:
    """Writes, then reads, in one ward."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        began = time.perf_counter()
        doctor, child = two_years.made(place / "ward")
        print(f"two years of log written in {time.perf_counter() - began:.0f} s\n")
        bedside = Bedside(doctor, child)
        reads(bedside)
        writes(place, bedside, int(words[0]) if words else ROUNDS)
        reads(bedside)
        doctor.store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
