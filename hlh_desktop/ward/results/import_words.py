"""What would come of a laboratory's file, in the words of the import page: five lists, so that no line is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.results.incoming.preview import reason_line
from hlh_desktop.domain.results.incoming.values import Meaning
from hlh_desktop.domain.telling import Telling, clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hlh_desktop.domain.laboratory import Analyte
    from hlh_desktop.domain.results.incoming.preview import NotTaken, Preview, Taken
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.open_ward import OpenWard

SAID = ("preliminary", "corrected", "pending", "cancelled")


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of a file. `number` is what it is accepted by, None where it cannot be taken."""

    number: int | None
    when: str
    name: str
    value: str
    fate: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ImportLines:
    """All lines of a file, by what comes of them: to be looked at, taken, known already, left, refused.

    `other` is what in the file is no result, and what a person should know of it as a whole.
    """

    look: tuple[ImportLine, ...]
    take: tuple[ImportLine, ...]
    known: tuple[ImportLine, ...]
    left: tuple[ImportLine, ...]
    refused: tuple[ImportLine, ...]
    other: tuple[str, ...]


def import_lines(desk: OpenWard, preview: Preview) -> ImportLines:
    """The lines of a preview in words."""
    tell = Teller(desk.ward.wording, desk.zone, desk.labs.catalogue(dropped=True))
    ready = [one for one in preview.taken if one.fate != "known"]
    return ImportLines(
        tuple(tell.taken(one) for one in ready if one.checks),
        tuple(tell.taken(one) for one in ready if not one.checks),
        tuple(tell.taken(one) for one in preview.taken if one.fate == "known"),
        tuple(tell.not_taken(one) for one in preview.left),
        tuple(tell.not_taken(one) for one in preview.refused),
        tuple(reason_line(one, desk.ward.wording) for one in preview.notes),
    )


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts lines into words; moments in ward time."""

    wording: Wording
    zone: ZoneInfo
    catalogue: Mapping[str, Analyte]

    def taken(self, one: Taken) -> ImportLine:
        """A line that may be taken, why a person looks at it before, and what becomes of it."""
        reported = one.reported
        why = " ".join(reason_line(check, self.wording) for check in one.checks)
        return ImportLine(
            one.number, self._moment(one.sample.at), self.catalogue[reported.analyte].name, self._value(one),
            self._fate(one), why,
        )  # fmt: skip

    def not_taken(self, one: NotTaken) -> ImportLine:
        """A line that is left or refused, where it stands in the file, and why."""
        say, row = self.wording.say, one.row
        why = reason_line(one.reason, self.wording)
        if row is None:
            return ImportLine(None, "", say("import_page.rows", count=one.count), "", "", why)
        return ImportLine(None, row.at, row.called, row.shown, self._place(row.place), why)

    def _place(self, place: str) -> str:
        """Where a line stands in its file: a line, a line and its column, or a path as it is."""
        line, mark, column = place.partition(":")
        if not line.isdigit():
            return place
        key = "importing.place.cell" if mark else "importing.place.line"
        return self.wording.say(key, line=line, column=column, place=place)

    def _moment(self, at: datetime) -> str:
        here = at.astimezone(self.zone)
        return f"{Telling(self.wording).day(here.date())} {clock(here)}"

    def _value(self, one: Taken) -> str:
        """What would stand in the record, with its status where that is not simply final."""
        reported, say = one.reported, self.wording.say
        number = "" if reported.value is None else f"{reported.comparator or ''}{reported.value:f}"
        shown = " ".join(part for part in (number, reported.unit if number else "", reported.text) if part)
        if reported.status not in SAID:
            return shown
        status = say(f"importing.status.{reported.status}")
        return say("import_page.value", value=shown, status=status) if shown else status

    def _fate(self, one: Taken) -> str:
        say = self.wording.say
        if one.fate != "supersedes":
            return say(
                "import_page.known" if one.fate == "known" else "import_page.look" if one.checks else "import_page.new"
            )
        before = None if one.of is None else one.of.reported
        if before is None or before.value is None:
            return say("import_page.supersedes_nothing")
        return say("import_page.supersedes", value=f"{before.comparator or ''}{before.value:f} {before.unit}")


def meanings(wording: Wording) -> tuple[tuple[str, str], ...]:
    """Whatever a column of a table may mean, with its words."""
    return tuple((name, wording.say(f"importing.meaning.{name}")) for name in get_args(Meaning))


def unknown_codes(preview: Preview) -> tuple[tuple[str, str], ...]:
    """The codes of a file that nobody knows yet, each once, with the words that stand beside them."""
    found = (one.reason.values for one in preview.left if one.reason.code == "code_unknown")
    return _once((str(one["code"]), str(one["words"])) for one in found)


def unknown_units(preview: Preview) -> tuple[tuple[str, str], ...]:
    """The units that the catalogue does not list, each once, with the analyte that they stand at."""
    found = (one.reason.values for one in preview.left if one.reason.code == "unit_unlisted")
    return _once((str(one["unit"]), str(one["name"])) for one in found)


def _once(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict(reversed(list(pairs))).items())[::-1]
