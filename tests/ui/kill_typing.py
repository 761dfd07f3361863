"""Kills the program while somebody types in its window, and looks whether anything that it had kept is lost.

A process that never imports Qt splits off one child after the other. A child opens the real wizard on a draft of a
ward, types letter by letter into fields of the first two steps, presses answers, takes changes back, leaves and comes
again. It says what it is about to keep, what the window tells to be kept, and which words stood in a field when the
cursor left it; then it is killed. After each kill, the ward opens, its chains are whole, each draft holds the state
that was last told to be kept, or a later one, and every field that was left holds its words.

    python -m tests.ui.kill_typing ROUNDS SEED

It prints one line of JSON. A kill ends a program, not the computer: what was handed to the operating system stays.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hlh_desktop.domain.draft import Draft, value_at
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import canonical
from hlh_desktop.ward.open_ward import OpenWard
from tests.builders import knowledge
from tests.killing import Said, killed, middle
from tests.ward import wards

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QLineEdit, QWidget

    from hlh_desktop.ui.wizard.wizard import WizardPage
    from hlh_desktop.ward.values import OpenDraft

ON_ONE_WARD = 30
# A child says four lines a field. It is killed after so many and a part of so many seconds: those that a field takes,
# or those that keeping a draft takes, which is over so soon that it would hardly ever be met.
MOST_LINES = 30
MOMENTS = ((0.5, ""), (0.1, ""), (0.006, "keeping"), (0.006, "keeping"))
# Right and wrong, in short and long fields: all of it is kept as typed.
WORDS = ("TV04", "Example", "13.5", "13,5", "92", "0.92 m", "39.6", "22 Jun 2024", "21 Nov 2026 06:10", "11734", ".5")

NO_WINDOWS = ("This plugin does not support propagateSizeHints()", "This plugin does not support raise()")


def digest(draft: Draft) -> str:
    """A state of a draft in a few letters."""
    return canonical.digest(draft.to_body())[:16]


# --- a child


class Hands:
    """Somebody at the window, who says what happens."""

    def __init__(self, folder: Path, chance: random.Random, say: Callable[..., None]) -> None:
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtWidgets import QApplication

        from hlh_desktop.ui.desk import Desk
        from hlh_desktop.ui.theme import Theme

        qInstallMessageHandler(lambda _, __, words: None if words in NO_WINDOWS else say("failed", words))
        self.application = QApplication(["hlh-desktop"])
        Theme(self.application, "light")
        self.chance, self.say = chance, say
        self.desk = Desk(wards.enter(folder), lambda: wards.NOW)
        self.desk.kept.connect(self._kept)
        self.page: WizardPage

    def _kept(self, _: datetime) -> None:
        self.say("kept", self.page.entry.opened.id, digest(self.page.entry.draft))

    def work(self) -> None:
        """Draft after draft, for ever."""
        from PySide6.QtTest import QTest

        from hlh_desktop.ui.wizard.wizard import WizardPage

        self.say("opened")
        while True:
            left = self.desk.ward.drafts()
            if left and self.chance.random() < 0.5:
                draft_id = self.chance.choice(left).id
            else:
                draft_id = self.desk.ward.new_draft(None, wards.NOW).id
            self.say("begun", draft_id, digest(self.desk.ward.draft(draft_id).draft))
            self.page = WizardPage(self.desk, draft_id)
            self.page.resize(1280, 760)
            self.page.show()
            self.page.activateWindow()
            QTest.qWaitForWindowActive(self.page)  # nobody types into a window that has no cursor
            for _ in range(self.chance.randint(3, 12)):
                self.deed()
            self.page.close_draft()
            self.page.hide()
            self.page.deleteLater()
            self.application.processEvents()

    def deed(self) -> None:
        """Another field, an answer, another step, or the last change taken back."""
        fate = self.chance.random()
        if fate < 0.7:
            self.type()
        elif fate < 0.85:
            self.answer()
        elif fate < 0.95:
            self.page.go_to(self.chance.choice((1, 2)))
        else:
            self.say("back", self.page.entry.opened.id)
            self.page.entry.undo()
        self.application.processEvents()

    def type(self) -> None:
        """Words into a field, letter by letter with pauses, in place of what stands there; then Tab."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QLineEdit

        from hlh_desktop.ui.wizard.entry import PAUSE

        line = self.chance.choice(self.usable(QLineEdit))
        id_, path = self.page.entry.opened.id, _path(line)
        self.say("typing", id_, path)
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in self.chance.choice(WORDS):
            QTest.keyClick(line, letter, Qt.KeyboardModifier.NoModifier, self.chance.choice((-1, -1, -1, 10)))
        if self.chance.random() < 0.15:
            QTest.qWait(PAUSE + 20)  # the pause after which it is kept by itself
        words = line.text()
        QTest.keyClick(line, Qt.Key.Key_Tab)
        if path:
            self.say("left", id_, path, json.dumps(words))

    def answer(self) -> None:
        """One of the answers of the open step, by a click."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QRadioButton

        QTest.mouseClick(self.chance.choice(self.usable(QRadioButton)), Qt.MouseButton.LeftButton)

    def usable(self, kind: type[Any]) -> list[Any]:
        """What can be used of a kind on the open step."""
        step = self.page.step(self.page.entry.draft.step)
        return [one for one in step.findChildren(kind) if one.isVisibleTo(step) and one.isEnabled()]


def _path(line: QLineEdit) -> str:
    """The place in the case that a line writes as it stands; empty for dates, lists and the like."""
    from hlh_desktop.ui.widgets.field import Field

    around: QWidget | None = line.parentWidget()
    plain = type(around) is Field
    return around.path if plain and isinstance(around, Field) else ""


def work(folder: Path, chance: random.Random, say: Callable[..., None]) -> None:
    """What a child does until it is killed."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    usual = OpenWard.keep_draft

    def keep_draft(desk: OpenWard, draft: OpenDraft, now: datetime) -> None:
        say("keeping", draft.id, digest(draft.draft))
        usual(desk, draft, now)

    OpenWard.keep_draft = keep_draft  # type: ignore[method-assign]
    Hands(folder, chance, say).work()


