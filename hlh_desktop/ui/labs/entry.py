"""The sample that is being typed at this desk: kept for who types it, judged at each change, saved as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal

from hlh_desktop.domain.results.stops.values import Stop
from hlh_desktop.domain.telling import Telling
from hlh_desktop.ui.labs.typing import TypedSample, read
from hlh_desktop.ward.log.typed import read_moment, show_moment
from hlh_desktop.ward.results import entering

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against the sample, by analyte, and of the sample itself."""

    stops: Mapping[str, tuple[Stop, ...]] = field(default_factory=dict)
    of_sample: tuple[Stop, ...] = ()

    def open(self, analyte: str) -> bool:
        """Whether something keeps a value from being saved."""
        return any(not stop.met for stop in self.stops.get(analyte, ()))

    @property
    def count(self) -> int:
        """How many values can't be saved as they stand."""
        return sum(self.open(name) for name in self.stops)

    def level(self, analyte: str) -> str:
        """The strictest that keeps a value from being saved, "hard" or "soft"; empty where nothing does."""
        levels = {stop.level for stop in self.stops.get(analyte, ()) if not stop.met}
        return next((level for level in ("hard", "soft") if level in levels), "")

    @property
    def free(self) -> bool:
        """Whether nothing keeps the sample from being saved."""
        return not self.count and all(stop.met for stop in self.of_sample)


def illegible_stop(code: str, wording: Wording) -> Stop:
    """What can't be read as a result, as something that keeps it from being saved."""
    key = f"results.typed.{code}"
    return Stop(0, code, "hard", wording.say(key if wording.has(key) else f"screen.{code}"), met=False)


class SampleEntry(QObject):
    """`changed` after each change of the sample, and when there is another or none."""

    changed = Signal()

    def __init__(self, desk: Desk, child: UUID, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._child = desk, child
        self.against = Against()
        self._dropped: dict[tuple[UUID, str], TypedSample] = {}

    @property
    def dropped(self) -> TypedSample | None:
        """The sample that who works here now discarded last, and that nothing came after."""
        return self._dropped.get(self._key)

    @property
    def _key(self) -> tuple[UUID, str]:
        return self._child, self._desk.ward.person.id

    @property
    def sample(self) -> TypedSample | None:
        """What who works here now is typing of this child; None while they type nothing."""
        return self._desk.samples.get(self._key)

    @property
    def moment(self) -> datetime | None:
        """When it was taken, in ward time; None while that is not legible."""
        sample = self.sample
        return None if sample is None else read_moment(self._desk.ward, sample.at, self._desk.now())

    @property
    def savable(self) -> bool:
        """Whether there is something to save, and nothing against it."""
        sample = self.sample
        return bool(sample and sample.filled) and self.moment is not None and self.against.free

    def begin(self, laboratory: str = "") -> None:
        """A sample of now."""
        now = self._desk.now()
        self.put(TypedSample(show_moment(self._desk.ward, now, now), laboratory))

    def put(self, sample: TypedSample) -> None:
        """The sample as it stands after a change."""
        self._desk.samples[self._key] = sample
        self._dropped.pop(self._key, None)
        self.look()
        self.changed.emit()

    def discard(self) -> None:
        """It is typed no more, and can be brought back."""
        sample = self.sample
        if sample is not None:
            self._dropped[self._key] = sample
        self.drop()

    def drop(self) -> None:
        """It is typed no more."""
        self._desk.samples.pop(self._key, None)
        self.look()
        self.changed.emit()

    def look(self) -> None:
        """What stands against it now; nothing is written. Trouble no_child."""
        sample = self.sample
        self.against = Against() if sample is None else self._look(sample)

    def _look(self, sample: TypedSample) -> Against:
        desk, now = self._desk.ward, self._desk.now()
        found = read(sample, self.moment or now, desk.ward.wording)
        stops = {name: (illegible_stop(code, desk.ward.wording),) for name, code in found.wrong.items()}
        judged = entering.look(desk, self._child, found.sample, found.confirmed, now)
        for stop in judged.stops:
            if stop.place is not None:
                name = found.analytes[stop.place]
                stops[name] = (*stops.get(name, ()), stop)
        of_sample = tuple(stop for stop in judged.stops if stop.place is None)
        return Against(stops, of_sample)

    def save(self) -> entering.Entered | None:
        """Writes the sample down; None where something stands against it, which is looked at anew.

        A value beside which another stands at the same moment is not written, and stays in the sample that is being
        typed. Troubles of `entering.enter`.
        """
        sample, at, now = self.sample, self.moment, self._desk.now()
        if sample is None or at is None or not self.savable:
            return None
        found = read(sample, at, self._desk.ward.ward.wording)
        entered = entering.enter(self._desk.ward, self._child, found.sample, found.confirmed, sample.id, now)
        if not entered.saved:
            self.put(sample)
            return None
        self._desk.kept.emit(now)
        left = {found.analytes[one.place] for one in entered.written.left}
        if left:
            values = {name: value for name, value in sample.values.items() if name in left}
            self.put(replace(sample, values=values, id=uuid4()))
        else:
            self.drop()
        return entered

    # --- in words

    def column(self) -> tuple[str, str]:
        """Day and clock time of its column; the text as it was typed where it is no moment."""
        sample, at = self.sample, self.moment
        if sample is None or at is None:
            return "", "" if sample is None else sample.at
        return Telling(self._desk.ward.ward.wording).short(at.date()), f"{at:%H:%M}"

    def said(self) -> str:
        """Its moment with the year."""
        at = self.moment
        if at is None:
            return ""
        return f"{Telling(self._desk.ward.ward.wording).day(at.date())} {at:%H:%M}"
