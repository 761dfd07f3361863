"""Small wards to test the record with: quick to make, with a password that costs nothing to check."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2

from hlh_desktop.domain.log.values import Ended, Outcome
from hlh_desktop.domain.results.values import LabResult, Reported, ResultEnd, ResultId
from hlh_desktop.record import engine, store, vault
from hlh_desktop.record.key_file import read_keys
from hlh_desktop.record.values import Author, DoseRow, Entry, Identity, KeptDraft, Person
from hlh_desktop.record.vault import Cost
from hlh_desktop.record.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.record.making import Preparation
    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.values import Fact

CHEAP = Cost(1, 8, 1)
PASSWORD = "blue kettle 41"
NOW = datetime(2026, 11, 23, 7, 30, 15, 123456, ZoneInfo("Europe/Paris"))
IDENTITY = Identity("MRN-770123", "Quillfeather", "Anselm", date(2019, 3, 14), "male")
DOSES = 3


def prepared(name: str = "Ward 4B", *, training: bool = False) -> Preparation:
    return store.prepare(
        name=name, zone="Europe/Paris", person_name="Ada Okafor", password=PASSWORD, workstation="WARD-4B-1", now=NOW,
        training=training, cost=CHEAP,
    )  # fmt: skip


def make(folder: Path) -> Store:
    return store.make(folder, prepared())


def reopen(folder: Path, *, patience: int = 5000) -> Store:
    """The ward opened again by whoever made it."""
    return store.open_ward(folder, read_keys(folder).holders[0].person.id, PASSWORD, patience=patience)


def author(person: Person) -> Author:
    return Author(person, "WARD-4B-1")


def entry(opened: Store, kind: str = "noted", child: UUID | None = None, **more: Any) -> Entry:
    told = {"id": uuid4(), "taken": NOW, "body": {"weight_kg": "13.50"}} | more
    return Entry(kind=kind, child=child, author=author(opened.person), **told)


def draft(opened: Store, text: str = "as typed", **more: Any) -> KeptDraft:
    told = {"id": uuid4(), "child": None, "begun": NOW, "kept": NOW, "body": {"case": text}} | more
    return KeptDraft(author=opened.person, **told)


def sign(opened: Store, child: UUID, *, of: Identity = IDENTITY, drop: UUID | None = None) -> tuple[UUID, UUID]:
    """Registers a child and signs a plan of three doses in one transaction; answers the ids of both facts."""
    registered = entry(opened, "child_registered", child)
    plan = entry(opened, "plan_signed", child, body={"plan": {"mg": "96", "days": [1, 4]}})
    doses = [DoseRow(uuid4(), child, plan.id, "etoposide", None, n, NOW + timedelta(days=n)) for n in range(DOSES)]
    opened.append(registered, plan, identity={registered.id: of}, doses=doses, drop_draft=drop, now=NOW)
    return registered.id, plan.id


def outcome(said: Entry, dose: UUID | None = None, turn: int = 1, **more: Any) -> Outcome:
    """What became of a dose, for an entry."""
    assert said.child is not None
    told = {
        "became": "given", "drug": "etoposide", "amount": Decimal("96.0"), "unit": "mg", "bsa_m2": Decimal("0.64"),
        "planned_amount": Decimal(96), "due": NOW, "taken": said.taken, "saved": NOW, "by": said.author.person.name,
        "by_id": said.author.person.id, "ended": None, "reason": "",
    } | more  # fmt: skip
    return Outcome(id=said.id, child=said.child, dose=dose, turn=turn, **told)


def give(opened: Store, child: UUID, dose: UUID | None = None, turn: int = 1, **more: Any) -> Outcome:
    """Writes down what became of a dose."""
    said = entry(opened, "dose_outcome", child)
    told = outcome(said, dose, turn, **more)
    opened.append(said, outcomes={said.id: told}, now=NOW)
    return told


def strike(opened: Store, of: Outcome) -> Ended:
    """Strikes an outcome out."""
    said = entry(opened, "outcome_struck", of.child)
    told = Ended(said.id, of.child, of.id, "struck", opened.person.name, NOW)
    opened.append(said, ends={said.id: told}, now=NOW)
    return told


# A result with every column filled.
FERRITIN = Reported(
    "ferritin", "ug/L", Decimal("11734.0"), ">", "diluted twice", "corrected", "Immunoassay A", Decimal(7),
    Decimal(140), "child 7 - 140", "FERR", "26-0815/3", "typed twice",
)  # fmt: skip


def result(child: UUID, reported: Reported = FERRITIN, number: int = 0, place: int = 0, **more: Any) -> LabResult:
    """A result of a child; the record sets its number."""
    told = {
        "at": NOW, "laboratory": "Central laboratory", "specimen": "serum", "fasting": True,
        "conditions": ("lipid", "steroid"), "origin": "csv",
    } | more  # fmt: skip
    return LabResult(ResultId(number, place), child, reported=reported, **told)


def put(opened: Store, *said: Entry, now: datetime = NOW, **beside: Any) -> tuple[Fact, ...]:
    """Entries with what goes beside them."""
    return opened.decide(lambda _: Writing(said, **beside), now)


def report(opened: Store, child: UUID, *found: LabResult, now: datetime = NOW) -> tuple[LabResult, ...]:
    """Writes a sample down; answers its results as they stand."""
    said = entry(opened, "results", child)
    (fact,) = put(opened, said, results={said.id: found or (result(child),)}, now=now)
    return tuple(replace(one, id=ResultId(fact.number, place)) for place, one in enumerate(found or (result(child),)))


def end(opened: Store, *of: LabResult, how: Any = "struck", reason: str = "another child's") -> tuple[ResultEnd, ...]:
    """Ends results."""
    said = entry(opened, "result_struck", of[0].child)
    told = tuple(ResultEnd(one.id, one.child, how, opened.person.name, NOW, reason) for one in of)
    put(opened, said, result_ends={said.id: told})
    return told


def raw(folder: Path, data_key: bytes, salt: str) -> dbapi2.Connection:
    """A connection as another program would make it that has the key: no settings, no manners."""
    connection = dbapi2.connect(str(folder / engine.NAME), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{vault.derived(data_key, engine.NAME).hex()}{salt}'\"")
    return connection


@contextmanager
def tampering(folder: Path, data_key: bytes) -> Iterator[dbapi2.Connection]:
    """The same with every trigger taken away, and put back afterwards."""
    connection = raw(folder, data_key, read_keys(folder).salt)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    try:
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
    finally:
        connection.close()


def data_key(folder: Path) -> bytes:
    keys = read_keys(folder)
    first = keys.holders[0]
    return vault.opened_by_password(first.wrap, PASSWORD, keys.about(first.person.id))