# --- what was said, and what is there


@dataclass
class Told:
    """What was said of a draft: the states that it may be in, and the words of the fields that were left."""

    states: list[str] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)


def note(told: dict[UUID, Told], said: Said, counts: Counter[str]) -> None:
    """Takes down what a child had said, line after line."""
    for what, *words in said:
        counts[what] += 1
        if what in ("opened", "failed"):
            continue
        draft = told.setdefault(UUID(words[0]), Told())
        match what:
            case "begun" | "kept":
                draft.states = [words[1]]
            case "keeping":
                draft.states.append(words[1])
            case "typing":
                draft.left.pop(words[1], None)
            case "left":
                draft.left[words[1]] = json.loads(" ".join(words[2:]))
            case "back":
                draft.left.clear()


def look(folder: Path, told: dict[UUID, Told]) -> list[str]:
    """What is wrong with a ward after a kill; the ward is entered as a person would."""
    desk = wards.enter(folder)
    try:
        wrong = []
        for id_, draft in told.items():
            kept = desk.store.draft(id_)
            if kept is None:
                wrong.append(f"lost draft {id_}")
                continue
            found = Draft.from_body(kept.body)
            if digest(found) not in draft.states:
                wrong.append(f"lost state of draft {id_}")
            gone = [path for path, words in draft.left.items() if not _holds(value_at(found.case, path), words)]
            wrong += [f"lost field {path} of draft {id_}" for path in gone]
        check = desk.store.check()
        return wrong + ([] if check.whole and not check.head_behind else [f"chain: {check}"])
    finally:
        desk.store.close()


def _holds(value: Any, words: str) -> bool:
    """Whether a place of the case has the words of its field, or a list has them among its own."""
    return not words or words in value if isinstance(value, list) else (value or "") == words


def campaign(rounds: int, seed: int, place: Path) -> dict[str, Any]:
    """So many kills; answers figures and everything that was wrong."""
    chance, counts, moments, wrong = random.Random(seed), Counter[str](), Counter[str](), list[str]()
    began, folder, told = time.monotonic(), place / "none", dict[UUID, Told]()
    knowledge()
    for number in range(rounds):
        if number % ON_ONE_WARD == 0:
            shutil.rmtree(folder, ignore_errors=True)
            folder, told = place / f"ward-{number}", {}
            wards.new_ward(folder).store.close()
        child = partial(work, folder, random.Random(chance.random()))
        longest, upon = chance.choice(MOMENTS)
        said = killed(child, chance, lines=chance.randint(0, MOST_LINES), longest=longest, upon=upon)
        moments[middle(said)] += 1
        note(told, said, counts)
        wrong += [" ".join(line) for line in said if line[0] == "failed"]
        try:
            wrong += look(folder, told)
        except (Trouble, OSError, KeyError, ValueError) as error:
            wrong.append(f"opens not: {error!r}")
    return {
        "kills": rounds,
        "seed": seed,
        "acknowledged": counts["kept"] + counts["begun"],
        "fields_left": counts["left"],
        "counts": dict(counts),
        "killed_while": dict(moments),
        "wrong": wrong,
        "seconds": round(time.monotonic() - began, 1),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(json.dumps(campaign(int(sys.argv[1]), int(sys.argv[2]), Path(temporary))))
