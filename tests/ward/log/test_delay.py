"""The time from suspicion to first dose on the ward: told on the overview and at that dose in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ward import signed_facts
from hlh_desktop.ward.log.delay import delay_words
from tests.ui import wards
from tests.ward import boards

if TYPE_CHECKING:
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import Event, PlanHead

SUSPECTED = {"suspected_at": "2026-11-21T18:00"}


@pytest.fixture
def ward(tmp_path: Path) -> OpenWard:
    return wards.new_ward(tmp_path / "ward")


def signed(ward: OpenWard, **parts: Any) -> PlanHead:
    return boards.sign(ward, "Four", "TV04", **parts)


def told(ward: OpenWard, head: PlanHead) -> str:
    day = ward.log.day(head.child, boards.NOW)
    return delay_words(ward, ward.plan(head.id, boards.NOW).plan.case, day.ledger).replace(NON_BREAKING, " ")


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != name}


def history(ward: OpenWard, head: PlanHead, what: str) -> list[Event]:
    return [one for one in ward.history(head.child, boards.NOW) if one.what == what]


def test_it_is_told_once_a_dose_was_given_and_goes_with_an_entry_that_was_wrong(ward: OpenWard) -> None:
    head = signed(ward, **SUSPECTED)
    assert told(ward, head) == (
        "HLH first suspected Sat 21 Nov 2026 18:00; no dose of its treatment is written down as given."
    )
    (steroid, *_), (etoposide, *_) = boards.doses(ward, head, "dexamethasone"), boards.doses(ward, head, "etoposide")
    boards.write(ward, etoposide, etoposide.due)
    assert told(ward, head).endswith("etoposide: 20 h after HLH was suspected.")
    wrong = boards.write(ward, steroid, steroid.due + timedelta(minutes=6))
    assert told(ward, head) == (
        "HLH first suspected Sat 21 Nov 2026 18:00; first dose Sun 22 Nov 2026 08:06, dexAMETHasone: "
        "14 h 6 min after HLH was suspected."
    )
    boards.end(ward, head.child, wrong, boards.NOW)
    assert told(ward, head).endswith("etoposide: 20 h after HLH was suspected.")


def test_what_was_not_written_down_is_said_to_be_so(ward: OpenWard) -> None:
    head = signed(ward)
    (etoposide, *_) = boards.doses(ward, head, "etoposide")
    boards.write(ward, etoposide, etoposide.due)
    assert told(ward, head) == (
        "When HLH was first suspected is not written down; first dose Sun 22 Nov 2026 14:00, etoposide."
    )


def test_a_dose_of_another_place_without_its_hour_says_that_the_time_is_not_known(ward: OpenWard) -> None:
    rows = [{"drug": "etoposide", "on": "2026-11-21", "mg": "80", "bsa_m2": "0.58", "where": "other hospital"}]
    head = signed(ward, elsewhere=rows, **SUSPECTED)
    assert "given at another place on 21 Nov 2026, at an hour that is not known" in told(ward, head)


def test_the_history_tells_it_at_the_first_dose_alone_and_the_suspicion_at_the_plan(ward: OpenWard) -> None:
    head = signed(ward, **SUSPECTED)
    first, second, *_ = boards.doses(ward, head, "etoposide")
    boards.write(ward, first, first.due)
    boards.write(ward, second, second.due)
    newest, oldest = history(ward, head, "Dose given")
    assert oldest.detail.endswith("20 h after HLH was suspected")
    assert "suspected" not in newest.detail
    (plan,) = history(ward, head, "Plan signed")
    assert plan.detail.endswith("HLH first suspected 2026-11-21T18:00")


@pytest.mark.parametrize("older", [False, True])
def test_a_plan_without_it_and_one_of_before_anybody_asked_say_that_it_is_not_known(
    ward: OpenWard, older: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if older:
        body = signed_facts._signature_body
        monkeypatch.setattr(signed_facts, "_signature_body", lambda *parts: without(body(*parts), "suspected_at"))
    head = signed(ward)
    (plan,) = history(ward, head, "Plan signed")
    assert plan.detail.endswith("HLH first suspected not known")


def test_a_dose_that_came_before_the_suspicion_is_told_so(ward: OpenWard) -> None:
    head = signed(ward, suspected_at="2026-11-22T18:30")
    (etoposide, *_) = boards.doses(ward, head, "etoposide")
    boards.write(ward, etoposide, etoposide.due)
    assert told(ward, head).endswith("etoposide: 4 h 30 min before HLH was suspected.")
