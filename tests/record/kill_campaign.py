"""Kills the program at random moments and looks whether anything that was acknowledged is lost.

A process that never opens a ward itself splits off one child after the other. A child opens the ward, keeps drafts,
adds facts, signs plans, gives doses and strikes that out, writes down files of a laboratory, adds people, and says so
after each; then it is killed. What it had said must be there, all of a signing or a file or nothing of it, no outcome
without its fact or the reverse, the file must open, every chain must be whole and hold the head. Run as a module:

    python -m tests.record.kill_campaign ROUNDS SEED

It prints one line of JSON. A kill ends a program, not the computer: what was handed to the operating system stays.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from hlh_desktop.domain.results.values import ResultEnd, ResultId
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.head import read_head
from hlh_desktop.record.values import DoseRow, KeptDraft
from tests.record import wards
from tests.record.wards import CHEAP, NOW, entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.record.open_store import Store
    from hlh_desktop.record.values import Fact

# Rounds on one ward before the next is made: a check of all of it after each round stays fast.
ON_ONE_WARD = 40
# A child is killed after it has said so many lines, and so many seconds: the middle of one of its deeds.
MOST_LINES = 12
MOST_MADE = 2
LONGEST = 0.006
# One that is killed before its first line may be opening the ward, or making one: that takes longer.
LONGEST_FIRST = 0.06
DOSES = 40
# Samples of a file, and results of each.
SAMPLES, EACH = 3, 12
ACKNOWLEDGED = ("fact", "draft", "signed", "given", "struck", "reported", "person", "made")


@dataclass
class Ward:
    """A ward with all that was ever acknowledged on it."""

    folder: Path
    facts: set[str] = field(default_factory=set)
    drafts: dict[tuple[str, str], int] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    logged: set[str] = field(default_factory=set)


def work(folder: Path, chance: random.Random, told: int) -> None:
    """A child: does what a ward does, for ever, and says each time when it is done."""

    def say(*words: object) -> None:
        os.write(told, (" ".join(map(str, words)) + "\n").encode())

    opened = wards.reopen(folder)
    say("opened")
    draft, child, count = uuid4(), uuid4(), 0
    while True:
        deed = chance.random()
        if deed < 0.5:
            count += 1
            body = {"count": count, "typed": "x" * chance.randrange(3000)}
            opened.keep_draft(KeptDraft(draft, child, opened.person, NOW, NOW, body))
            say("draft", draft.hex, child.hex, count)
        elif deed < 0.65:
            (fact,) = opened.append(entry(opened, child=chance.choice([None, child])), now=NOW)
            say("fact", fact.id.hex)
        elif deed < 0.72:
            say("reported", *report(opened, child))
        elif deed < 0.8:
            given = wards.give(opened, child, chance.choice([None, uuid4()]))
            say("given", given.id.hex)
            if chance.random() < 0.5:
                say("struck", wards.strike(opened, given).id.hex)
        elif deed < 0.97:
            if count == 0:
                continue
            parts = [entry(opened, kind, child) for kind in ("child_registered", "plan_signed", "signature")]
            doses = [DoseRow(uuid4(), child, parts[1].id, "etoposide", None, n, NOW) for n in range(DOSES)]
            identity = {parts[0].id: wards.IDENTITY}
            opened.append(*parts, identity=identity, doses=doses, drop_draft=draft, now=NOW)
            say("signed", draft.hex, child.hex, *(part.id.hex for part in parts))
            draft, child, count = uuid4(), uuid4(), 0
        else:
            person = opened.add_person(uuid4().hex, "x", workstation="W", now=NOW, cost=CHEAP)
            say("person", person.id)


def report(opened: Store, child: UUID) -> list[str]:
    """A file of samples at once, of which each ends a result of the one before; the ids of their facts."""
    said = [entry(opened, "results", child, body={"samples": SAMPLES}) for _ in range(SAMPLES)]
    with opened.reading() as record:
        first = record.last()[0] + 1
    found = {one.id: [wards.result(child, place=place) for place in range(EACH)] for one in said}
    ends = {
        one.id: [ResultEnd(ResultId(first + back, 0), child, "superseded", "", NOW)]
        for back, one in enumerate(said[1:])
    }
    wards.put(opened, *said, results=found, result_ends=ends)
    return [one.id.hex for one in said]


def make(folder: Path, told: int) -> None:
    """A child that makes wards, one after the other, and says which are there."""
    for number in range(1000):
        wards.make(folder / str(number)).close()
        os.write(told, f"made {number}\n".encode())


def killed(deed: Callable[[int], None], lines: int, chance: random.Random) -> list[list[str]]:
    """Lets a child do a deed, kills it a moment after so many lines, and answers all that it had said."""
    read, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(read)
            deed(told)
        except BaseException as error:
            os.write(told, f"failed {error!r}\n".encode())
        os._exit(1)
    os.close(told)
    said = b""
    while said.count(b"\n") < lines and (more := os.read(read, 65536)):
        said += more
    time.sleep(chance.uniform(0, LONGEST if lines else LONGEST_FIRST))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while more := os.read(read, 65536):
        said += more
    os.close(read)
    return [line.split() for line in said.decode().splitlines()]


def note(ward: Ward, said: list[list[str]], counts: Counter[str]) -> None:
    """Takes down what a child had acknowledged."""
    for what, *words in said:
        counts[what] += 1
        if what in ("given", "struck"):
            ward.logged.add(words[0])
        if what in ("fact", "signed", "given", "struck", "reported"):
            ward.facts.update(words[-3:])
        if what == "draft":
            ward.drafts[words[0], words[1]] = int(words[2])
        if what == "signed":
            ward.drafts.pop((words[0], words[1]), None)
        if what == "person":
            ward.people.add(words[0])


def look(ward: Ward, counts: Counter[str]) -> list[str]:
    """What is wrong with a ward after a kill."""
    head = read_head(ward.folder)
    opened = wards.reopen(ward.folder)
    with opened:
        facts = opened.facts()
        there = {fact.id.hex for fact in facts}
        drafts = {kept.id.hex: kept.body["count"] for kept in opened.drafts()}
        signed = {fact.chain for fact in facts if fact.kind == "plan_signed"}
        wrong = [f"lost fact {one}" for one in ward.facts - there]
        for (id_, child), count in ward.drafts.items():
            was_signed = id_ not in drafts and child in signed  # saved, and killed before it was said
            if drafts.get(id_, 0) < count and not was_signed:
                wrong.append(f"lost draft {id_} at {count}")
        wrong += [f"lost person {one}" for one in ward.people - {one.id for one in opened.face.people}]
        wrong += _halves(opened, facts)
        wrong += _half_logged(opened, facts, ward.logged)
        wrong += _half_reported(opened, facts)
        found = opened.check()
        wrong += [] if found.whole and not found.head_behind else [f"not whole: {found}"]
        counts["heads that were behind"] += head is not None and head.number < facts[-1].number
    return wrong


def _halves(opened: Store, facts: tuple[Fact, ...]) -> list[str]:
    """Signings of which something is missing, or whose draft is still there."""
    kinds: dict[UUID | None, Counter[str]] = {}
    for fact in facts:
        kinds.setdefault(fact.child, Counter())[fact.kind] += 1
    drafted = {kept.child for kept in opened.drafts()}
    wrong = []
    for fact in facts:
        if fact.kind == "plan_signed":
            of_child = kinds[fact.child]
            whole = of_child["child_registered"] == of_child["signature"] == of_child["plan_signed"]
            if not whole or len(opened.doses(fact.id)) != DOSES or fact.child in drafted:
                wrong.append(f"half a signing {fact.id}")
    return wrong


def _half_logged(opened: Store, facts: tuple[Fact, ...], said: set[str]) -> list[str]:
    """Outcomes and ends without their fact, or a fact of one without its row."""
    told = {fact.id.hex for fact in facts if fact.kind in ("dose_outcome", "outcome_struck")}
    with opened.reading() as record:
        there = {one.id.hex for one in (*record.outcomes(), *record.ends())}
    wrong = [f"half an outcome {one}" for one in told ^ there]
    return wrong + [f"lost outcome {one}" for one in said - there]


def _half_reported(opened: Store, facts: tuple[Fact, ...]) -> list[str]:
    """Samples without all of their results or with fewer ends than their file has, and files by half."""
    told = [fact.number for fact in facts if fact.kind == "results"]
    with opened.reading() as record:
        there = Counter(one.id.number for one in record.results())
        ended = len(record.result_ends())
    files = len(told) // SAMPLES
    wrong = [f"half a sample {number}" for number in {*told} ^ {*there}]
    wrong += [f"half a sample {number}" for number in told if there[number] not in (0, EACH)]
    whole = (len(told) % SAMPLES, ended) == (0, files * (SAMPLES - 1))
    return wrong if whole else [*wrong, f"half a file among {told}"]


def look_at_made(folder: Path, said: list[list[str]], counts: Counter[str]) -> list[str]:
    """What is wrong with the wards that were made: each said one opens, and none is there by half."""
    wrong = []
    acknowledged = {words[0] for what, *words in said if what == "made"}
    counts["made"] += len(acknowledged)
    for place in folder.iterdir():
        if place.name.startswith("."):
            continue  # one that was being made; a ward appears in one step
        acknowledged.discard(place.name)
        with wards.reopen(place) as opened:
            wrong += [] if opened.check().whole else [f"not whole: {place.name}"]
    return wrong + [f"lost ward {one}" for one in acknowledged]


def campaign(rounds: int, seed: int, place: Path) -> dict[str, object]:
    """So many kills; answers figures and everything that was wrong."""
    chance, counts, wrong, began = random.Random(seed), Counter[str](), list[str](), time.monotonic()
    ward = Ward(place / "none")
    for number in range(rounds):
        if number % ON_ONE_WARD == 0:
            shutil.rmtree(ward.folder, ignore_errors=True)
            ward = Ward(place / f"ward-{number}")
            wards.make(ward.folder).close()
        try:
            if number % 10 == 9:
                folder = place / f"making-{number}"
                folder.mkdir()
                said = killed(partial(make, folder), chance.randint(0, MOST_MADE), chance)
                wrong += look_at_made(folder, said, counts)
                shutil.rmtree(folder)
            else:
                child = partial(work, ward.folder, random.Random(chance.random()))
                said = killed(child, chance.randint(0, MOST_LINES), chance)
                note(ward, said, counts)
                wrong += look(ward, counts)
            wrong += [" ".join(line) for line in said if line[0] == "failed"]
        except (Trouble, OSError, KeyError, ValueError) as error:
            wrong.append(f"did not open: {error!r}")
    return {
        "kills": rounds,
        "seed": seed,
        "acknowledged": sum(counts[what] for what in ACKNOWLEDGED),
        "counts": dict(counts),
        "wrong": wrong,
        "seconds": round(time.monotonic() - began, 1),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(campaign(int(sys.argv[1]), int(sys.argv[2]), Path(temporary))))
