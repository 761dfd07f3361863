"""Each gate of giving speaks where it must and is silent where it must be; deleting a rule fails a test here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from hlh_desktop.domain.log.checks import CheckEntry, CheckNow
from hlh_desktop.domain.log.gates.every import RULES, gates_of, passes
from hlh_desktop.domain.log.procedures import Procedure
from hlh_desktop.domain.log.values import Stay, Stop
from hlh_desktop.domain.log.weight import Revision
from tests.builders import knowledge
from tests.domain.log.doses import DUE, PARIS, attempt, chart, dose, outcome, release, steroid

NOW = DUE + timedelta(minutes=5)
SPINAL: dict[str, Any] = {
    "line": "intrathecal", "drug": "methotrexate", "amount": Decimal(12), "route": "intrathecal", "kind": "intrathecal",
}  # fmt: skip
ENTRY = CheckEntry("RN B", "b" * 32, DUE - timedelta(minutes=9), DUE - timedelta(minutes=5))


def check(phase: Any = "agrees", **parts: Any) -> CheckNow:
    """A second check that was completed five minutes before the dose is due."""
    usual: dict[str, Any] = {
        "id": UUID(int=7), "dose": dose().id, "phase": phase, "begun": DUE - timedelta(minutes=10),
        "begun_by": "RN A", "first": ENTRY, "second": ENTRY if phase in ("agrees", "differs") else None,
        "dose_amount": Decimal(89) if phase == "agrees" else None,
    }  # fmt: skip
    return CheckNow(**{**usual, **parts})


def said(made: Any, on: Any, now: datetime = NOW) -> dict[str, str]:
    """The gates that speak, by code: what each needs."""
    return {gate.code: gate.need for gate in found(made, on, now)}


def found(made: Any, on: Any, now: datetime = NOW) -> Any:
    return gates_of(made, on, knowledge().giving.gates, "en", now)


def ready(**parts: Any) -> Any:
    """The chart of etoposide dose 4, released and checked."""
    return chart(dose(), check=check(), **parts)


def test_every_gate_of_the_resources_has_a_rule_and_every_rule_an_entry() -> None:
    assert set(RULES) == set(knowledge().giving.gates)


def test_a_dose_in_its_time_released_checked_and_identified_may_be_given() -> None:
    assert said(attempt(dose()), ready()) == {}
    assert said(attempt(steroid()), chart(steroid())) == {}


# --- when


def test_nothing_is_taken_in_the_future_not_even_by_a_second() -> None:
    made = attempt(dose(), taken=NOW + timedelta(seconds=1))
    assert said(made, ready())["future"] == "refused"
    assert "future" not in said(attempt(dose(), taken=NOW), ready())


def test_an_infusion_does_not_end_in_the_future_nor_before_it_began() -> None:
    assert said(attempt(dose(), ended=NOW + timedelta(minutes=1)), ready())["future"] == "refused"
    assert said(attempt(dose(), ended=DUE - timedelta(minutes=1)), ready())["ended_before_begun"] == "refused"
    assert said(attempt(dose(), ended=NOW), ready()) == {}


def test_an_entry_more_than_two_hours_after_the_deed_asks_why() -> None:
    at = DUE + timedelta(minutes=120)
    assert "far_past" not in said(attempt(dose()), ready(), at)
    assert said(attempt(dose()), ready(), at + timedelta(minutes=1))["far_past"] == "reason"


def test_too_early_and_too_late_ask_why() -> None:
    planned = steroid()
    window = chart(planned).span
    for moment, code in ((window.opens, "early"), (window.late, "late")):
        beyond = timedelta(minutes=-1 if code == "early" else 1)
        assert code not in said(attempt(planned, taken=moment), chart(planned), moment)
        assert said(attempt(planned, taken=moment + beyond), chart(planned), moment + beyond)[code] == "reason"


def test_etoposide_is_overdue_from_its_due_moment_on_and_asked_about_only_after_half_an_hour() -> None:
    for minutes, wanted in ((1, {}), (30, {}), (31, {"late": "reason"})):
        at = DUE + timedelta(minutes=minutes)
        on = chart(dose(), check=check(second=replace(ENTRY, entered=at)))
        assert said(attempt(dose(), taken=at), on, at) == wanted


def test_what_is_past_its_date_is_not_given() -> None:
    assert said(attempt(dose(), expiry=date(2026, 12, 1)), ready())["expired"] == "refused"
    assert said(attempt(dose(), expiry=date(2026, 12, 2)), ready()) == {}


def test_on_the_night_of_the_clock_change_the_hour_that_comes_twice_is_two_hours() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)
    again = first.replace(fold=1)
    planned = steroid(due=first, planned=first)
    made = attempt(planned, taken=again)
    assert said(made, chart(planned, weighed_on=date(2026, 10, 24)), first)["future"] == "refused"
    assert "future" not in said(replace(made, taken=first), chart(planned), again)


# --- what


REASON, REFUSED = "amount_deviates", "amount_above_limit"


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("93", None), ("94", REASON), ("97", REASON), ("98", REFUSED), ("890", REFUSED),
        ("85", None), ("84", REASON), ("1", REASON),
    ],
)  # fmt: skip
def test_more_than_5_percent_apart_asks_why_and_more_than_10_above_is_refused(amount: str, code: str | None) -> None:
    on = chart(dose(), record=None)
    spoken = said(attempt(dose(), amount=Decimal(amount)), on)
    wanted = {} if code is None else {code: "refused" if code == "amount_above_limit" else "reason"}
    assert spoken == wanted


def test_the_cap_of_the_line_is_never_passed_even_within_the_percents() -> None:
    capped = chart(dose(), cap=Decimal(90), record=None)
    assert said(attempt(dose(), amount=Decimal(91)), capped) == {"amount_above_limit": "refused"}
    assert said(attempt(dose(), amount=Decimal(90)), capped) == {}


def test_a_dose_that_got_into_the_child_has_an_amount() -> None:
    for became in ("given", "running", "elsewhere", "home"):
        assert said(attempt(dose(), became, amount=None), ready())["amount_missing"] == "refused"
    assert "amount_missing" not in said(attempt(dose(), "omitted", amount=None, reason="fever"), ready())


def test_another_route_than_planned_is_refused() -> None:
    assert said(attempt(steroid(), route="intravenous"), chart(steroid()))["route_differs"] == "refused"


@pytest.mark.parametrize("allergy", ["etoposide", "polysorbate 80", "reaction to VP-16 in 2024"])
def test_an_allergy_that_names_the_drug_asks_why(allergy: str) -> None:
    assert said(attempt(dose()), ready(allergies=(allergy,))) == {"allergy": "reason"}
    assert said(attempt(dose()), ready(allergies=("penicillin",))) == {}


def test_cumulative_etoposide_above_2000_asks_why_and_3000_needs_two() -> None:
    each = Fraction(89) / Fraction("0.59")
    for before, wanted in ((2000 - each, {}), (2000 - each + 1, {"cumulative_above": "reason"}),
                           (3000 - each - 1, {"cumulative_above": "reason"}),
                           (3000 - each, {"cumulative_limit": "second"})):  # fmt: skip
        assert said(attempt(dose()), ready(before=before)) == wanted


def test_the_sum_counts_what_was_given_and_not_this_dose_twice() -> None:
    early = tuple(outcome(dose(n, due=DUE - timedelta(days=40 + n)), amount=Decimal(590)) for n in (1, 2))
    running = outcome(dose(), "running")
    assert said(attempt(dose()), ready(taken=early, outcome=None)) == {"cumulative_above": "reason"}
    assert said(attempt(dose()), ready(taken=(running,))) == {}


def test_a_sum_of_which_something_is_not_known_is_never_told_as_whole() -> None:
    assert said(attempt(dose()), ready(before=None)) == {"cumulative_unknown": "told"}
    elsewhere = outcome(dose(3), taken=DUE - timedelta(days=9), bsa_m2=None)
    assert said(attempt(dose()), ready(taken=(elsewhere,))) == {"cumulative_unknown": "told"}
    assert said(attempt(steroid()), chart(steroid(), before=None)) == {}


def test_batch_expiry_and_site_are_asked_where_the_drugs_record_asks() -> None:
    for field, code in (("batch", "batch_missing"), ("expiry", "expiry_missing"), ("site", "site_missing")):
        asked = chart(dose()).record
        assert asked is not None
        on = ready(record=asked.model_copy(update={"asks": (field,)}))
        assert said(attempt(dose(), **{field: None if field == "expiry" else " "}), on) == {code: "refused"}
        assert said(attempt(dose()), on) == {}


# --- whether


def test_a_dose_that_the_standing_version_does_not_have_is_refused() -> None:
    assert said(attempt(dose()), ready(stands=False))["superseded"] == "refused"


@pytest.mark.parametrize("became", ["given", "refused", "omitted", "missed", "elsewhere", "home"])
def test_what_is_written_already_is_not_written_twice(became: str) -> None:
    written = outcome(dose(), became)
    spoken = found(attempt(dose()), ready(outcome=written))
    assert spoken[0].code == "standing"
    assert "RN A. Example" in spoken[0].text
    assert not spoken[0].met


def test_an_infusion_under_way_is_finished_without_another_check() -> None:
    running = outcome(dose(), "running")
    on = ready(outcome=running)
    assert said(attempt(dose(), ended=NOW), replace(on, check=None)) == {}
    assert said(attempt(dose(), "running"), on)["standing"] == "refused"


@pytest.mark.parametrize("became", ["held", "refused", "omitted", "missed", "elsewhere", "home"])
def test_an_infusion_under_way_is_finished_and_becomes_nothing_else(became: str) -> None:
    on = ready(outcome=outcome(dose(), "running", taken=DUE.astimezone(UTC)))
    spoken = found(attempt(dose(), became, reason="reaction"), on)
    told = next(gate for gate in spoken if gate.code == "under_way")
    assert (told.need, told.met) == ("refused", False)
    assert "14:00" in told.text, "by the clock of the ward"


def test_the_moments_of_other_entries_are_told_by_the_clock_of_the_ward() -> None:
    """The record keeps UTC: an hour less than the clock on the wall."""
    written = outcome(dose(), taken=DUE.astimezone(UTC))
    assert "2026-12-02T14:00" in found(attempt(dose()), ready(outcome=written))[0].text
    other = outcome(dose(3), taken=(DUE - timedelta(hours=20)).astimezone(UTC))
    assert "2026-12-01T18:00" in found(attempt(dose()), ready(taken=(other,)))[0].text


def test_a_held_dose_is_given_only_once_the_hold_was_lifted_but_may_be_omitted() -> None:
    held = outcome(dose(), "held")
    assert said(attempt(dose()), ready(outcome=held))["held"] == "refused"
    assert said(attempt(dose(), "omitted", amount=None, reason="fever"), ready(outcome=held)) == {}


def test_a_stopped_line_is_not_given() -> None:
    stop = Stop(UUID(int=9), "etoposide", None, DUE - timedelta(hours=1), "RN A", "Dr B. Other")
    spoken = found(attempt(dose()), ready(stop=stop))
    assert [gate.code for gate in spoken] == ["stopped"]
    assert "Dr B. Other" in spoken[0].text


@pytest.mark.parametrize("kind", ["cytotoxic", "antibody", "intrathecal"])
def test_cytotoxics_antibodies_and_intrathecal_doses_wait_for_a_release(kind: Any) -> None:
    planned = dose(kind=kind)
    on = chart(planned, check=check(), record=chart(dose()).record)
    assert "not_released" not in said(attempt(planned), on)
    assert said(attempt(planned), replace(on, release=None))["not_released"] == "refused"


def test_a_release_for_another_amount_or_version_or_older_than_48_hours_does_not_hold() -> None:
    planned = dose()
    assert said(attempt(planned), ready(release=release(planned, amount=Decimal(88))))["release_differs"] == "refused"
    assert said(attempt(planned), ready(release=release(planned, plan=UUID(int=3))))["release_differs"] == "refused"
    for hours, wanted in ((48, {}), (49, {"release_old": "refused"})):
        at = DUE - timedelta(hours=hours)
        assert said(attempt(planned), ready(release=release(planned, at=at))) == wanted


def test_a_release_that_was_signed_after_the_dose_was_given_is_told_as_none() -> None:
    signed = DUE + timedelta(minutes=10, seconds=40)
    on, late = ready(release=release(dose(), at=signed)), NOW + timedelta(minutes=20)
    spoken = found(attempt(dose()), on, late)
    assert [(gate.code, gate.need) for gate in spoken] == [("release_after", "reason")]
    assert not passes(spoken)
    assert said(attempt(dose(), taken=DUE + timedelta(minutes=10)), on, late) == {}, "in the same minute it came before"
    assert "release_after" not in said(attempt(dose(), "elsewhere", reason="in theatre"), on, late)


@pytest.mark.parametrize(("hours", "wanted"), [(47, {"interval_etoposide": "second"}), (48, {})])
def test_etoposide_within_48_hours_of_another_dose_needs_two_signatures(hours: int, wanted: dict[str, str]) -> None:
    for apart in (timedelta(hours=-hours), timedelta(hours=hours)):
        other = outcome(dose(3, due=DUE + apart))
        assert said(attempt(dose()), ready(taken=(other,))) == wanted


def test_a_second_prescriber_meets_what_needs_two() -> None:
    on = ready(taken=(outcome(dose(3, due=DUE - timedelta(hours=20))),))
    assert not passes(found(attempt(dose()), on))
    assert passes(found(attempt(dose(), second=True), on))


def test_the_lines_own_interval_asks_why() -> None:
    planned = dose(drug="rituximab", line="rituximab", kind="antibody", amount=Decimal(221))
    on = chart(planned, taken=(outcome(dose(3, due=DUE - timedelta(hours=117))),), least_hours=Decimal(120))
    assert said(attempt(planned), on)["interval_line"] == "reason"
    assert "interval_line" not in said(attempt(planned), replace(on, least_hours=Decimal(119)))


def test_intrathecal_opens_only_once_that_days_intravenous_cytotoxic_is_closed() -> None:
    planned = dose(**SPINAL)
    on = chart(planned, check=check(dose_amount=Decimal(12)))
    assert said(attempt(planned), on) == {}
    assert said(attempt(planned), replace(on, open_cytotoxics=("etoposide",)))["spinal_locked"] == "refused"


def test_only_the_trained_register_gives_intrathecal_doses() -> None:
    planned = dose(**SPINAL)
    on = chart(planned, check=check(dose_amount=Decimal(12)))
    assert said(attempt(planned, trained=False), on) == {"spinal_people": "refused"}


def test_without_knowing_the_child_nothing_is_given() -> None:
    assert said(attempt(dose(), known=None), ready()) == {"identity": "refused"}
    assert "identity" not in said(attempt(dose(), "refused", known=None, amount=None, reason="asleep"), ready())


def test_a_cytotoxic_needs_a_whole_check_that_agrees_is_new_and_unused() -> None:
    missing = (None, check("begun"), check("first"), check(used=True))
    for with_check, code in (*((one, "check_missing") for one in missing), (check("differs"), "check_differs")):
        assert said(attempt(dose()), chart(dose(), check=with_check)).get(code) == "refused"
    old = replace(ENTRY, entered=NOW - timedelta(minutes=61))
    assert said(attempt(dose()), chart(dose(), check=check(second=old)))["check_old"] == "refused"
    assert (
        said(attempt(dose()), chart(dose(), check=check(second=replace(old, entered=NOW - timedelta(minutes=60)))))
        == {}
    )


def test_a_check_that_was_complete_only_after_the_dose_was_given_is_told_as_none() -> None:
    done, late = DUE + timedelta(minutes=10, seconds=40), NOW + timedelta(minutes=20)
    on = chart(dose(), check=check(second=replace(ENTRY, entered=done.astimezone(UTC))))
    spoken = found(attempt(dose()), on, late)
    assert [(gate.code, gate.need) for gate in spoken] == [("check_after", "reason")]
    assert "14:10" in spoken[0].text
    assert not passes(spoken)
    assert said(attempt(dose(), taken=DUE + timedelta(minutes=10)), on, late) == {}, "in the same minute it came before"


def test_not_more_is_given_than_was_checked() -> None:
    made = attempt(dose(), amount=Decimal(90))
    assert said(made, ready())["check_amount"] == "refused"
    assert "check_amount" not in said(attempt(dose(), amount=Decimal(88)), ready())


def test_a_check_does_not_hold_for_the_other_amount_of_a_later_version() -> None:
    planned = dose(amount=Decimal(66))
    assert said(attempt(planned), chart(planned, check=check()))["check_amount"] == "refused"


@pytest.mark.parametrize(
    ("days", "wanted"),
    [(7, {}), (8, {"weight_old": "reason"}), (30, {"weight_old": "reason"}), (31, {"weight_too_old": "refused"})],
)
def test_a_cytotoxic_on_an_old_weight_asks_why_and_then_is_refused(days: int, wanted: dict[str, str]) -> None:
    weighed = DUE.date() - timedelta(days=days)
    assert said(attempt(dose()), ready(weighed_on=weighed)) == wanted
    assert said(attempt(steroid()), chart(steroid(), weighed_on=weighed)) == {}


def test_a_weight_other_than_the_plans_is_told_to_whoever_gives() -> None:
    behind = Revision(Decimal("13.5"), Decimal("14.4"), Decimal("6.7"), date(2026, 12, 1))
    spoken = found(attempt(dose()), ready(revision=behind))
    assert [(gate.code, gate.need, gate.met) for gate in spoken] == [("revision", "told", True)]
    assert "13.5 kg" in spoken[0].text
    assert "14.4 kg" in spoken[0].text


def test_nothing_is_given_to_a_child_who_is_not_here_any_more() -> None:
    for kind in ("transferred", "died", "archived"):
        gone = Stay(UUID(int=8), kind, DUE - timedelta(days=1))
        assert said(attempt(dose()), ready(stay=gone)) == {"stay_over": "refused"}


def test_a_child_at_home_is_told_and_may_be_given_at_a_visit() -> None:
    leave = Stay(UUID(int=8), "on_leave", DUE - timedelta(days=1))
    assert said(attempt(dose()), ready(stay=leave)) == {"stay_home": "told"}
    assert passes(found(attempt(dose()), ready(stay=leave)))


def test_only_what_a_family_gives_is_reported_as_taken_at_home() -> None:
    at_home = attempt(dose(), "home", reason="reported by the family")
    assert said(at_home, ready(home=False)) == {"home_route": "refused"}
    assert said(at_home, ready()) == {}
    assert said(attempt(dose()), ready(home=False)) == {}


def test_a_dose_of_another_place_says_which() -> None:
    assert said(attempt(dose(), "elsewhere"), ready()) == {"reason_missing": "refused"}
    assert said(attempt(dose(), "elsewhere", reason="in theatre"), ready()) == {}


@pytest.mark.parametrize("became", ["held", "refused", "omitted", "missed"])
def test_who_does_not_give_says_why(became: str) -> None:
    assert said(attempt(dose(), became, amount=None), ready())["reason_missing"] == "refused"
    assert said(attempt(dose(), became, amount=None, reason="vomiting"), ready()) == {}


# --- late entries, and how a gate is met


def test_a_late_entry_tells_what_was_done_and_asks_a_reason_for_each_deviation() -> None:
    late = DUE + timedelta(hours=5)
    on = chart(dose(), release=None, check=None)
    spoken = said(attempt(dose()), on, late)
    assert spoken == {"far_past": "reason", "not_released": "reason", "check_missing": "reason"}
    reasons = dict.fromkeys(spoken, "given on paper while the program was down")
    assert passes(found(attempt(dose(), reasons=reasons), on, late))


def test_a_late_entry_still_refuses_the_future_a_second_outcome_and_a_dose_of_no_version() -> None:
    late = DUE + timedelta(hours=5)
    on = chart(dose(), outcome=outcome(dose()), stands=False)
    spoken = said(attempt(dose()), on, late)
    assert spoken["standing"] == spoken["superseded"] == "refused"


def test_a_reason_of_blanks_is_none() -> None:
    on = ready(allergies=("etoposide",))
    assert not passes(found(attempt(dose(), reasons={"allergy": "  "}), on))
    assert passes(found(attempt(dose(), reasons={"allergy": "premedicated, tolerated before"}), on))


# --- procedures

ANTIBODY: dict[str, Any] = {"line": "rituximab", "drug": "rituximab", "amount": Decimal(221), "kind": "antibody"}


def session(hours: float, lasts: float | None = 3, *, removes: bool = True) -> Procedure:
    """A plasma exchange that begins so many hours after the dose is due."""
    begun = DUE + timedelta(hours=hours)
    ended = None if lasts is None else begun + timedelta(hours=lasts)
    one = UUID(int=9)
    return Procedure(one, one, "plasma_exchange", "plasma exchange", "", None, begun, ended, "", "", "RN A", removes)


@pytest.mark.parametrize(
    ("sessions", "told"),
    [
        ((session(2),), True),
        ((session(24),), True),
        ((session(24.1),), False),
        ((session(-1),), True),  # given while it runs
        ((session(-3),), False),  # given at its end
        ((session(-3, None),), True),  # whose end nobody has written yet
        ((session(-4, None),), False),
        ((session(2, removes=False),), False),
        ((session(-30), session(3)), True),
        ((), False),
    ],
)
def test_an_antibody_before_or_during_an_exchange_is_told(sessions: tuple[Procedure, ...], told: bool) -> None:
    antibody = dose(**ANTIBODY)
    spoken = said(attempt(antibody), chart(antibody, procedures=sessions))
    assert spoken.get("before_exchange") == ("told" if told else None)
    assert all(gate.met for gate in found(attempt(antibody), chart(antibody, procedures=sessions)))


def test_no_other_drug_and_no_dose_that_is_not_given_is_told_of_an_exchange() -> None:
    antibody = dose(**ANTIBODY)
    held = attempt(antibody, "held", amount=None, reason="plasma exchange first")
    assert "before_exchange" not in said(held, chart(antibody, procedures=(session(2),)))
    assert "before_exchange" not in said(attempt(steroid()), chart(steroid(), procedures=(session(2),)))
