"""Kills the program at random moments of keeping and signing drafts, and looks whether anything it had said is lost.

A process that loads the knowledge once splits off one child after the other. A child signs in to a ward, begins
drafts and goes on with those that were left, keeps what is entered, discards, signs through every gate, and says
before each deed what it is about to do and afterwards that it is done; then it is killed. After each kill:

- each draft holds the state that was last acknowledged, or the one that was being kept;
- each acknowledged plan is there, can be read, and is the plan that its case gives;
- a signing is there with all its parts and its draft is gone, or there is nothing of it;
- rows of doses and frozen plan say the same; every chain is whole and holds the head.

    python -m tests.ward.kill_signing ROUNDS SEED

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
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.trouble import Trouble
from tests.killing import killed, middle
from tests.ward import wards
from tests.ward.after_kill import Known, look, note
from tests.ward.entered import NOW, WEIGHTS, answered, count_of, entered

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard

ON_ONE_WARD = 25
# A child is killed after so many lines and a part of so many seconds: those that keeping and signing a draft take.
MOST_LINES = 24
LONGEST = (0.004, 0.03, 0.15)


@dataclass
class Hands:
    """Does what a ward does, and says so."""

    desk: OpenWard
    chance: random.Random
    say: Callable[..., None]

    def work(self) -> None:
        """Draft after draft, for ever."""
        self.say("opened")
        while True:
            draft_id = self.take()
            for _ in range(self.chance.randint(1, 4)):
                self.keep(draft_id)
            fate = self.chance.random()
            if fate < 0.75:
                self.sign(draft_id)
            elif fate < 0.85:
                self.discard(draft_id)

    def take(self) -> UUID:
        """A draft that was left, or a new one: of a new child, or of one with a plan."""
        left = self.desk.drafts()
        if left and self.chance.random() < 0.4:
            opened = self.desk.draft(self.chance.choice(left).id)
            mrn = value_at(opened.draft.case, "patient.mrn") or opened.id.hex[:10]
            self.say("taken", opened.id, mrn, count_of(opened.draft))
            return opened.id
        lines = [one for one in self.desk.children(NOW) if one.plan is not None]
        known = self.chance.choice(lines) if lines and self.chance.random() < 0.4 else None
        opened = self.desk.new_draft(known.id if known else None, NOW)
        mrn = known.identity.mrn if known else opened.id.hex[:10]
        self.say("begun", opened.id, mrn, count_of(opened.draft))
        return opened.id

    def keep(self, draft_id: UUID) -> None:
        opened = self.desk.draft(draft_id)
        mrn, count = value_at(opened.draft.case, "patient.mrn") or draft_id.hex[:10], count_of(opened.draft) + 1
        self.say("keeping", draft_id, count)
        self.desk.keep_draft(replace(opened, draft=entered(mrn, count)), NOW)
        self.say("kept", draft_id, count)

    def sign(self, draft_id: UUID) -> None:
        draft = self.desk.draft(draft_id).draft
        self.say("signing", draft_id, count_of(draft))
        try:
            head = self.desk.sign(draft_id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=NOW)
        except Trouble as trouble:
            if trouble.code != "draft_changed":
                raise
            self.say("refused", draft_id)
            self.discard(draft_id)
        else:
            self.say("signed", draft_id, head.id)

    def discard(self, draft_id: UUID) -> None:
        self.say("discarding", draft_id)
        self.desk.discard_draft(draft_id, NOW)
        self.say("discarded", draft_id)


def work(folder: Path, chance: random.Random, say: Callable[..., None]) -> None:
    """What a child does until it is killed."""
    Hands(wards.enter(folder, now=NOW), chance, say).work()


def campaign(rounds: int, seed: int, place: Path) -> dict[str, Any]:
    """So many kills; answers figures and everything that was wrong."""
    chance, counts, moments, wrong = random.Random(seed), Counter[str](), Counter[str](), list[str]()
    began, known = time.monotonic(), Known(place / "none")
    for weight in WEIGHTS:
        answered(weight)
    for number in range(rounds):
        if number % ON_ONE_WARD == 0:
            shutil.rmtree(known.folder, ignore_errors=True)
            known = Known(place / f"ward-{number}")
            wards.new_ward(known.folder).store.close()
        child = partial(work, known.folder, random.Random(chance.random()))
        said = killed(child, chance, lines=chance.randint(0, MOST_LINES), longest=chance.choice(LONGEST))
        moments[middle(said)] += 1
        note(known, said, counts)
        wrong += [" ".join(line) for line in said if line[0] == "failed"]
        try:
            if number % ON_ONE_WARD == ON_ONE_WARD - 1:
                known.compared.clear()  # at the end of a ward every plan once more
            wrong += look(known)
        except (Trouble, OSError, KeyError, ValueError) as error:
            wrong.append(f"opens not: {error!r}")
    return {
        "kills": rounds,
        "seed": seed,
        "acknowledged": sum(counts[what] for what in ("begun", "kept", "signed", "discarded")),
        "counts": dict(counts),
        "killed_while": dict(moments),
        "wrong": wrong,
        "seconds": round(time.monotonic() - began, 1),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(campaign(int(sys.argv[1]), int(sys.argv[2]), Path(temporary))))
