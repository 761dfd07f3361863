"""What the banner over every page of a child says: who, measures with date, allergies, course, state of the plan."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.quantity import NON_BREAKING, Quantity
from hlh_desktop.domain.schedule import week_of
from hlh_desktop.domain.writing import area, listed, quantity
from hlh_desktop.ward.drafts import typed_identity

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from hlh_desktop.domain.case import Case
    from hlh_desktop.domain.log.values import Stay
    from hlh_desktop.domain.wording import Wording
    from hlh_desktop.ward.look import Look
    from hlh_desktop.ward.values import ChildRecord, Measures, OpenDraft, PlanHead, Who

State = Literal["ok", "draft", "warning"]


@dataclass(frozen=True, slots=True)
class BannerFacts:
    """The banner in words. Each pair is what stands above and below; what is not known says so and is never empty.

    `title` names the child in the title of the window. `state` is that of the plan; `alert` that allergies were never
    asked.
    """

    title: str
    name: str
    number: str
    age: str
    born: str
    measures: str
    measured: str
    allergies: str
    alert: bool
    course: str
    course_note: str
    state: State
    plan: str
    plan_note: str


def of_child(
    record: ChildRecord, case: Case | None, wording: Wording, now: datetime, stay: Stay | None = None
) -> BannerFacts:  # fmt: skip
    """The banner of a child; `case` is that of the plan that stands, `now` in ward time, `stay` where the child is."""
    head = record.plan
    measures = head.measures if head else None
    state: State = "ok" if head else "warning"
    name, number, age, born = _identity(record.identity, wording, now)
    return BannerFacts(
        wording.say("banner.title", name=_name(record.identity, wording), mrn=record.identity.mrn),
        name,
        _placed(number, stay, wording),
        age,
        born,
        *_measures(measures, wording),
        *_allergies(measures.allergies if measures else None, wording),
        *_course(record, case, wording),
        state,
        *_standing(head, wording, now),
    )


def of_draft(opened: OpenDraft, look: Look, wording: Wording, now: datetime) -> BannerFacts:
    """The banner of a draft, from what can be read of what was typed; `now` in ward time."""
    who = typed_identity(opened.draft.case)
    begun = opened.begun.astimezone(now.tzinfo)
    typed = value_at(opened.draft.case, "patient.allergies")
    known = tuple(one for one in typed if isinstance(one, str)) if isinstance(typed, list | tuple) else None
    course = wording.say("banner.revision" if value_at(opened.draft.case, "revised_at") else "banner.new_plan")
    mrn = who.mrn or wording.say("banner.no_number")
    return BannerFacts(
        wording.say("banner.title_draft", course=course, name=_name(who, wording), mrn=mrn),
        *_identity(who, wording, now),
        *_measured(look, wording),
        *_allergies(known, wording),
        course,
        _day_one(opened, wording),
        "draft",
        wording.say("banner.draft"),
        wording.say("banner.draft_note", number=opened.number, moment=_moment(begun, wording)),
    )


def day(on: date, wording: Wording) -> str:
    """A date as every screen shows it, e.g. "22 Nov 2026"."""
    return NON_BREAKING.join((str(on.day), wording.say(f"paper.month.{on.month}"), str(on.year)))


def _moment(at: datetime, wording: Wording) -> str:
    return NON_BREAKING.join((day(at.date(), wording), f"{at:%H:%M}"))


def _name(who: Who, wording: Wording) -> str:
    return who.name or wording.say("banner.no_name")


def _identity(who: Who, wording: Wording, now: datetime) -> tuple[str, str, str, str]:
    """Name, number, sex and age, birth date."""
    number = wording.say("banner.number", mrn=who.mrn) if who.mrn else wording.say("banner.no_number")
    sex = who.sex if who.sex in ("female", "male") else "unknown"
    if who.date_of_birth is None or who.date_of_birth > now.date():
        return _name(who, wording), number, wording.say(f"banner.sex.{sex}"), wording.say("banner.no_birth")
    age = _age(who.date_of_birth, now.date(), wording)
    born = wording.say("banner.born", day=day(who.date_of_birth, wording))
    return _name(who, wording), number, listed((wording.say(f"banner.sex.{sex}"), age)), born


def _placed(number: str, stay: Stay | None, wording: Wording) -> str:
    """The number with the bed, or with where the child is otherwise; alone while nobody wrote that down."""
    if stay is None or (stay.kind == "admitted" and not stay.bed):
        return number
    if stay.kind == "admitted":
        return wording.say("banner.place.bed", number=number, bed=stay.bed)
    return wording.say("banner.place.other", number=number, place=wording.say(f"banner.stay.{stay.kind}"))


def _age(born: date, on: date, wording: Wording) -> str:
    age = age_on(born, on)
    if age.years:
        return wording.say("paper.age.years", years=age.years, months=age.months_past_birthday)
    return (
        wording.say("paper.age.months", months=age.months)
        if age.months
        else wording.say("paper.age.days", days=age.days)
    )


def _measures(found: Measures | None, wording: Wording) -> tuple[str, str]:
    if found is None:
        return wording.say("banner.no_measures"), wording.say("banner.no_measures_note")
    dates = _dates(found.weighed_on, found.measured_on, wording)
    return _sizes(found.weight_kg, found.height_cm, found.bsa_m2, wording), dates


def _measured(look: Look, wording: Wording) -> tuple[str, str]:
    """What of weight and height a draft has; without both there is no body surface area."""
    weight, height = look.weight, look.height
    if weight is None and height is None:
        return _measures(None, wording)
    kilograms, weighed = (weight.value, weight.row.on) if weight else (None, None)
    centimetres, measured = (height.value, height.row.on) if height else (None, None)
    sizes = _sizes(kilograms, centimetres, look.bsa.used if look.bsa else None, wording)
    return sizes, _dates(weighed, measured, wording)


def _sizes(weight: Decimal | None, height: Decimal | None, bsa: Decimal | None, wording: Wording) -> str:
    parts = (
        quantity(Quantity(weight, "kg")) if weight else wording.say("banner.no_weight"),
        quantity(Quantity(height, "cm")) if height else wording.say("banner.no_height"),
        wording.say("banner.bsa", area=area(bsa)) if bsa else "",
    )
    return (NON_BREAKING * 2 + " ").join(part for part in parts if part)


def _dates(weighed: date | None, measured: date | None, wording: Wording) -> str:
    if weighed is None or measured is None or weighed == measured:
        one = weighed or measured
        return wording.say("banner.measured", day=day(one, wording)) if one else ""
    return wording.say("banner.measured_apart", weighed=day(weighed, wording), measured=day(measured, wording))


def _allergies(known: tuple[str, ...] | None, wording: Wording) -> tuple[str, bool]:
    """The allergies, and whether nobody has asked yet."""
    if known is None:
        return wording.say("banner.allergies_not_asked"), True
    return listed(known) or wording.say("banner.allergies_none"), False


def _course(record: ChildRecord, case: Case | None, wording: Wording) -> tuple[str, str]:
    head, today = record.plan, record.course_day
    if head is None or today is None:
        return wording.say("banner.no_plan"), wording.say("banner.no_plan_note")
    title = head.protocol or wording.say("banner.options_only")
    if today < 1:
        text = wording.say("banner.before", title=title, day=day(head.day_one, wording))
    else:
        text = wording.say("banner.course", title=title, day=today, week=week_of(today))
    return text, cause_words(case, wording)


def cause_words(case: Case | None, wording: Wording) -> str:
    """What set the disease off, and how the child was when the plan was made."""
    if case is None:
        return ""
    etiology, course = case.etiology, case.severity.course
    if etiology.pathogen and wording.has(f"paper.pathogen.{etiology.pathogen}"):
        cause = wording.say(f"paper.pathogen.{etiology.pathogen}")
    else:
        cause = etiology.pathogen or wording.say(f"paper.kind.{etiology.kind or 'not_asked'}")
    return listed((cause, wording.say(f"paper.course.{course}") if course else ""))


def _standing(head: PlanHead | None, wording: Wording, now: datetime) -> tuple[str, str]:
    if head is None:
        return wording.say("banner.unsigned"), ""
    signed = head.signed_at.astimezone(now.tzinfo)
    by = listed((head.signed_by, head.second_by or "", _moment(signed, wording)))
    return wording.say("banner.signed", version=head.version), by


def _day_one(opened: OpenDraft, wording: Wording) -> str:
    """Day one as it was typed; open where no day can be read."""
    typed = value_at(opened.draft.case, "day_one")
    with suppress(ValueError, TypeError):
        return wording.say("banner.day_one", day=day(date.fromisoformat(typed), wording))
    return wording.say("banner.day_one_open")
