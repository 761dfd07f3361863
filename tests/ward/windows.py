"""Two windows on one ward, as processes of their own that do the same thing at the same moment.

    python -m tests.ward.windows RACE ROUNDS FOLDER

loads the knowledge once, splits into two, lets both meet before each deed, and prints one line of JSON a round: what
each was told. The ward stays in FOLDER, to be looked at.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import engine
from hlh_desktop.ward import entering
from tests.ward import wards
from tests.ward.entered import NOW, entered

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.synchronize import Event
    from uuid import UUID

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.ward.open_ward import OpenWard

MRN = "TWIN-1"
KEEPS = 12
# So long, in milliseconds, does an impatient window wait for its turn.
IMPATIENT = 200
# And so long, in seconds, pass between two letters, and while a window writes that the other waits for.
BETWEEN_LETTERS, A_MOMENT = 0.01, 0.1
Answer = list[Any]


def told(deed: Callable[[], Any]) -> Any:
    """What came of a deed: its answer, or the code of the trouble."""
    try:
        return deed()
    except Trouble as trouble:
        return trouble.code


def sign(desk: OpenWard, draft_id: UUID, draft: Draft) -> Answer:
    """Signs; answers the plan and its version."""
    head = desk.sign(draft_id, draft, person_name=wards.DOCTOR, password=wards.PASSWORD, now=NOW)
    return [str(head.id), head.version]


class Window:
    """One of the two. `meet` waits for the other."""

    def __init__(self, folder: Path, number: int, meet: Callable[[], object], written: Event) -> None:
        self.desk = wards.enter(folder, now=NOW)
        self.folder, self.number, self.meet, self.written = folder, number, meet, written

    def begin(self, child: UUID | None, mrn: str, count: int) -> tuple[UUID, Draft]:
        """A draft with everything entered."""
        opened = self.desk.new_draft(child, NOW)
        draft = entered(mrn, count)
        self.desk.keep_draft(replace(opened, draft=draft), NOW)
        return opened.id, draft

    def same_child(self, number: int) -> Any:
        """Both sign a next version of the same plan."""
        (line,) = (one for one in self.desk.children(NOW) if one.plan is not None)
        draft_id, draft = self.begin(line.id, MRN, 2 * number + self.number)
        self.meet()
        came = told(partial(sign, self.desk, draft_id, draft))
        if isinstance(came, str):
            self.desk.discard_draft(draft_id, NOW)
        return came

    def same_number(self, number: int) -> Any:
        """Both sign a first plan of a new child with the same number."""
        draft_id, draft = self.begin(None, f"NEW-{number}", number)
        self.meet()
        came = told(partial(sign, self.desk, draft_id, draft))
        if isinstance(came, str):
            self.desk.discard_draft(draft_id, NOW)
        return came

    def the_draft(self, number: int) -> UUID:
        """A draft that both have open: begun by the first."""
        if self.number == 0:
            self.begin(None, f"ONE-{number}", 1)
        self.meet()
        (head,) = self.desk.drafts()
        return head.id

    def same_draft(self, number: int) -> Any:
        """Both sign the same draft, each with what stands in its own window."""
        draft_id = self.the_draft(number)
        self.meet()
        return told(partial(sign, self.desk, draft_id, entered(f"ONE-{number}", 1 + self.number)))

    def twice(self, number: int) -> Any:
        """Both sign the same draft as it is kept, as a person would who doubts whether it was signed."""
        draft_id = self.the_draft(number)
        self.meet()
        return told(partial(sign, self.desk, draft_id, self.desk_draft(number)))

    def desk_draft(self, number: int) -> Draft:
        """What stands in the draft that both have."""
        return entered(f"ONE-{number}", 1)

    def typing_on(self, number: int) -> Any:
        """The first signs a draft while the other types on in it."""
        opened = self.desk.draft(self.the_draft(number))
        self.meet()
        if self.number == 0:
            return told(partial(sign, self.desk, opened.id, opened.draft))
        came: list[Any] = []
        while not came or came[-1] is None:  # it is told at last
            came.append(told(partial(self.desk.keep_draft, opened, NOW)))
            threading.Event().wait(BETWEEN_LETTERS)
        return came[-1]

    def discarding(self, number: int) -> Any:
        """The first signs a draft, the other throws it away."""
        opened = self.desk.draft(self.the_draft(number))
        self.meet()
        if self.number == 0:
            return told(partial(sign, self.desk, opened.id, opened.draft))
        return told(partial(self.desk.discard_draft, opened.id, NOW))

    def keeping(self, number: int) -> Any:
        """Each types in a draft of its own."""
        opened = self.desk.new_draft(None, NOW)
        self.meet()
        for count in range(1, KEEPS + 1):
            self.desk.keep_draft(replace(opened, draft=entered(f"MINE-{number}-{self.number}", count)), NOW)
        return [str(opened.id)]

    def opening(self, number: int) -> Any:
        """The first is writing while the other comes in: in even rounds for a moment, in odd ones too long."""
        if self.number == 1:
            return self.come_in(number)
        with engine.writing(self.desk.store._engine):
            self.meet()  # the other is at the door now
            if number % 2 == 0:
                threading.Event().wait(A_MOMENT)
            else:
                self.meet()  # the other was told
            self.written.set()
        return None

    def come_in(self, number: int) -> str:
        """A second window opens; whether that was told, or waited until the first had written."""
        self.written.clear()
        usual = entering.record.open_ward
        if number % 2:
            entering.record.open_ward = partial(usual, patience=IMPATIENT)  # type: ignore[assignment]
        self.meet()
        try:
            wards.enter(self.folder, now=NOW).store.close()
        except Trouble as trouble:
            self.meet()
            return trouble.code
        finally:
            entering.record.open_ward = usual
        return "waited" if self.written.is_set() else "did not wait"


def run(race: str, rounds: int, window: Callable[[], Window], meet: Callable[[], object]) -> None:
    """One of the two processes."""
    here = window()
    for one in range(rounds):
        meet()
        came = getattr(here, race)(one)
        os.write(1, (json.dumps([one, here.number, came]) + "\n").encode())
    meet()
    here.desk.store.close()


def main(race: str, rounds: int, folder: Path) -> None:
    """Makes the ward, splits, and prints what was told."""
    desk = wards.new_ward(folder)
    if race == "same_child":
        opened = desk.new_draft(None, NOW)
        sign(desk, opened.id, entered(MRN, 0))
    desk.store.close()
    together(race, rounds, folder, Window)


def together(race: str, rounds: int, folder: Path, of: type[Window]) -> None:
    """Splits into two windows of a kind on a ward, and ends when both have ended."""
    split = multiprocessing.get_context("fork")
    barrier, written = split.Barrier(2, timeout=60), split.Event()
    windows = [partial(of, folder, number, barrier.wait, written) for number in range(2)]
    both = [split.Process(target=run, args=(race, rounds, window, barrier.wait)) for window in windows]
    for one in both:
        one.start()
    for one in both:
        one.join()
    sys.exit(any(one.exitcode for one in both))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
