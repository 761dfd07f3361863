"""Which tasks a signed form calls for: by its conclusion, or a definition that was not met; never by what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.results.response.calling import called_tasks
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.results.response.assess import State

REVIEW = "transplant_review"


def called(form: str, conclusion: str, resolution: State = "unknown", *planned: str) -> dict[str, tuple[str, ...]]:
    rule = knowledge().response.forms[form]
    return dict(called_tasks(rule, conclusion, {"hlh_2004_resolution": resolution}, planned))


@pytest.mark.parametrize("conclusion", ["improving", "persistent"])
def test_disease_that_has_not_resolved_at_week_8_asks_for_a_review_for_transplantation(conclusion: str) -> None:
    assert called("week_8", conclusion) == {REVIEW: ()}


@pytest.mark.parametrize("conclusion", ["resolved", "open"])
def test_resolved_or_open_asks_for_none(conclusion: str) -> None:
    assert called("week_8", conclusion) == {}
    assert called("week_8", conclusion, "met") == {}


@pytest.mark.parametrize("conclusion", ["resolved", "open"])
def test_a_resolution_that_is_not_met_asks_for_it_whatever_was_concluded(conclusion: str) -> None:
    assert called("week_8", conclusion, "not_met") == {REVIEW: ("hlh_2004_resolution",)}


def test_who_is_referred_already_is_not_asked_again() -> None:
    assert called("week_8", "persistent", "not_met", "labs_daily", "transplant_referral") == {}


def test_a_reactivation_asks_for_a_review_for_transplantation_and_another_illness_for_none() -> None:
    assert called("reactivation", "reactivated") == {REVIEW: ()}
    assert called("reactivation", "reactivated", "unknown", "transplant_referral") == {}
    assert called("reactivation", "other") == called("reactivation", "open") == {}


def test_the_forms_before_week_8_call_for_nothing() -> None:
    assert called("week_2", "refractory", "not_met") == {}
    assert called("first_48_hours", "worse", "not_met") == {}
