"""Kills the program at random moments of a ward's day, and looks whether anything it had said is lost.

A process that loads the knowledge once splits off one child after the other. A child opens two windows on a ward and
does what a ward does: gives, holds, checks, releases, strikes out, moves between charts, ticks off, signs another
version. It says before each action what it is about to do, and afterwards every fact that was stored; then it is
killed. After each kill:

- every fact that was acknowledged is there and reads as it was said;
- an outcome is there with its fact, an end with its own, a moved entry on both charts: all of it or nothing;
- no dose has two outcomes that stand, and sums counted by hand are those of the log;
- every chain is whole and holds the head.

    python -m tests.ward.kill_giving ROUNDS SEED

It prints one line of JSON. A kill ends a program, not the computer: what was handed to the operating system stays.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.trouble import Trouble
from tests.killing import killed, middle
from tests.ward import wards
from tests.ward.log import two_children
from tests.ward.log.hands import Hands
from tests.ward.log.naive import Facts, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hlh_desktop.record.values import Fact
    from hlh_desktop.ward.open_ward import OpenWard
    from tests.killing import Said

ON_ONE_WARD = 25
# A child is killed after so many lines and a part of so many seconds: those of entering a ward and of a deed.
MOST_LINES = 40
LONGEST = (0.002, 0.01, 0.04)
# Most of what a ward does, and now and then the rest.
OFTEN = ("write", "give_whole", "strike", "move", "time_goes_on")
ONCE = (
    "release", "check_whole", "check_begun", "check_entered", "finish", "lift", "store_again", "stop", "lift_stop",
    "countersign", "stay", "measure", "task", "strike_task", "note_elsewhere", "new_version", "other_window",
)  # fmt: skip


@dataclass
class Known:
    """A ward with all that was acknowledged on it: each fact with the digest of what it says."""

    folder: Path
    said: dict[str, str] = field(default_factory=dict)


def digest(fact: Fact) -> str:
    """A short name for everything that a fact says."""
    return sha256(text_of(fact).encode()).hexdigest()[:16]


def work(folder: Path, chance: random.Random, say: Callable[..., None]) -> None:
    """What a child does until it is killed."""
    hands = Hands(folder, two_children.NOW + timedelta(days=chance.randrange(20)))
    hands.facts.take(hands.desk.store.facts(), None)
    say("opened")
    while True:
        action = chance.choice((*OFTEN, *OFTEN, *ONCE))
        say("doing", action)
        try:
            getattr(hands, action)(chance)
        except Trouble as trouble:
            say("refused", trouble.code)
        with hands.desk.store.reading() as reading:
            new = reading.facts(after=hands.facts.number)
        hands.facts.take(new, None)
        if new:
            say("stored", action, *(f"{fact.id}={digest(fact)}" for fact in new))


def note(known: Known, said: Said, counts: Counter[str]) -> None:
    """Takes down what a child had acknowledged."""
    for what, *words in said:
        counts[what] += 1
        if what == "stored":
            counts["facts"] += len(words) - 1
            known.said.update(word.split("=") for word in words[1:])


def look(known: Known) -> list[str]:
    """What is wrong with a ward after a kill; the ward is entered as a person would."""
    desk = wards.enter(known.folder, now=two_children.NOW)
    try:
        facts = desk.store.facts()
        there = {str(fact.id): digest(fact) for fact in facts}
        wrong = [f"lost {id_}" for id_, text in known.said.items() if there.get(id_) != text]
        wrong += [*_halves(desk, facts), *_sums(desk, facts)]
        found = desk.store.check()
        return wrong if found.whole and not found.head_behind else [*wrong, f"chain: {found}"]
    finally:
        desk.store.close()


def _halves(desk: OpenWard, facts: tuple[Fact, ...]) -> Iterator[str]:
    """Outcomes and ends without their fact or the reverse, and moved entries that stand on one chart only."""
    told = {fact.id for fact in facts if fact.kind in ("dose_outcome", "outcome_struck", "hold_lifted")}
    with desk.store.reading() as reading:
        rows = {one.id for one in (*reading.outcomes(), *reading.ends())}
    yield from (f"half entry {one}" for one in told ^ rows)
    there = {(fact.body.get("moved_from"), str(fact.id)) for fact in facts if fact.body.get("moved_from")}
    gone = {(fact.body["outcome"], fact.body["moved_to"]) for fact in facts if fact.body.get("moved_to")}
    yield from (f"half a move {one}" for one in there ^ gone)


def _sums(desk: OpenWard, facts: tuple[Fact, ...]) -> Iterator[str]:
    """Doses with two outcomes that stand, and what stands otherwise than counted by hand."""
    naive = Facts()
    naive.take(facts, None)
    yield from (f"twice {dose}" for dose in naive.twice())
    for child in desk.store.identities():
        day = desk.log.day(child, two_children.NOW)
        if {dose: one.id for dose, one in day.ledger.standing.items()} != naive.standing(child):
            yield f"stands otherwise: {child}"


def campaign(rounds: int, seed: int, place: Path) -> dict[str, Any]:
    """So many kills; answers figures and everything that was wrong."""
    chance, counts, moments, wrong = random.Random(seed), Counter[str](), Counter[str](), list[str]()
    began, known = time.monotonic(), Known(place / "none")
    for number in range(rounds):
        if number % ON_ONE_WARD == 0:
            shutil.rmtree(known.folder, ignore_errors=True)
            known = Known(two_children.copied(place / f"ward-{number}"))
        child = partial(work, known.folder, random.Random(chance.random()))
        said = killed(child, chance, lines=chance.randint(0, MOST_LINES), longest=chance.choice(LONGEST))
        moments[middle(said)] += 1
        note(known, said, counts)
        wrong += [" ".join(line) for line in said if line[0] == "failed"]
        try:
            wrong += look(known)
        except (Trouble, OSError, KeyError, ValueError) as error:
            wrong.append(f"opens not: {error!r}")
    return {
        "kills": rounds,
        "seed": seed,
        "acknowledged": counts["facts"],
        "counts": dict(counts),
        "killed_while": dict(moments),
        "wrong": wrong,
        "seconds": round(time.monotonic() - began, 1),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(campaign(int(sys.argv[1]), int(sys.argv[2]), Path(temporary))))
