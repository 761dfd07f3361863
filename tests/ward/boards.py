"""What happens on a ward, for tests of its board: written into the record as it is, past the gates of giving."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.domain.log.values import Ended, Outcome
from hlh_desktop.record.values import Entry
from hlh_desktop.ward import stay
from hlh_desktop.ward.log import kinds
from tests.builders import lab, regimen
from tests.once import copied
from tests.ui import wards
from tests.ui.wards import PARIS

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.record.values import DoseRow
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

# Wednesday of the second week of plans that began on 22 Nov: course day 11, as the pictures of the screens have it.
NOW = datetime(2026, 12, 2, 14, 5, tzinfo=PARIS)
BOTH = ("etoposide", "dexamethasone")


def doses(ward: OpenWard, head: PlanHead, line: str = "") -> list[DoseRow]:
    """The planned doses of a plan, or of one of its lines, by due moment."""
    rows = [row for row in ward.store.doses(head.id) if not line or row.line == line]
    return sorted(rows, key=lambda row: row.due.astimezone(UTC))


def write(ward: OpenWard, row: DoseRow, at: datetime, became: Any = "given", *, turn: int = 1, **parts: Any) -> UUID:
    """What became of a dose, written down at that moment."""
    id_ = uuid4()
    amount = None if row.amount is None or became not in ("given", "running") else Decimal(row.amount)
    outcome = Outcome(
        id_, row.child, row.id, turn, became, row.drug or "", amount, row.unit or "", Decimal("0.59"),
        None if row.amount is None else Decimal(row.amount), row.due, at, at, "", "",
    )  # fmt: skip
    body = {"drug": row.drug, "became": became, "directed_by": "", **parts}
    entry = Entry(id_, kinds.OUTCOME, row.child, ward.author, at, body)
    ward.store.append(entry, outcomes={id_: outcome}, now=at)
    return id_


def end(ward: OpenWard, child: UUID, outcome: UUID, at: datetime, how: Any = "struck") -> None:
    """An entry struck out, or a hold lifted."""
    id_ = uuid4()
    kind = kinds.STRUCK if how == "struck" else kinds.LIFTED
    ended = Ended(id_, child, outcome, how, "", at)
    ward.store.append(Entry(id_, kind, child, ward.author, at, {}), ends={id_: ended}, now=at)


def note(ward: OpenWard, child: UUID, kind: str, at: datetime, **body: Any) -> UUID:
    """Any other fact of a log."""
    id_ = uuid4()
    ward.store.append(Entry(id_, kind, child, ward.author, at, body), now=at)
    return id_


def release(ward: OpenWard, row: DoseRow, at: datetime) -> None:
    """A prescriber's release of a dose as it is planned."""
    body = {"dose": str(row.id), "plan": str(row.plan), "drug": row.drug, "amount": str(row.amount), "unit": row.unit}
    note(ward, row.child, kinds.RELEASED, at, **body)


def check(ward: OpenWard, row: DoseRow, at: datetime) -> UUID:
    """A second check that was begun."""
    return note(ward, row.child, kinds.CHECK_BEGUN, at, dose=str(row.id), plan=str(row.plan))


def bed(ward: OpenWard, head: PlanHead, name: str, at: datetime = wards.SIGNED) -> None:
    """A child in a bed."""
    stay.change_stay(ward, head.child, "admitted", at, at, bed=name)


def sign(ward: OpenWard, given: str, mrn: str, *lines: Any, **parts: Any) -> PlanHead:
    """A plan of EXAMPLE children, signed on its first day."""
    return wards.sign(ward, wards.named(mrn, "Example", given, regimen=regimen(*(lines or BOTH)), **parts))


def up_to_date(ward: OpenWard, head: PlanHead, until: datetime) -> None:
    """Every dose of a plan given that was due before a moment, and every task of then done."""
    for row in doses(ward, head):
        if row.due < until:
            if row.kind != "other":
                release(ward, row, row.due - timedelta(hours=2))
            write(ward, row, row.due)
    from hlh_desktop.ward import tasks

    for one in tasks.tasks(ward, head.child, until):
        turn = one
        while turn.open and turn.due < until:
            tasks.task_done(ward, head.child, turn.code, turn.due, until, until)
            open_ = [found for found in tasks.tasks(ward, head.child, until) if found.code == one.code and found.open]
            if not open_:
                break
            turn = open_[0]


LABS = [
    lab("ferritin", "20000", "ug/L", "2026-11-16T06:10", comparator=">"), lab("ferritin", "4100", "ug/L"),
    lab("plt", "60", "10*9/L", "2026-11-18T06:10"), lab("plt", "79", "10*9/L"),
]  # fmt: skip
LOWER = [
    lab("ferritin", "7000", "ug/L", "2026-11-16T06:10"), lab("ferritin", "2050", "ug/L"),
    lab("plt", "90", "10*9/L", "2026-11-18T06:10"), lab("plt", "64", "10*9/L"),
]  # fmt: skip


def full(folder: Path) -> OpenWard:
    """A ward with eight children, each in another state, at `NOW`."""
    return copied(_full, folder, wards.PASSWORD)


def _full(folder: Path) -> OpenWard:
    ward = wards.new_ward(folder)
    ebv = {"etiology": {"kind": "infection", "pathogen": "EBV"}, "severity": {"course": "stable"}}
    worse = {"severity": {"course": "deteriorating"}, "etiology": {"kind": "rheumatic"}}
    four = sign(ward, "Four", "TV04", labs=LABS, **ebv)
    nine = sign(ward, "Nine", "TV09", labs=LOWER, **worse)
    ten = sign(ward, "Ten", "TV10", "dexamethasone", "intrathecal", severity={"cns": "progressive"}, labs=LABS)
    six, five, two, eight = (
        sign(ward, given, mrn, labs=LOWER, **ebv)
        for given, mrn in (("Six", "TV06"), ("Five", "TV05"), ("Two", "TV02"), ("Eight", "TV08"))
    )
    wards.begin(ward, wards.named("TV01", "Example", "One"), at=NOW - timedelta(hours=1))
    heads = {"2": four, "5": nine, "7": ten, "1": six, "3": five, "8": two, "6": eight}
    for name, head in heads.items():
        bed(ward, head, name)
    for head in (four, ten, six, five, two, eight):
        up_to_date(ward, head, NOW - timedelta(hours=1))
    up_to_date(ward, nine, NOW - timedelta(days=1))
    _today(ward, heads)
    return ward


def _today(ward: OpenWard, heads: dict[str, PlanHead]) -> None:
    """What makes the children differ on that day."""
    due = {
        name: next(row for row in doses(ward, head) if row.due > NOW - timedelta(hours=1))
        for name, head in heads.items()
    }
    release(ward, due["2"], NOW - timedelta(hours=5))
    held = next(row for row in doses(ward, heads["3"], "etoposide") if row.due.date() == NOW.date())
    write(ward, held, NOW - timedelta(hours=1), "held", directed_by="Dr B. Other")
    for name in ("8", "6"):
        for row in doses(ward, heads[name]):
            if NOW - timedelta(hours=1) < row.due < NOW + timedelta(hours=1):
                write(ward, row, NOW - timedelta(minutes=20))
    running = next(row for row in doses(ward, heads["1"], "etoposide") if row.due.date() == NOW.date())
    write(ward, running, NOW - timedelta(minutes=30), "running")
    stay.change_stay(ward, heads["8"].child, "on_leave", NOW - timedelta(hours=2), NOW - timedelta(hours=2))
