"""Tasks of deciding: on each next dose, on how a drug ends, on prophylaxis, transplantation and who else agrees."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hlh_desktop.domain.patient import age_on
from hlh_desktop.domain.schedule import WEEK, date_of
from hlh_desktop.domain.tasks.called import (
    ANAKINRA,
    CICLOSPORIN,
    EMAPALUMAB,
    ETOPOSIDE,
    RITUXIMAB,
    RUXOLITINIB,
    Call,
    Calls,
    continued,
    ends,
    first,
    first_continuation,
    given,
    last,
    last_moment,
    plan_end,
    steroids,
    when,
    with_finding,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from hlh_desktop.domain.situation import Situation

TRANSPLANT, UNDER_AGE = "consider_transplant", "cotrimoxazole_under_2_months"
DEP_ETOPOSIDE = "dep_etoposide"


# --- the next dose


def _etoposide_again(call: Call) -> date | None:
    """From day one, or the first dose of DEP, where a dose is due on or after the day on which it is first decided."""
    begun, ended = _begin_of_first(call.situation), _end_of_first(call)
    if begun is None or ended is None:
        return None
    return begun if ended.date() >= date_of(begun, call.rule.day) else None


def _begin_of_first(situation: Situation) -> date | None:
    if situation.has(ETOPOSIDE):
        return situation.case.day_one
    of_dep = first(situation, DEP_ETOPOSIDE)
    return None if of_dep is None else of_dep.date()


def _end_of_first(call: Call) -> datetime | None:
    """The last dose of etoposide before continuation, that of DEP too, which knows none."""
    days = min(call.situation.knowledge.settings.plan_weeks) * WEEK
    ended = max((one.at for one in given(call.situation, ETOPOSIDE) if one.day <= days), default=None)
    of_dep = last_moment(call.situation, DEP_ETOPOSIDE)
    return max((at for at in (ended, of_dep) if at is not None), default=None)


def _after_rituximab(call: Call) -> datetime | None:
    """So many days after the last dose: it too may be followed by another."""
    ended = last_moment(call.situation, RITUXIMAB)
    return None if ended is None else ended + timedelta(days=call.number("days_after"))


def _emapalumab_again(call: Call) -> date | None:
    """From the first dose, where the course is so long."""
    begun, ended = first(call.situation, EMAPALUMAB), last(call.situation, EMAPALUMAB)
    if begun is None or ended is None:
        return None
    return begun if ended.date() >= date_of(begun.date(), call.rule.day) else None


# --- how a drug ends


def _steroid_ends(call: Call) -> date | None:
    """Some days before the last steroid, after a course of many days, unless the protocol's own taper ends it."""
    days = steroids(call.situation)
    if len(days) < call.number("course_days"):
        return None
    ended, line = next(reversed(days.items()))
    own = line in call.rule.lists["own_taper"]
    if own and (ended - call.situation.case.day_one).days + 1 >= call.number("taper_day"):
        return None
    return ended - timedelta(days=call.number("days_before"))


def _stress(call: Call) -> date | None:
    """From a day of the course on, or as long after a steroid that begins later; at the last where it ends before."""
    days = steroids(call.situation)
    if not days:
        return None
    from_day = date_of(max(call.situation.case.day_one, min(days)), call.number("course_day"))
    ended = max(days)
    if ended < from_day and len(days) < call.number("steroid_days"):
        return None
    return min(from_day, ended)


def _prophylaxis_stops(call: Call) -> date | None:
    """The plan's last day, where prophylaxis ends then while what it protects from goes on or outlasts it."""
    situation, end = call.situation, plan_end(call.situation)
    if end is None or not situation.has(*call.rule.lists["prophylaxis"]):
        return None
    late = end - timedelta(days=WEEK)
    running = [*steroids(situation), *(one.at.date() for one in given(situation, *call.rule.lists["running"]))]
    return end if situation.has(*call.rule.lists["lasting"]) or any(day > late for day in running) else None


def _cotrimoxazole(call: Call) -> date | None:
    """The day on which the child is old enough, where it was refused for age."""
    if UNDER_AGE not in call.codes:
        return None
    born, day = call.situation.case.patient.date_of_birth, call.situation.case.day_one
    months = call.situation.knowledge.alerts[UNDER_AGE].numbers["months"]
    while age_on(born, day).months < months:
        day += timedelta(days=1)
    return day


# --- with others


def _malignant(situation: Situation) -> bool:
    return situation.etiology.kind == "malignancy"


def _came_back(situation: Situation) -> bool:
    """Whether HLH is treated that was in remission; a flare of a rheumatic disease is not what trials called so."""
    return situation.severity.response == "reactivated" and situation.etiology.kind != "rheumatic"


def _lasting(situation: Situation) -> bool:
    """Whether what HLH-94 led to transplantation is here: disease that came back, or is treated past week 8."""
    return _came_back(situation) or continued(situation)


def _review(call: Call) -> date | None:
    """Malignancy, disease that came back, or treatment that goes on past week 8: for who is not referred already."""
    called = TRANSPLANT not in call.codes and (_malignant(call.situation) or _lasting(call.situation))
    return call.situation.case.day_one if called else None


def _typing(call: Call) -> date | None:
    """Who may need a donor; the referral itself asks for typing."""
    situation = call.situation
    wanted = _malignant(situation) or situation.etiology.kind == "primary_suspected" or _lasting(situation)
    return situation.case.day_one if wanted and TRANSPLANT not in call.codes else None


RULES: dict[str, Calls] = {
    "etoposide_decision": Calls(_etoposide_again, _end_of_first),
    "etoposide_continuation_look": Calls(
        lambda call: first_continuation(call.situation), lambda call: last_moment(call.situation, ETOPOSIDE)
    ),
    "rituximab_decision": Calls(
        lambda call: first(call.situation, RITUXIMAB), _after_rituximab, numbers=("days_after",)
    ),
    "emapalumab_continue_decision": Calls(_emapalumab_again, lambda call: last_moment(call.situation, EMAPALUMAB)),
    "steroid_taper_decision": Calls(
        _steroid_ends, numbers=("course_days", "taper_day", "days_before"), lists=("own_taper",)
    ),
    "steroid_stress_plan": Calls(_stress, numbers=("course_day", "steroid_days")),
    "ruxolitinib_taper_decision": ends(RUXOLITINIB),
    "ciclosporin_taper_decision": ends(CICLOSPORIN),
    "anakinra_taper_decision": ends(ANAKINRA),
    "prophylaxis_stop_decision": Calls(_prophylaxis_stops, lists=("prophylaxis", "running", "lasting")),
    "cotrimoxazole_start": Calls(_cotrimoxazole),
    "antiinfective_started": when(lambda situation: situation.etiology.kind == "infection"),
    "oncology_sign_off": when(_malignant),
    "hla_typing": Calls(_typing),
    "transplant_referral": with_finding(TRANSPLANT),
    "transplant_review": Calls(_review),
}
