"""Gates of whether a dose may be given, in their own words, and of whom each is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.checks import CheckEntry, CheckNow
from hlh_desktop.domain.log.values import Stay, StayKind, Stop
from hlh_desktop.domain.log.weight import Revision
from tests.domain.log.doses import DUE, attempt, chart, dose, outcome, release, steroid
from tests.domain.log.gates.spoken import NOW, texts

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STOP = Stop(UUID(int=9), "etoposide", None, DUE - HOUR, "RN A")
OMITTED = attempt(dose(), "omitted", amount=None, reason="fever")


def check(entered: Any = DUE, phase: Any = "agrees", **parts: Any) -> CheckNow:
    second = CheckEntry("RN B", "b" * 32, DUE - HOUR, entered)
    usual: dict[str, Any] = {"first": second, "second": second, "dose_amount": Decimal(89)}
    return CheckNow(UUID(int=7), dose().id, phase, DUE - HOUR, "RN A", **{**usual, **parts})


def ready(**parts: Any) -> Any:
    return chart(dose(), **{"check": check(), **parts})


def test_each_refusal_names_the_version_the_person_or_where_the_child_is() -> None:
    for parts, code, named in (
        ({"stands": False, "version": 3}, "superseded", "version 3, does not have this dose"),
        ({"outcome": outcome(dose(), "held")}, "held", "On hold, by RN A. Example."),
        ({"stop": STOP}, "stopped", "as directed by RN A."),
        ({"stop": replace(STOP, directed_by="Dr B")}, "stopped", "as directed by Dr B."),
    ):
        assert named in texts(attempt(dose()), ready(**parts))[code]
        if code != "superseded":
            assert texts(OMITTED, ready(**parts)) == {}, "who does not give is not asked"


@pytest.mark.parametrize(
    ("kind", "code", "named"),
    [("on_leave", "stay_home", "(on leave)"), ("transferred", "stay_over", "(transferred)"), ("admitted", "", "")],
)
def test_where_the_child_is_is_told_to_who_gives(kind: StayKind, code: str, named: str) -> None:
    on = ready(stay=Stay(UUID(int=8), kind, DUE - HOUR))
    spoken = texts(attempt(dose()), on)
    assert list(spoken) == ([code] if code else [])
    assert named in spoken.get(code, "")
    assert texts(OMITTED, on) == {}


def test_a_hold_is_not_written_twice_but_passes_into_anything_else() -> None:
    held = ready(outcome=outcome(dose(), "held"))
    again = attempt(dose(), "held", amount=None, reason="fever")
    told = "Already written down: held, 2026-12-02T14:00+01:00, by RN A. Example."
    assert texts(again, held)["standing"].startswith(told)
    assert texts(replace(again, became="refused"), held) == {}


# --- release and check


def test_a_release_is_old_after_48_hours_and_its_age_is_told() -> None:
    for age, old in ((48 * HOUR, False), (48 * HOUR + MINUTE, True)):
        on = ready(release=release(dose(), at=(DUE - age).astimezone(UTC)))
        assert ("release_old" in texts(attempt(dose()), on)) is old
        assert texts(OMITTED, on) == {}
    on = ready(release=release(dose(), at=DUE - 49 * HOUR))
    assert "Released 2 d 1 h before" in texts(attempt(dose()), on)["release_old"]


def test_a_release_is_no_matter_of_a_dose_that_needs_none() -> None:
    for of in (release(steroid(), amount=Decimal(1)), release(steroid(), at=DUE - 99 * HOUR),
               release(steroid(), at=DUE + HOUR), None):  # fmt: skip
        assert texts(attempt(steroid()), chart(steroid(), release=of)) == {}


def test_when_it_was_given_and_released_is_told_by_the_clock_of_the_ward() -> None:
    on = ready(release=release(dose(), at=(DUE + 20 * MINUTE).astimezone(UTC)))
    told = texts(attempt(dose()), on, DUE + 30 * MINUTE)["release_after"]
    assert "Given 2026-12-02T14:00+01:00, and released only 2026-12-02T14:20+01:00" in told


def test_a_check_holds_for_an_hour_and_then_its_age_is_told() -> None:
    for age, old in ((60, False), (61, True)):
        spoken = texts(attempt(dose()), ready(check=check((NOW - age * MINUTE).astimezone(UTC))))
        assert list(spoken) == (["check_old"] if old else [])
        assert not old or "The second check is 1 h 1 min old" in spoken["check_old"]


@pytest.mark.parametrize("found", [None, check(phase="differs"), check(DUE - 9 * HOUR), check(DUE + HOUR)])
def test_a_check_is_asked_only_of_who_gives_what_the_formulary_marks(found: CheckNow | None) -> None:
    assert texts(OMITTED, ready(check=found)) == {}
    assert texts(attempt(dose()), ready(check=found, record=None)) == {}
    assert texts(attempt(steroid()), chart(steroid(), check=found)) == {}


def test_a_check_that_was_used_is_missing_whatever_else_is_wrong_with_it() -> None:
    for found in (check(used=True), check(DUE - 9 * HOUR, used=True), check(phase="differs", used=True)):
        assert list(texts(attempt(dose()), ready(check=found))) == ["check_missing"]


def test_less_may_be_given_than_was_checked_and_what_was_checked_is_what_is_planned() -> None:
    assert texts(attempt(dose(), amount=Decimal(88)), ready()) == {}
    other = ready(check=check(dose_amount=Decimal(90)))
    assert list(texts(attempt(dose()), other)) == ["check_amount"], "checked for another plan"
    assert list(texts(attempt(dose(), amount=Decimal(90)), ready())) == ["check_amount"]
    unplanned = dose(amount=None)
    on = chart(unplanned, check=check(), release=None)
    assert "check_amount" not in texts(attempt(unplanned, amount=Decimal(89)), on)


# --- intervals


@pytest.mark.parametrize(("short", "asked"), [(120, False), (121, True)])
def test_a_line_may_follow_up_to_two_hours_sooner_than_its_own_least_time(short: int, asked: bool) -> None:
    planned = steroid()
    before = outcome(steroid(id=UUID(int=5)), taken=DUE - 24 * HOUR + short * MINUTE)
    on = chart(planned, taken=(before,), least_hours=Decimal(24))
    told = "Only 21 h 59 min from another dose of it, 2026-12-01T16:01+01:00; its plan keeps more."
    assert texts(attempt(planned), on) == ({"interval_line": told} if asked else {})
    assert texts(attempt(planned, "home"), on) == {}
    assert texts(attempt(planned), replace(on, least_hours=None)) == {}


def test_of_several_doses_the_nearest_is_told_before_or_after_and_never_the_dose_itself() -> None:
    far, near = outcome(dose(1), taken=DUE - 30 * HOUR), outcome(dose(2), taken=DUE + 20 * HOUR)
    own = outcome(dose(), "running")
    for taken in ((far, near, own), (own, near, far)):
        told = texts(attempt(dose()), ready(taken=taken))
        assert "Only 20 h from another dose of etoposide, 2026-12-03T10:00+01:00" in told["interval_etoposide"]
    assert texts(attempt(dose()), ready(taken=(own,))) == {}


# --- the child


@pytest.mark.parametrize(("days", "code"), [(8, "weight_old"), (31, "weight_too_old")])
def test_the_age_of_the_weight_is_told_to_who_gives_a_cytotoxic(days: int, code: str) -> None:
    day = DUE.date() - timedelta(days=days)
    spoken = texts(attempt(dose()), ready(weighed_on=day))
    assert list(spoken) == [code]
    assert f"Weighed {days} days before, {day.isoformat()}" in spoken[code]
    assert texts(OMITTED, ready(weighed_on=day)) == {}


def test_a_revision_is_told_with_both_weights_the_day_and_how_far_apart_they_are() -> None:
    on = ready(revision=Revision(Decimal("13.5"), Decimal("14.4"), Decimal("6.7"), date(2026, 12, 1)))
    told = "it was made at 13.5 kg, and on 2026-12-01 the child weighed 14.4 kg, 6.7 % apart."
    assert texts(attempt(dose()), on)["revision"].endswith(told)
    assert texts(OMITTED, on) == {}


def test_the_wall_around_intrathecal_doses_stands_for_no_other_dose() -> None:
    assert texts(attempt(dose(), trained=False), ready(open_cytotoxics=("etoposide",))) == {}
    spinal = dose(kind="intrathecal", route="intrathecal")
    kept = attempt(spinal, "omitted", amount=None, reason="fever", trained=False)
    assert texts(kept, chart(spinal, open_cytotoxics=("etoposide",))) == {}


def test_a_reason_of_blanks_says_nothing_and_who_gives_needs_none() -> None:
    assert texts(replace(OMITTED, reason=" "), ready()) == {"reason_missing": "Say why."}
    assert texts(attempt(steroid(), "home", reason=""), chart(steroid())) == {}
