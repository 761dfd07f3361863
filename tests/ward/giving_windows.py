"""Two windows on one ward that do something about the same dose at the same moment.

    python -m tests.ward.giving_windows RACE ROUNDS FOLDER

as `tests.ward.windows`, for the races of the dose log. The ward is that of two children.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.domain.log.second_check import Seen
from hlh_desktop.domain.slots import DAYS
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ward import plans, tasks
from hlh_desktop.ward.log.releasing import SEEN, Looked
from tests.ward import wards
from tests.ward.log import two_children
from tests.ward.windows import Window, together

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from multiprocessing.synchronize import Event

    from hlh_desktop.record.values import DoseRow
    from hlh_desktop.ward.log.giving import Written
    from hlh_desktop.ward.open_ward import OpenWard

# Both children have these, and a nurse may give them without a release or a check.
ORDINARY = ("dexamethasone", "cotrimoxazole")
REASONS = dict.fromkeys(("early", "late", "far_past", "interval_line", "amount_deviates", "weight_old"), "as it was")


class GivingWindow(Window):
    """One of the two: a nurse at each."""

    def __init__(self, folder: Path, number: int, meet: Callable[[], object], written: Event) -> None:
        super().__init__(folder, number, meet, written)
        self.doctor, self.people = self.desk, {person.name: person for person in self.desk.face.people}
        self.desk = self.nurse((two_children.NURSE, two_children.SECOND)[number])
        self.children = sorted(self.desk.store.identities(), key=self.mrn)

    def mrn(self, child: UUID) -> str:
        return self.desk.store.identities()[child].mrn

    def nurse(self, name: str) -> OpenWard:
        return self.doctor.act_as(self.people[name])

    def doses(self, child: UUID, *drugs: str) -> list[DoseRow]:
        """The doses of a child's plan as they were signed first, by due moment."""
        head = plans.heads(self.desk, child)[child][-1]
        rows = [row for row in self.desk.store.doses(head.id) if row.drug in (drugs or ORDINARY)]
        return sorted(rows, key=lambda row: row.due)

    def told(self, deed: Callable[[], Any]) -> Any:
        """What came of a deed: its answer, or the code of the trouble with its sentence."""
        try:
            return deed()
        except Trouble as trouble:
            return " ".join((trouble.code, self.desk.ward.wording.say(f"problem.{trouble.code}", **trouble.values)))

    def row(self, number: int, child: int = 0) -> DoseRow:
        """The dose of a round."""
        return self.doses(self.children[child])[number]

    def write(self, row: DoseRow, became: Any, now: datetime | None = None) -> Any:
        """Writes something of a dose; answers who was first where it was somebody else."""
        at = now or row.due + timedelta(minutes=5 + self.number)
        amount = row.amount if became == "given" else None
        attempt = Attempt(became, at, amount, row.route or "", known="scanned", reasons=REASONS, reason="as directed")
        return self.told(lambda: answer(self.desk.log.write(row.id, attempt, uuid4(), at)))

    def both_give(self, number: int) -> Any:
        """Both give."""
        row = self.row(number)
        self.meet()
        return self.write(row, "given")

    def give_or_hold(self, number: int) -> Any:
        """The first gives, the other holds."""
        row = self.row(number)
        self.meet()
        return self.write(row, "held" if self.number else "given")

    def give_or_strike(self, number: int) -> Any:
        """A dose was given; the first gives it once more while the other strikes the entry out."""
        row = self.row(number)
        outcome = self.given_before(row)
        self.meet()
        if self.number == 0:
            return self.write(row, "given", row.due + timedelta(minutes=20))
        return self.told(lambda: self.struck(outcome, row))

    def given_before(self, row: DoseRow) -> UUID:
        """An entry that both see, made by the first."""
        if self.number == 0:
            self.write(row, "given")
        self.meet()
        with self.desk.store.reading() as reading:
            (found,) = reading.outcomes(dose=row.id)
        return found.id

    def struck(self, outcome: UUID, row: DoseRow) -> list[str]:
        self.desk.log.strike(outcome, "wrong time", row.due + timedelta(minutes=21))
        return [str(outcome)]

    def second_entry(self, number: int) -> Any:
        """Both are the second person of a check: that dose is checked again in each round."""
        row = self.doses(self.children[0], "etoposide")[0]
        now = row.due + timedelta(hours=2 * number)
        if self.number == 0:
            looked = Looked(dict.fromkeys(SEEN, "today"))
            self.doctor.log.release(row.id, looked, wards.PASSWORD, uuid4(), row.due)
            self.desk.log.begin_check(row.id, uuid4(), now)
            self.entered(row, wards.DOCTOR, now)
        self.meet()
        return self.told(lambda: self.entered(row, self.desk.person.name, now + timedelta(minutes=1)))

    def entered(self, row: DoseRow, name: str, now: datetime) -> list[str]:
        assert row.amount is not None
        seen = Seen(Decimal("13.5"), row.amount, Decimal(250), Decimal(125))
        check = self.desk.log.enter_check(
            row.id, seen, begun=now, person=self.people[name], id_=uuid4(), now=now
        )  # fmt: skip
        return [check.phase, "" if check.second is None else check.second.by]

    def give_or_sign(self, number: int) -> Any:
        """The first gives a dose while the other signs a version that omits it."""
        row = self.row(number)
        case, opened = dict[str, Any](), None
        if self.number:
            opened = self.doctor.new_draft(row.child, row.due)
            case = omitting(dict(opened.draft.case), row)
        self.meet()
        if opened is None:
            return self.write(row, "given")
        return self.told(lambda: [str(two_children.sign(self.doctor, opened, case, row.due).id)])

    def both_move(self, number: int) -> Any:
        """An entry stands on the wrong chart; both put it right."""
        row, right = self.row(number), self.doses(self.children[1])[number]
        outcome = self.given_before(row)
        now = max(row.due, right.due) + timedelta(minutes=9)
        attempt = Attempt("given", now, right.amount, right.route or "", known="asked", reasons=REASONS)
        self.meet()
        return self.told(
            lambda: answer(self.desk.log.move_entry(outcome, right.id, attempt, "wrong child", uuid4(), now))
        )  # fmt: skip

    def both_tasks(self, number: int) -> Any:
        """Both tick off the same turn of a task."""
        child, at = self.children[0], two_children.NOW + timedelta(days=number)
        turn = next(one for one in tasks.tasks(self.desk, child, self.desk.here(at)) if one.open)
        now = max(at, turn.due) + timedelta(minutes=self.number)
        self.meet()
        return self.told(lambda: self.done(child, turn.code, turn.due, now))

    def done(self, child: UUID, code: str, due: datetime, now: datetime) -> list[str]:
        tasks.task_done(self.desk, child, code, due, now, now)
        return [code, due.isoformat()]


def answer(written: Written) -> list[str] | str:
    """The id of what stands now, or the first gate that stopped it with its sentence."""
    if written.outcome is not None:
        return [str(written.outcome.id)]
    stopped = [gate for gate in written.gates if not gate.met]
    return " ".join((stopped[0].code, stopped[0].text))


def omitting(case: dict[str, Any], row: DoseRow) -> dict[str, Any]:
    """A case without the day of a dose."""
    change = {"line": row.line, "day": row.slot // DAYS, "do": "omit", "reason": "no longer indicated"}
    changes = [*(case["regimen"].get("changes") or []), change]
    return {**case, "regimen": {**case["regimen"], "changes": changes}}


def main(race: str, rounds: int, folder: Path) -> None:
    """Copies the ward, splits, and prints what was told."""
    two_children.copied(folder)
    together(race, rounds, folder, GivingWindow)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
