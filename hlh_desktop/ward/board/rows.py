"""A row of the board in words: of a child with a signed plan, and of one of whom there is only a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.urgency import has_come, this_shift
from hlh_desktop.domain.log.values import AT_HOME
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.schedule import WEEK, date_of, day_of, week_of
from hlh_desktop.domain.telling import clock
from hlh_desktop.domain.writing import listed, unbroken
from hlh_desktop.ward.board.changes import changed_cell
from hlh_desktop.ward.board.kept import FERRITIN, PLATELETS
from hlh_desktop.ward.board.newest_words import newest_cell
from hlh_desktop.ward.board.now_words import edge_of, now_cell, task_cell
from hlh_desktop.ward.board.values import BoardRow, Cell, Note, dash
from hlh_desktop.ward.children import who

if TYPE_CHECKING:
    from hlh_desktop.domain.log.urgency import Clock
    from hlh_desktop.ward.board.kept import Kept
    from hlh_desktop.ward.board.sight import Sight
    from hlh_desktop.ward.board.telling import Words
    from hlh_desktop.ward.values import DraftHead, PlanHead, Who


def child_row(kept: Kept, draft: DraftHead | None, sight: Sight, clock_: Clock, words: Words) -> BoardRow:
    """The row of a child of the record."""
    first, of = sight.first, kept.of_plan
    overdue = sum(one.overdue for one in sight.waiting)
    now, group, edge, at = now_cell(kept, sight, words), first.group if first else "nothing", edge_of(first), None
    if first is not None:
        at = first.at
    if draft is not None and group == "nothing" and not sight.left:
        now, group, edge, at = draft_cell(draft, words), "waits", "waits", draft.kept
    return BoardRow(
        child=kept.child, draft=draft.id if draft else None, group=group, at=at, overdue=overdue,
        calls=frozenset(str(one.dose.dose.id) for one in sight.waiting if one.dose and has_come(one, clock_)),
        due=any(this_shift(one, clock_) for one in sight.waiting), unstable=of is not None and of.unstable,
        left=sight.left, edge=edge, bed=_bed(sight, words), name=name_cell(who(kept.identity), words),
        course=_course(kept.head, of.cause if of else "", words), now=now,
        late=Cell(str(overdue), sign="critical" if overdue else "muted"), next=_next(kept, sight, words),
        task=task_cell(sight, words), ferritin=newest_cell(kept.newest.get(FERRITIN), words),
        platelets=newest_cell(kept.newest.get(PLATELETS), words, peak=False),
        changed=changed_cell(kept, clock_.shift.begin, words),
    )  # fmt: skip


def draft_row(draft: DraftHead, words: Words) -> BoardRow:
    """The row of a child who is not in the record yet."""
    none, nothing = dash(words.say("unknown")), Cell(words.say("none"), sign="muted")
    return BoardRow(
        child=None, draft=draft.id, group="waits", at=draft.kept, overdue=0, calls=frozenset(), due=False,
        unstable=False, left=False, edge="waits", bed=none, name=name_cell(draft.identity, words),
        course=Cell(words.say("course.none"), (Note(words.say("course.new")),)), now=draft_cell(draft, words),
        late=Cell(str(0), sign="muted"), next=Cell(words.say("next.unsigned"), sign="muted"), task=nothing,
        ferritin=none, platelets=none, changed=nothing,
    )  # fmt: skip


def draft_cell(draft: DraftHead, words: Words) -> Cell:
    """A draft that waits for its signature."""
    more = words.say("draft.at", number=draft.number, step=draft.step, moment=words.at(draft.kept))
    return Cell(words.say("draft.title"), (Note(words.say("draft.unsigned"), "draft", more),))


def name_cell(found: Who, words: Words) -> Cell:
    """Who the child is: name, number, sex, age."""
    today, born = words.now.astimezone(words.zone).date(), found.date_of_birth
    number = words.say("child.number", mrn=found.mrn) if found.mrn else words.say("child.no_number")
    sex = words.tell.say(f"sex.{found.sex if found.sex in ('female', 'male') else 'unknown'}")
    known = born is not None and born <= today
    age = words.tell.age(age_on(born, today)) if known and born else words.say("child.no_birth")
    who_ = listed((sex, unbroken(age)))
    return Cell(found.name or words.say("child.no_name"), (Note(who_), Note(number)))


def _bed(sight: Sight, words: Words) -> Cell:
    stay = sight.stay
    if stay is None or not stay.bed:
        away = stay is not None and stay.kind in AT_HOME
        return Cell(words.say(f"bed.{stay.kind}"), sign="muted") if stay and away else dash(words.say("bed.unknown"))
    return Cell(stay.bed)


def _course(head: PlanHead | None, cause: str, words: Words) -> Cell:
    if head is None:
        return Cell(words.say("course.none"))
    title, today = head.protocol or words.say("course.options"), words.now.astimezone(words.zone).date()
    day, last = day_of(head.day_one, today), head.last_week * WEEK
    if not head.last_week:
        said = words.say("course.no_doses", title=title)
    elif day < 1:
        said = words.say("course.before", title=title, day=words.tell.short(head.day_one))
    elif day > last:
        said = words.say("course.ended", title=title, day=words.tell.day(date_of(head.day_one, last)))
    else:
        said = words.say("course.day", title=title, day=day, week=week_of(day))
    return Cell(said, (Note(cause),) if cause else ())


def _next(kept: Kept, sight: Sight, words: Words) -> Cell:
    if sight.left:
        return Cell(words.say("next.left"), sign="muted")
    if kept.head is None:
        return Cell(words.say("next.unsigned"), sign="muted")
    found = sight.next
    if found is None:
        return Cell(words.say("next.none_left" if kept.doses else "next.no_doses"), sign="muted")
    here = found.span.due.astimezone(words.zone)
    today = here.date() == words.now.astimezone(words.zone).date()
    when = words.say("next.today", clock=clock(here)) if today else words.at(found.span.due)
    spinal = found.dose.kind == "intrathecal"
    return Cell(words.dose(found.dose, hidden=sight.hidden), (Note(when),), "intrathecal" if spinal else "plain")
