"""What the hands of a ward find at random: a child, a dose, an entry, what a person types into a form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hlh_desktop.domain.log.gates.values import Attempt
from hlh_desktop.ward import plans
from tests.ward import wards
from tests.ward.log import two_children
from tests.ward.log.naive import Facts

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from hlh_desktop.record.values import DoseRow, Person
    from hlh_desktop.ward.open_ward import OpenWard

INTO = ("given", "running", "elsewhere", "home")
FACTORS = tuple(map(Decimal, (*["1"] * 12, "0.5", "0.6", "0.97", "1.04", "1.08", "1.5", "0")))
Form = tuple[UUID, Attempt, UUID]


@dataclass
class Ward:
    """Two windows on one ward and a clock. `forms` were filled in before, by dose, attempt and id."""

    folder: Path
    now: datetime = two_children.NOW
    facts: Facts = field(default_factory=Facts)
    windows: list[OpenWard] = field(default_factory=list)
    window: int = 0
    rows: dict[UUID, DoseRow] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    versions: int = 0

    def __post_init__(self) -> None:
        self.windows = [wards.enter(self.folder, now=self.now) for _ in range(2)]
        self.people = {person.name: person for person in self.desk.face.people}
        self.children = tuple(self.desk.store.identities())
        for child in self.children:
            self.read_plan(child)

    @property
    def desk(self) -> OpenWard:
        """The window in which the next deed is done."""
        return self.windows[self.window]

    @property
    def doctor(self) -> Person:
        """The physician."""
        return self.people[wards.DOCTOR]

    def prescriber(self, chance: Random) -> OpenWard:
        """The window with the physician at it; now and then with whoever is there."""
        return self.desk if chance.random() < 0.2 else self.desk.act_as(self.doctor)

    def secret(self) -> str:
        """The password of who is at work."""
        return wards.PASSWORD if self.desk.person == self.doctor else two_children.SECRET

    def read_plan(self, child: UUID) -> None:
        """The doses of every version, each as the newest one has it that has it."""
        for head in reversed(plans.heads(self.desk, child)[child]):
            self.rows.update({row.id: row for row in self.desk.store.doses(head.id)})

    def close(self) -> None:
        """Both windows."""
        for window in self.windows:
            window.store.close()

    # --- what chance picks

    def child(self, chance: Random) -> UUID:
        return chance.choice(self.children)

    def dose(self, chance: Random, *drugs: str) -> DoseRow:
        """Most often a dose that is due about now and still open, now and then any dose of any version."""
        rows = [row for row in self.rows.values() if not drugs or row.drug in drugs]
        if chance.random() < 0.1:
            return chance.choice(rows)
        if chance.random() < 0.7:
            rows = [row for row in rows if not self.facts.left(str(row.id))] or rows
        return chance.choice(sorted(rows, key=lambda row: abs(row.due - self.now))[:4])

    def dose_of(self, chance: Random, kind: str) -> DoseRow:
        """A dose of which something of a kind was written lately; now and then another."""
        lately = self.facts.doses.get(kind, [])[-3:]
        if lately and chance.random() < 0.8:
            return self.rows[UUID(chance.choice(lately))]
        return self.dose(chance, "etoposide", "methotrexate")

    def outcome(self, chance: Random, *became: str) -> UUID:
        """Something that was written; most often something that still stands, now and then what never was."""
        written = [one for one in self.facts.written.values() if not became or one.became in became]
        standing = [one.id for one in written if one.id not in self.facts.ended]
        if not written or chance.random() < 0.03:
            return uuid4()
        return chance.choice(standing or [one.id for one in written])

    def of_kind(self, chance: Random, child: UUID, *of: str) -> UUID:
        """A fact of a kind, or an id of nothing."""
        found = [fact.id for fact in self.desk.store.facts(child, of)]
        return chance.choice(found) if found else uuid4()

    def attempt(self, chance: Random, row: DoseRow, became: Any) -> Attempt:
        """What a person types: mostly right, and with a reason wherever one is asked, now and then anything."""
        assert row.amount is not None

        def typed(usual: Any, *others: Any) -> Any:
            return chance.choice(others) if chance.random() < 0.05 else usual

        ago = chance.choice((0, 0, 0, 4, 30)) if chance.random() < 0.85 else chance.choice((200, 3000, 9000, -5))
        attempt = Attempt(
            became, self.now - timedelta(minutes=ago), row.amount * chance.choice(FACTORS) if became in INTO else None,
            route=typed(row.route, "oral", ""), site=typed("thigh", ""), batch=typed("L1", ""),
            expiry=typed((self.now + timedelta(days=9)).date(), None, (self.now - timedelta(days=9)).date()),
            known=typed(chance.choice(("scanned", "asked")), None), reason=typed("as directed", ""),
            directed_by=chance.choice(("", "Dr B. Other")) if became == "held" else typed("", "Dr B. Other"),
        )  # fmt: skip
        return attempt if chance.random() < 0.05 else self.with_reasons(row, attempt)

    def right(self, row: DoseRow, became: Any) -> Attempt:
        """What a person types who gives a dose as it is planned, now."""
        expiry = (self.now + timedelta(days=9)).date()
        attempt = Attempt(became, self.now, row.amount, row.route or "", "thigh", "L1", expiry, known="scanned")
        return self.with_reasons(row, attempt)

    def with_reasons(self, row: DoseRow, attempt: Attempt) -> Attempt:
        """The same with a reason wherever one is asked."""
        asked = self.desk.log.gates(row.id, attempt, self.now)
        return replace(attempt, reasons={gate.code: "as it was" for gate in asked})


def changed(case: dict[str, Any], chance: Random, now: datetime) -> dict[str, Any]:
    """A case with a change to one dose of etoposide, and now and then with a weight of that day."""
    day = chance.choice((4, 8, 11, 15))
    do = chance.choice(("move", "hold", "omit"))
    change = {"line": "etoposide", "day": day, "do": do, "reason": "neutrophils low"}
    if do == "move":
        on = datetime.fromisoformat(case["day_one"]) + timedelta(days=day)
        change["to"] = f"{on:%Y-%m-%d}T{chance.choice(('06:30', '11:00', '00:00'))}"
    others = [one for one in case["regimen"].get("changes") or [] if one["day"] != day]
    rows = list(case["measurements"])
    if chance.random() < 0.5:
        kg = chance.choice(("13.5", "13.9", "12.8"))
        rows.append({"on": now.astimezone(UTC).date().isoformat(), "weight_kg": kg, "height_cm": "92"})
    return {**case, "measurements": rows, "regimen": {**case["regimen"], "changes": [*others, change]}}
