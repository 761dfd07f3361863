"""The ward list in words: one row a child, unsigned work first. What stands in each place is all worked out here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.schedule import WEEK, date_of, week_of
from hlh_desktop.domain.telling import Telling, clock
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.domain.upcoming import next_doses
from hlh_desktop.domain.writing import area, listed, quantity

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import ChildLine, DraftHead, PlanHead, Who

State = Literal["ok", "ended", "draft", "warning", "intrathecal", "quiet", "number", "figure", "plain"]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in one place of a row: two lines, and the state that its icon and colour tell again."""

    first: str
    second: str = ""
    state: State = "plain"

    @property
    def words(self) -> str:
        """Both lines, for a search and for a screen reader."""
        return listed((self.first, self.second))


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One child. `line` is what it was made of; `plan` tells how the plan stands, `next` what is planned next."""

    line: ChildLine
    child: Place
    course: Place
    body: Place
    plan: Place
    next: Place
    draft: Place

    @property
    def unsigned(self) -> bool:
        """Whether something waits for a signature."""
        return self.line.draft is not None

    def holds(self, wanted: str) -> bool:
        """Whether each word of a search stands in the row; capitals make no difference."""
        places = (self.child, self.course, self.body, self.plan, self.next, self.draft)
        words = " ".join(place.words for place in places).casefold().replace(NON_BREAKING, " ")
        return all(word in words for word in wanted.casefold().split())


class Board:
    """Makes the rows; signed plans never change, so each is opened once."""

    def __init__(self, desk: OpenWard) -> None:
        self._desk = desk
        self._say: Callable[..., str] = desk.ward.wording.say
        self._tell = Telling(desk.ward.wording)
        self._plans: dict[UUID, Plan | None] = {}

    def rows(self, now: datetime) -> tuple[BoardRow, ...]:
        """Every child at a moment, those with a draft first, then by name."""
        here = self._desk.here(now)
        rows = [self._row(line, here) for line in self._desk.children(now)]
        return tuple(sorted(rows, key=lambda row: not row.unsigned))

    def _row(self, line: ChildLine, now: datetime) -> BoardRow:
        return BoardRow(
            line, self._child(line.identity, now), self._course(line), self._body(line), self._standing(line),
            self._next(line.plan, now), self._draft(line.draft, now),
        )  # fmt: skip

    def _child(self, who: Who, now: datetime) -> Place:
        number = self._say("page.board.number", mrn=who.mrn) if who.mrn else self._say("page.board.no_number")
        sex = self._say(f"paper.sex.{who.sex if who.sex in ('female', 'male') else 'unknown'}")
        born = who.date_of_birth
        known = born is not None and born <= now.date()
        age = self._tell.age(age_on(born, now.date())) if known and born else self._say("page.board.no_birth")
        return Place(who.name or self._say("page.board.no_name"), listed((number, sex, age)))

    def _course(self, line: ChildLine) -> Place:
        head, today = line.plan, line.course_day
        if head is None or today is None:
            return Place(self._say("page.board.draft"), self._say("page.board.new_child"))
        title = head.protocol or self._say("page.board.options_only")
        if not head.last_week:
            return Place(title, self._say("page.board.no_doses"))
        if today < 1:
            return Place(title, self._say("page.board.before", day=self._tell.day(head.day_one)))
        last = date_of(head.day_one, head.last_week * WEEK)
        if today > head.last_week * WEEK:
            return Place(title, self._say("page.board.ended", day=self._tell.day(last)))
        return Place(title, self._say("page.board.day", day=today, week=week_of(today)))

    def _body(self, line: ChildLine) -> Place:
        found = line.measures
        if found is None:
            return Place(self._say("page.board.not_measured"), state="quiet")
        weight, height = quantity(Quantity(found.weight_kg, "kg")), quantity(Quantity(found.height_cm, "cm"))
        both = self._say("page.board.measures", weight=weight, height=height)
        return Place(both, self._say("page.board.area", area=area(found.bsa_m2)))

    def _standing(self, line: ChildLine) -> Place:
        head = line.plan
        if head is not None:
            on = self._tell.day(self._desk.here(head.signed_at).date())
            return Place(self._say("page.board.signed", version=head.version), listed((head.signed_by, on)), "ok")
        step = line.draft.step if line.draft else 1
        return Place(self._say("page.board.unsigned"), self._say("page.board.step", step=step), "draft")

    def _next(self, head: PlanHead | None, now: datetime) -> Place:
        if head is None:
            return Place(self._say("page.board.nothing"), state="quiet")
        plan = self._plan(head.id)
        if plan is None:
            return Place(self._say("page.board.unreadable"), state="warning")
        found = next_doses(plan, self._desk.ward.knowledge, now)
        if not found:
            return Place(self._say("page.board.none_left" if plan.orders else "page.board.no_doses"), state="quiet")
        (moment,) = found
        more = len(moment.words) - 1
        when = self._say("page.board.more", when=moment.when, count=more) if more else moment.when
        return Place(moment.words[0], when, "intrathecal" if moment.doses[0].intrathecal else "plain")

    def _plan(self, plan: UUID) -> Plan | None:
        """A signed plan; None where it can't be read."""
        if plan not in self._plans:
            try:
                self._plans[plan] = self._desk.plan(plan).plan
            except Trouble:
                self._plans[plan] = None
        return self._plans[plan]

    def _draft(self, draft: DraftHead | None, now: datetime) -> Place:
        if draft is None:
            return Place(self._say("page.board.no_draft"), state="quiet")
        kept = self._desk.here(draft.kept)
        when = clock(kept) if kept.date() == now.date() else self._tell.day(kept.date())
        first = self._say("page.board.draft_open", number=draft.number)
        return Place(first, self._say("page.board.draft_kept", moment=when), "draft")
