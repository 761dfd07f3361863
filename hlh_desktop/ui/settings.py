"""What this computer remembers: the ward last opened, the look, the text size, when it locks. Nothing of any child."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from PySide6.QtCore import QObject, QStandardPaths, Signal

from hlh_desktop.ui.theme import Wish

if TYPE_CHECKING:
    from collections.abc import Mapping

# Tests, and a ward that keeps the program on a stick, name the folder themselves.
HOME = "HLH_DESKTOP_HOME"
NAME = "hlh-desktop"
FILE = "settings.json"
LOG = "hlh-desktop.log"
LOOKS: tuple[Wish, ...] = get_args(Wish)
TEXT_SIZES = (100, 125, 150)
IDLE_MINUTES = (2, 3, 5, 10, 15)
# What is done when the time of a dose has come: nothing, a note, a note and a sound.
Notice = Literal["none", "visible", "sound"]
NOTICES: tuple[Notice, ...] = get_args(Notice)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The settings of this computer. `text` is in percent; after `idle` minutes without use the ward is locked.

    `notices`: what is done when the time of a dose has come. `lab_folder`: where a laboratory drops files, if watched;
    `lab_seen` is when the newest of them that was told of was changed, in ns.
    """

    ward: Path | None = None
    look: Wish = "system"
    text: int = 100
    idle: int = 5
    notices: Notice = "none"
    lab_folder: Path | None = None
    lab_seen: int = 0

    @property
    def scale(self) -> float:
        """The text size as a factor."""
        return self.text / 100


def home() -> Path:
    """The folder of settings and log: of the environment, else the platform's own for settings."""
    named = os.environ.get(HOME)
    if named:
        return Path(named)
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(place) / NAME


class Memory(QObject):
    """The settings in use. A file that can't be read or written never keeps anybody from working."""

    changed = Signal(object)  # Remembered

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.now = read(folder)

    @property
    def log(self) -> Path:
        """Where the program writes down its own faults."""
        return self.folder / LOG

    def change(self, **values: Any) -> None:
        """Other settings, kept at once."""
        wanted = replace(self.now, **values)
        if wanted == self.now:
            return
        self.now = wanted
        with suppress(OSError):
            write(self.folder, wanted)
        self.changed.emit(wanted)


def read(folder: Path) -> Remembered:
    """The settings of a folder; what is missing or makes no sense is as on the first day."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Remembered()
    return _sensible(found) if isinstance(found, dict) else Remembered()


def _sensible(found: Mapping[str, Any]) -> Remembered:
    usual = Remembered()
    return Remembered(
        ward=_path(found.get("ward")),
        look=_one_of(found.get("look"), LOOKS, usual.look),
        text=_one_of(found.get("text"), TEXT_SIZES, usual.text),
        idle=_one_of(found.get("idle"), IDLE_MINUTES, usual.idle),
        notices=_one_of(found.get("notices"), NOTICES, usual.notices),
        lab_folder=_path(found.get("lab_folder")),
        lab_seen=seen if type(seen := found.get("lab_seen")) is int else usual.lab_seen,
    )


def _path(found: Any) -> Path | None:
    return Path(found) if isinstance(found, str) and found else None


def _one_of(found: Any, known: tuple[Any, ...], otherwise: Any) -> Any:
    return found if type(found) is type(otherwise) and found in known else otherwise


def write(folder: Path, remembered: Remembered) -> None:
    """Writes the settings, whole or not at all. OSError where the folder can't be written."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = {name: str(one) if isinstance(one, Path) else one for name, one in asdict(remembered).items()}
    unfinished = folder / f"{FILE}.{os.getpid()}"
    try:
        unfinished.write_text(json.dumps(plain, indent=1, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(folder / FILE)
    finally:
        unfinished.unlink(missing_ok=True)
