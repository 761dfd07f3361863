"""The board of a large ward: `python3 dev.py bench board [ROUNDS]`.

200 children with 200 planned doses each, half of them given, in one encrypted ward. Every child has the body of one
signed plan, whose doses are synthetic rows; nothing of that is shared on a real ward, but the board reads of a plan's
body only once, and refreshing never does. A refresh comes 30 seconds after the one before, with one deed in between.
The ratio is to the bare query for what is new, `select number from facts where number > last`, on the same connection.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from hlh_desktop.domain.log.values import Outcome  # noqa: E402
from hlh_desktop.record.values import DoseRow, Entry, Identity  # noqa: E402
from hlh_desktop.ward import children, plans  # noqa: E402
from hlh_desktop.ward.board import Board  # noqa: E402
from hlh_desktop.ward.log import kinds  # noqa: E402
from tests.ui import wards  # noqa: E402
from tests.ward import boards  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hlh_desktop.ward.open_ward import OpenWard

CHILDREN, DOSES, ROUNDS = 200, 200, 100
EVERY = timedelta(hours=6)
FIRST = wards.SIGNED.replace(hour=8, minute=0)
NOW = FIRST + DOSES // 2 * EVERY + timedelta(minutes=25)
BORN = date(2024, 6, 22)
# Of each dozen doses one is etoposide, which has to be released; the others are given without.
OF = 12


def timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def large(folder: Path) -> OpenWard:
    """The ward: one child signed as usual, the others written after it."""
    ward = wards.new_ward(folder)
    head = boards.sign(ward, "Pattern", "B000", labs=boards.LABS, severity={"course": "stable"})
    facts = {fact.kind: fact for fact in ward.store.facts(head.child)}
    for number in range(CHILDREN - 1):
        register(ward, facts, number)
    return ward


def register(ward: OpenWard, facts: dict[str, Any], number: int) -> None:
    """One child with plan, signature, bed and what was given so far, in one transaction."""
    child, plan = uuid4(), uuid4()
    born = Entry(uuid4(), children.REGISTERED, child, ward.author, wards.SIGNED, {})
    body = {**facts[plans.SIGNATURE].body, "plan": str(plan)}
    entries = [
        born, Entry(plan, plans.PLAN, child, ward.author, wards.SIGNED, facts[plans.PLAN].body),
        Entry(uuid4(), plans.SIGNATURE, child, ward.author, wards.SIGNED, body),
        Entry(uuid4(), kinds.STAY, child, ward.author, wards.SIGNED, stay(number)),
    ]  # fmt: skip
    rows = [dose(child, plan, number, slot) for slot in range(DOSES)]
    outcomes = {}
    for row in rows:
        if row.due < NOW - timedelta(minutes=40):
            entry = Entry(uuid4(), kinds.OUTCOME, child, ward.author, row.due, {"drug": row.drug})
            entries.append(entry)
            outcomes[entry.id] = given(row, entry.id, row.due)
    identity = {born.id: Identity(f"B{number + 1:03}", "Example", f"No{number}", BORN, "female")}
    ward.store.append(*entries, identity=identity, doses=rows, outcomes=outcomes, now=wards.SIGNED)


def stay(number: int) -> dict[str, str]:
    """A bed of its own."""
    return {"kind": "admitted", "bed": str(number), "note": ""}


def dose(child: UUID, plan: UUID, number: int, slot: int) -> DoseRow:
    """Every six hours a dose, of each child some minutes later than of the one before."""
    due = FIRST + slot * EVERY + timedelta(minutes=number % 60)
    etoposide = slot % OF == 0
    drug, amount = ("etoposide", "89") if etoposide else ("dexamethasone", "5.9")
    return DoseRow(
        uuid4(), child, plan, drug, None, slot, due, due, drug, amount, "mg",  # type: ignore[arg-type]
        "intravenous", "cytotoxic" if etoposide else "other", slot + 1, DOSES,
    )  # fmt: skip


def given(row: DoseRow, id_: UUID, at: datetime) -> Outcome:
    """The dose given in full."""
    amount = boards.Decimal(str(row.amount))
    return Outcome(
        id_, row.child, row.id, 1, "given", row.drug or "", amount, "mg", None, amount, row.due, at, at, "", ""
    )


def give_one(ward: OpenWard, board: Board, number: int, at: datetime) -> None:
    """One open dose given, of another child each time."""
    kept = list(board.source.kept.values())[1 + number % (CHILDREN - 1)]
    open_ = next(one for one in kept.doses if one.id not in kept.ledger.standing)
    row = DoseRow(open_.id, open_.child, open_.plan, open_.line, None, open_.slot, open_.due, drug=open_.drug,
                  amount=open_.amount)  # type: ignore[arg-type]  # fmt: skip
    entry = Entry(uuid4(), kinds.OUTCOME, open_.child, ward.author, at, {"drug": open_.drug})
    ward.store.append(entry, outcomes={entry.id: given(row, entry.id, at)}, now=at)


def bare(ward: OpenWard, last: int) -> None:
    """The query for what is new, and nothing else."""
    with ward.store.reading() as reading:
        cursor = reading._connection.connection.cursor()  # type: ignore[union-attr]
        cursor.execute("select number from facts where number > ?", (last,)).fetchall()


def line(name: str, times: list[float], unit: float | None = None) -> None:
    """Prints median, p95 and ratio."""
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    ratio = "" if unit is None else f"{median / unit:>8.1f}"
    print(f"{name:<34} {median:>10.2f} {p95:>10.2f} {ratio}")


def measure(ward: OpenWard, rounds: int) -> None:
    """Prints a line for the first look and for each kind of refresh."""
    board, now = Board(ward), NOW
    first = timed(lambda: board.rows(now))
    kept = board.source.kept.values()
    print(f"{len(kept)} children, {sum(len(one.doses) for one in kept)} doses, "
          f"{sum(len(one.outcomes) for one in kept)} outcomes; first look {first:.0f} ms\n")  # fmt: skip
    deed, idle, anew, query = [], [], [], []
    for number in range(rounds):
        give_one(ward, board, number, now)
        query.append(timed(lambda: bare(ward, board.source._number)))
        now += timedelta(seconds=30)
        look = partial(board.rows, now)
        deed.append(timed(look))
        idle.append(timed(look))
        board._made.clear()
        anew.append(timed(look))
    unit = statistics.median(query)
    print(f"{'':<34} {'median ms':>10} {'p95 ms':>10} {'ratio':>8}")
    line("bare query for what is new", query, unit)
    line("refresh after a deed, 30 s later", deed, unit)
    line("refresh with nothing new", idle, unit)
    line("every row made anew", anew, unit)


def main(words: list[str]) -> None:
    """One ward, made and measured."""
    with TemporaryDirectory() as folder:
        ward = large(Path(folder))
        try:
            measure(ward, int(words[0]) if words else ROUNDS)
        finally:
            ward.store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
