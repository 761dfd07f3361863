"""The first three steps of making a ward: where it lies, what it is called, who comes first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QStandardPaths, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.ui.theme import look
from hlh_desktop.ui.widgets.choice import Choice
from hlh_desktop.ui.widgets.field import Field
from hlh_desktop.ui.widgets.marks import Note
from hlh_desktop.ui.widgets.new_password import NewPassword
from hlh_desktop.ui.widgets.pick import Pick
from hlh_desktop.ui.widgets.texts import button, repaint, text
from hlh_desktop.ui.widgets.training import TrainingStrip
from hlh_desktop.ward import entering

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.people import Role

WIDE = 560
FOLDER = "hlh-ward"


class Part(QWidget):
    """A step: its title, why it is asked, what is still missing, and what came of it in a few words."""

    changed = Signal()
    done = Signal()  # Return was pressed in its last field

    def __init__(self) -> None:
        super().__init__()
        self.title = self.name = self.why = ""
        # Where the cursor stands when the step opens. No focus proxy: Qt would lead Tab past the buttons around.
        self.first: QWidget = self
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def tell(self, title: str, name: str, why: str) -> None:
        """Its heading, its name in the list of steps, and the line under the heading."""
        self.title, self.name, self.why = title, name, why

    def missing(self) -> str:
        """What is still missing, in a sentence; empty when the step is done."""
        return ""

    def told(self) -> str:
        """What was answered, for the list of steps."""
        return ""

    def begin(self) -> None:
        """The step is opened."""

    def card(self, *widgets: QWidget, heading: str = "") -> QFrame:
        """A card of a readable width, added to the step."""
        made = QFrame()
        made.setProperty("frame", "card")
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        if heading:
            column.addWidget(text(heading, "heading"))
        for widget in widgets:
            column.addWidget(widget)
        self.add(made)
        return made

    def add(self, widget: QWidget) -> None:
        """Puts a widget into the step, at most of a readable width; the rest of the line stays free."""

        def widen() -> None:
            widget.setMaximumWidth(look().tokens.px(WIDE))

        repaint(widget, widen)
        widen()
        row = QHBoxLayout()
        row.addWidget(widget, 1)
        row.addStretch(0)
        self.column.addLayout(row)


class FolderPart(Part):
    """Where the record will lie, and in which time zone the ward works."""

    def __init__(self) -> None:
        super().__init__()
        self.tell(
            self.tr("Where the record will be kept"), self.tr("Folder and time zone"),
            self.tr("Everything of the ward stands in one encrypted folder on this computer. No network is used."),
        )  # fmt: skip
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.folder = Field("folder", self.tr("New or empty folder"))
        self.folder.show_value(str(Path(place or Path.home()) / FOLDER))
        choose = button(self.tr("&Choose..."), icon="folder")
        choose.clicked.connect(self._choose)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        known = sorted(bytes(one.data()).decode() for one in QTimeZone.availableTimeZoneIds())
        zones = [(one, one) for one in known if "/" in one or one == "UTC"]
        self.zone = Pick("zone", self.tr("Time zone of the ward"), zones, nothing=self.tr("Choose a time zone"))
        self.zone.choose(bytes(QTimeZone.systemTimeZoneId().data()).decode())
        self.card(row, self.zone, text(self.tr("Doses are planned in the time of the ward: 08:00 stays 08:00 when the "
                                               "clocks change."), "small", wrap=True))  # fmt: skip
        self.folder.typed.connect(lambda _: self.changed.emit())
        self.folder.line.returnPressed.connect(self.done)
        self.zone.changed.connect(lambda _: self.changed.emit())
        self.first = self.folder

    def _choose(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("New or empty folder"), str(self.path.parent))
        if found:
            self.folder.show_value(found)
            self.changed.emit()

    @property
    def path(self) -> Path:
        """The folder as typed."""
        return Path(self.folder.value.strip()).expanduser()

    def missing(self) -> str:
        if not self.folder.value.strip() or not self.path.is_absolute():
            return self.tr("Name the folder in full, from its drive or root.")
        try:
            entering.face(self.path)
        except Trouble as trouble:
            if trouble.code != "no_ward":
                return self.tr("There is a ward in this folder already. Choose another one.")
        else:
            return self.tr("There is a ward in this folder already. Open it, or choose another folder.")
        if not _is_free(self.path):
            return self.tr("There are other files in this folder. Choose a new or empty one.")
        return "" if self.zone.value else self.tr("Choose the time zone.")

    def told(self) -> str:
        return f"{self.path.name}, {self.zone.value}"


def _is_free(folder: Path) -> bool:
    """Whether nothing is there, or an empty folder."""
    try:
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError:
        return False


class WardPart(Part):
    """What the ward is called, and whether it is only for practice."""

    def __init__(self) -> None:
        super().__init__()
        self.tell(
            self.tr("What is the ward called?"), self.tr("Ward"),
            self.tr("The name stands at the top of every page and print."),
        )  # fmt: skip
        self.ward = Field("ward", self.tr("Name of the ward"), hint=self.tr("such as Ward 4B"))
        self.training = QCheckBox(self.tr("For &training only"))
        self.stripes = TrainingStrip()
        note = self.tr("Such a ward has these stripes on every page and print, and can never become a real one. "
                       "Never enter a real child there.")  # fmt: skip
        self.card(self.ward, self.training, self.stripes, text(note, "small", wrap=True))
        self.ward.typed.connect(lambda _: self.changed.emit())
        self.ward.line.returnPressed.connect(self.done)
        self.training.toggled.connect(lambda _: self.changed.emit())
        self.first = self.ward

    def missing(self) -> str:
        return "" if self.ward.value.strip() else self.tr("Name the ward.")

    def told(self) -> str:
        name = self.ward.value.strip()
        return self.tr("{0}, training").format(name) if name and self.training.isChecked() else name


class PersonPart(Part):
    """Who makes the ward: the first name and password that open it."""

    def __init__(self, ward: Callable[[], str], training: Callable[[], bool]) -> None:
        super().__init__()
        self.tell(
            self.tr("Who comes first?"), self.tr("First person"),
            self.tr("Each person has a name and a password of their own; others are added later under Settings."),
        )  # fmt: skip
        self.person = Field(
            "person", self.tr("Name, as it stands under a signature"), hint=self.tr("such as Dr A. Example")
        )
        professions = (
            ("physician", self.tr("Physician")), ("nurse", self.tr("Nurse")), ("pharmacist", self.tr("Pharmacist")),
        )  # fmt: skip
        self.profession = Choice(self.tr("Profession"), professions, "physician")
        also = self.tr("Who makes the ward is its administrator too: adds people and gives roles.")
        self.password = NewPassword(lambda: (self.person.value, ward()), training=training)
        self.card(
            self.person, text(self.tr("Profession"), "label"), self.profession, text(also, "small", wrap=True),
            self.password,
        )  # fmt: skip
        lost = self.tr(
            "Nobody can look up or reset a password. If it is lost, only the recovery sheet of the next step helps."
        )
        self.add(Note("info", lost))
        self.person.typed.connect(lambda _: self.password.look_again())
        self.password.changed.connect(self.changed)
        self.profession.changed.connect(lambda _: self.changed.emit())
        self.person.line.returnPressed.connect(self.password.first.setFocus)
        self.password.first.line.returnPressed.connect(self.password.second.setFocus)
        self.password.second.line.returnPressed.connect(self.done)
        self.first = self.person

    def begin(self) -> None:
        self.password.look_again()

    def missing(self) -> str:
        if not self.person.value.strip():
            return self.tr("Say who you are.")
        return "" if self.password.value is not None else self.tr("Choose a password and type it twice.")

    def told(self) -> str:
        return self.person.value.strip()

    @property
    def role(self) -> Role:
        """The profession that is chosen."""
        return cast("Role", self.profession.value)
