"""What a signed case says of results stands in the log; what the log has since then comes into the next version."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from hlh_desktop.domain.results.values import Reported, Sample
from hlh_desktop.ward.board.board import Board
from hlh_desktop.ward.log.looked import values
from tests.builders import case_data, lab
from tests.lab_results import PARIS, moment
from tests.ward import wards
from tests.ward.wards import NOW, signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

LABS = [
    lab("ferritin", "11734", "ng/mL", "2026-11-21T06:10"),
    lab("plt", "28", "10*9/L", "2026-11-21T06:10"),
    lab("tg", "3.8", "mmol/L", "2026-11-21T20:10", fasting=True),
]


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenWard]:
    wards.ungated(monkeypatch)
    desk = wards.new_ward(tmp_path / "ward")
    yield desk
    desk.store.close()


@pytest.fixture
def head(ward: OpenWard) -> PlanHead:
    return signed(ward, case_data(labs=LABS))


def write(ward: OpenWard, head: PlanHead, at: str, *reported: Reported, now: datetime = NOW, **more: Any) -> None:
    written = ward.labs.write(head.child, [Sample(moment(at), reported, **more)], uuid4(), now)
    assert written.new == len(reported)


def told(ward: OpenWard, head: PlanHead) -> list[tuple[str, str]]:
    """The laboratory rows of a new draft of the child."""
    return [(row["analyte"], row["value"]) for row in ward.new_draft(head.child, NOW).draft.case["labs"]]


def test_signing_writes_every_result_of_the_case_into_the_log_as_it_was_reported(
    ward: OpenWard, head: PlanHead
) -> None:
    found = ward.labs.results(head.child)
    assert [(one.analyte, one.value, one.unit, one.fasting) for one in found] == [
        ("ferritin", 11734, "ng/mL", None), ("plt", 28, "10*9/L", None), ("tg", Decimal("3.8"), "mmol/L", True),
    ]  # fmt: skip
    assert [one.at for one in found][-1] == datetime(2026, 11, 21, 20, 10, tzinfo=PARIS)


def test_signing_the_next_version_writes_none_of_them_twice(ward: OpenWard, head: PlanHead) -> None:
    signed(ward, None, head.child)
    assert len(ward.labs.all(head.child)) == len(LABS)


def test_a_result_of_the_future_stays_in_the_case_and_is_no_result_yet(ward: OpenWard) -> None:
    late = lab("na", "131", "mmol/L", "2026-11-22T20:00")
    found = ward.labs.results(signed(ward, case_data(labs=[*LABS, late])).child)
    assert "na" not in {one.analyte for one in found}


def test_a_result_that_comes_late_of_the_days_before_is_in_the_next_version(ward: OpenWard, head: PlanHead) -> None:
    write(ward, head, "2026-11-21T20:10", Reported("scd25", "U/mL", Decimal(14700)))
    assert told(ward, head) == [("ferritin", "11734"), ("plt", "28"), ("tg", "3.8"), ("scd25", "14700")]


def test_a_result_of_today_comes_in_where_measures_count_from_a_later_dose_on(ward: OpenWard) -> None:
    head, later = signed(ward, case_data(labs=LABS, revised_at=["2026-12-20T14:00"])), NOW + timedelta(days=10)
    write(ward, head, "2026-12-01T20:10", Reported("crea", "umol/L", Decimal(250)), now=later)
    case = ward.new_draft(head.child, later).draft.case
    assert (case["revised_at"], case["past"]["until"][:10]) == (["2026-12-20T14:00:00"], f"{later:%Y-%m-%d}")
    assert ("crea", "250") in [(row["analyte"], row["value"]) for row in case["labs"]]


@pytest.mark.parametrize(
    ("at", "reported"),
    [
        ("2026-11-10T20:10", Reported("scd25", "U/mL", Decimal(14700))),
        ("2026-11-21T20:10", Reported("scd25", "U/mL", Decimal(14700), status="preliminary")),
        ("2026-11-21T20:10", Reported("scd25", "U/mL", text="pending", status="pending")),
    ],
    ids=["older than a plan looks", "preliminary", "pending"],
)
def test_what_a_plan_cannot_rest_on_does_not_come_into_it(
    ward: OpenWard, head: PlanHead, at: str, reported: Reported
) -> None:
    write(ward, head, at, reported)
    assert "scd25" not in {name for name, _ in told(ward, head)}


def test_a_result_that_was_corrected_is_in_the_next_version_as_it_stands_now(ward: OpenWard, head: PlanHead) -> None:
    ferritin = ward.labs.results(head.child, ("ferritin",))[0]
    other = replace(ferritin.reported, value=Decimal(1734))
    ward.labs.correct(head.child, ferritin.id, other, "read wrongly", uuid4(), NOW)
    assert told(ward, head) == [("plt", "28"), ("tg", "3.8"), ("ferritin", "1734")]


def test_a_result_that_was_struck_out_is_not_in_the_next_version(ward: OpenWard, head: PlanHead) -> None:
    platelets = ward.labs.results(head.child, ("plt",))[0]
    ward.labs.strike(head.child, platelets.id, "clotted sample", NOW)
    assert told(ward, head) == [("ferritin", "11734"), ("tg", "3.8")]


def test_the_board_shows_the_newest_result_of_the_log_and_what_became_of_it(ward: OpenWard, head: PlanHead) -> None:
    board, later = Board(ward), NOW + timedelta(days=7)

    def shown() -> tuple[str, str]:
        (row,) = board.rows(later)
        return row.ferritin.first, row.platelets.first

    assert shown() == ("11,734", "28")
    write(ward, head, "2026-11-29T06:00", Reported("ferritin", "ug/L", Decimal(4100)), now=later)
    assert shown() == ("4,100", "28")
    newest = ward.labs.results(head.child, ("ferritin",))[-1]
    ward.labs.strike(head.child, newest.id, "another child's sample", later)
    assert shown() == ("11,734", "28")


def test_a_release_looks_at_the_newest_counts_of_the_log(ward: OpenWard, head: PlanHead) -> None:
    later = NOW + timedelta(hours=2)
    write(ward, head, "2026-11-22T08:00", Reported("plt", "10*9/L", Decimal(41)), now=later)
    found = {one.key: one.today for one in values(ward, ward.log.day(head.child, later), later)}
    assert (found["platelets"] or "").startswith("41")
    assert found["creatinine"] is None
