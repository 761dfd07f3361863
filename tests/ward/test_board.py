"""The board at a moment: who comes first and why, what is told of each child, and that it is read only once."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record.reading import Reading
from hlh_desktop.ward import children, stay, tasks
from hlh_desktop.ward.board import Board
from hlh_desktop.ward.log import kinds
from tests.builders import knowledge
from tests.ui import wards
from tests.ward import boards
from tests.ward.boards import BOTH, NOW, bed, check, doses, end, release, sign, up_to_date, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from hlh_desktop.record.values import DoseRow
    from hlh_desktop.ward.board import BoardRow, Cell
    from hlh_desktop.ward.open_ward import OpenWard
    from hlh_desktop.ward.values import PlanHead

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
DUE = NOW.replace(hour=14, minute=0)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


def told(cell: Cell) -> str:
    return cell.words.replace(NON_BREAKING, " ")


def only(ward: OpenWard, now: datetime = NOW) -> BoardRow:
    (row,) = Board(ward).rows(now)
    return row


def current(ward: OpenWard, *lines: Any, **parts: Any) -> PlanHead:
    """A child on day 11 of whom everything was done until an hour ago."""
    head = sign(ward, "Four", "TV04", *(lines or BOTH), **parts)
    up_to_date(ward, head, NOW - HOUR)
    return head


def dose_of(ward: OpenWard, head: PlanHead, line: str = "etoposide") -> DoseRow:
    """The dose of a line on that day."""
    return next(row for row in doses(ward, head, line) if row.due.date() == NOW.date())


# --- the order


def test_the_order_is_urgency_then_time_then_bed(tmp_path: Path) -> None:
    ward = boards.full(tmp_path)
    rows = Board(ward).rows(NOW)
    assert [(row.group, row.bed.first) for row in rows] == [
        ("critical", "2"), ("critical", "5"), ("waits", "\N{EN DASH}"), ("waits", "1"), ("waits", "3"),
        ("nothing", "6"), ("nothing", "7"), ("nothing", "leave"),
    ]  # fmt: skip
    ward.store.close()


@pytest.mark.parametrize(("ten", "before"), [("10", "9"), ("4B", "4A"), ("Room 12", "Room 2")])
def test_beds_are_in_the_order_of_their_numbers(ward: OpenWard, ten: str, before: str) -> None:
    for given, name in (("Ten", ten), ("Nine", before)):
        head = sign(ward, given, f"TV{name}")
        bed(ward, head, name)
        up_to_date(ward, head, NOW - HOUR)
        write(ward, dose_of(ward, head), NOW - 5 * MINUTE)
    assert [row.bed.first for row in Board(ward).rows(NOW)] == [before, ten]


# --- doses


def test_a_late_cytotoxic_has_a_critical_clock_and_says_how_late_it_is(ward: OpenWard) -> None:
    head = current(ward)
    release(ward, dose_of(ward, head), NOW - HOUR)
    row = only(ward)
    assert (row.group, row.overdue, row.due) == ("critical", 1, True)
    assert told(row.now) == "etoposide 89 mg intravenous, Overdue 5 min, due 14:00"


def test_a_late_dose_that_nobody_released_says_so(ward: OpenWard) -> None:
    current(ward)
    assert told(only(ward).now).endswith("Overdue 5 min, due 14:00, not released")


def test_another_late_dose_is_overdue_and_not_critical(ward: OpenWard) -> None:
    head = sign(ward, "Four", "TV04", "dexamethasone")
    up_to_date(ward, head, NOW - timedelta(days=1))
    late = NOW.replace(hour=9, minute=1)
    for one in tasks.tasks(ward, head.child, late):
        if one.open and one.due < late:
            tasks.task_done(ward, head.child, one.code, one.due, late, late)
    row = only(ward, late)
    assert (row.group, row.overdue) == ("overdue", 1)
    assert told(row.now) == "dexAMETHasone 5.9 mg intravenous, Overdue 1 h 1 min, due 08:00"


def test_an_old_task_never_hides_a_dose_of_the_same_urgency(ward: OpenWard) -> None:
    sign(ward, "Four", "TV04", "dexamethasone")
    row = only(ward, NOW.replace(hour=9, minute=1))
    assert row.overdue > 1
    assert row.now.first.startswith("dexAMETHasone")


@pytest.mark.parametrize(
    ("before", "group", "words"),
    [
        (timedelta(hours=1), "soon", "Due in 1 h, 14:00"),
        (timedelta(minutes=10), "soon", "Due in 10 min, 14:00"),
        (timedelta(hours=1, minutes=55), "soon", "Due in 1 h 55 min, 14:00"),
        (timedelta(hours=2, minutes=1), "nothing", "Due 14:00"),
        (timedelta(0), "soon", "Due now, due 14:00"),
    ],
)
def test_a_released_dose_is_due_soon_once_its_window_opens_within_the_hour(
    ward: OpenWard, before: timedelta, group: str, words: str
) -> None:
    head = current(ward)
    release(ward, dose_of(ward, head), NOW - 5 * HOUR)
    row = only(ward, DUE - before)
    assert (row.group, told(row.now)) == (group, f"etoposide 89 mg intravenous, {words}")


def test_a_dose_waits_for_its_release_from_when_it_may_be_released(ward: OpenWard) -> None:
    current(ward)
    hours = int(knowledge().giving.numbers["release_hours"])
    row = only(ward, DUE - timedelta(hours=3))
    assert (row.group, told(row.now)) == ("waits", "etoposide 89 mg intravenous, Awaiting release, due 14:00")
    assert "etoposide" not in told(only(ward, DUE - timedelta(hours=hours, minutes=1)).now)


def test_no_amount_of_a_child_is_told_while_one_dose_is_in_its_second_check(ward: OpenWard) -> None:
    head = current(ward)
    check(ward, dose_of(ward, head), NOW - MINUTE)
    row = only(ward)
    assert row.now.first == "etoposide (mg hidden while in check) intravenous"
    assert not any(f"{number}{NON_BREAKING}mg" in cell.words for cell in row.cells for number in ("89", "5.9"))


def test_a_check_that_was_forgotten_hides_nothing_any_more(ward: OpenWard) -> None:
    head = current(ward)
    check(ward, dose_of(ward, head), NOW - MINUTE)
    board = Board(ward)
    assert "hidden" in told(board.rows(NOW)[0].now)
    assert "hidden" not in told(board.rows(NOW + 2 * HOUR)[0].now)


def test_an_intrathecal_dose_is_never_told_without_that_word(ward: OpenWard) -> None:
    head = sign(ward, "Ten", "TV10", "dexamethasone", "intrathecal", severity={"cns": "progressive"})
    spinal = doses(ward, head, "intrathecal")[0]
    up_to_date(ward, head, spinal.due - 2 * HOUR)
    row = only(ward, spinal.due - 30 * MINUTE)
    assert row.now.first.startswith("INTRATHECAL methotrexate")
    assert (row.now.sign, row.edge) == ("intrathecal", "intrathecal")


def test_an_infusion_under_way_is_told_until_it_ends(ward: OpenWard) -> None:
    head = current(ward)
    write(ward, dose_of(ward, head), NOW - 20 * MINUTE, "running")
    assert told(only(ward).now) == "etoposide 89 mg intravenous, Running, since 13:45"
    write(ward, dose_of(ward, head), NOW, turn=2)
    assert only(ward).now.first == "Nothing due this shift"


def test_a_dose_of_which_nothing_was_written_waits_for_that_until_the_shift_ends(ward: OpenWard) -> None:
    head = sign(ward, "Four", "TV04", "dexamethasone")
    up_to_date(ward, head, NOW - timedelta(days=1))
    evening = NOW.replace(hour=20, minute=30)
    for one in tasks.tasks(ward, head.child, evening):
        if one.open and one.due < evening:
            tasks.task_done(ward, head.child, one.code, one.due, evening, evening)
    row = only(ward, evening)
    assert (row.group, told(row.now)) == (
        "waits", "dexAMETHasone 5.9 mg intravenous, Missed, nothing written down, due 08:00"
    )  # fmt: skip
    assert only(ward, evening + timedelta(hours=2)).group == "nothing"


# --- what else waits


def test_an_overdue_reassessment_stands_with_the_critical_clocks(ward: OpenWard) -> None:
    head = current(ward, severity={"course": "deteriorating"})
    write(ward, dose_of(ward, head), NOW - 5 * MINUTE)
    assert (only(ward).group, only(ward).unstable) == ("nothing", True)
    row = only(ward, NOW + 13 * HOUR)
    assert (row.group, row.now.first) == ("critical", "Reassess")
    assert row.now.notes[0].more == f"due 01:05, {knowledge().wording.say('board.now.task')}"


def test_the_next_task_is_one_to_come_and_past_ones_are_counted(ward: OpenWard) -> None:
    sign(ward, "Four", "TV04")
    row = only(ward, NOW.replace(day=3))
    assert told(row.task) == "6 Dec 08:00, Formal response, week 2", "of one moment the first in the order of the plan"
    assert row.overdue >= 5


def test_an_order_by_voice_waits_for_its_signature_and_is_overdue_after_that(ward: OpenWard) -> None:
    head = current(ward)
    id_ = write(ward, dose_of(ward, head), NOW, "held", directed_by="Dr B. Other")
    assert told(only(ward).now) == "Order by voice to be signed, Waits for the prescriber, by tomorrow 14:05"
    late = NOW + timedelta(hours=24, minutes=1)
    assert (
        told(only(ward, late).now).startswith("Order by voice to be signed, Overdue 1 min") or only(ward, late).overdue
    )
    boards.note(ward, head.child, kinds.COUNTERSIGNED, NOW, order=str(id_), drug="etoposide")
    assert "voice" not in told(only(ward).now)


def test_a_child_who_has_grown_heavier_waits_for_a_revision(ward: OpenWard) -> None:
    head = current(ward)
    write(ward, dose_of(ward, head), NOW - 5 * MINUTE)
    body = {
        "on": "2026-12-02",
        "weight_kg": "14.6",
        "height_cm": None,
        "weight_source": None,
        "by": None,
        "lying": None,
    }
    boards.note(ward, head.child, children.MEASURED, NOW, **body)
    row = only(ward)
    assert (row.group, told(row.now)) == (
        "waits", "Plan awaits a revision, Weight has changed, 13.5 kg in the plan, 14.6 kg now"
    )  # fmt: skip


def test_a_draft_waits_for_its_signature_where_nothing_is_more_urgent(ward: OpenWard) -> None:
    head = current(ward)
    wards.begin(ward, wards.named("TV04", "Example", "Four"), child=head.child, at=NOW)
    assert only(ward).group == "critical"
    write(ward, dose_of(ward, head), NOW - 5 * MINUTE)
    row = only(ward)
    assert (row.group, row.now.first, row.draft is not None) == ("waits", "Plan to be signed", True)


def test_a_draft_of_a_new_child_orders_nothing(ward: OpenWard) -> None:
    wards.begin(ward, wards.named("TV01", "Example", "One"), at=NOW)
    row = only(ward)
    assert (row.child, told(row.next), told(row.course)) == (
        None,
        "none before signing",
        "No plan yet, nothing is ordered",
    )
    assert told(row.now) == "Plan to be signed, Not signed, draft 1, step 1 of 7, kept 14:05"


# --- where the child is


def test_at_home_the_family_gives_what_is_taken_by_mouth_and_an_infusion_waits_for_the_visit(ward: OpenWard) -> None:
    head = current(ward, {"line": "dexamethasone", "route": "oral"}, "etoposide")
    stay.change_stay(ward, head.child, "outpatient", NOW - HOUR, NOW - HOUR)
    row = only(ward, NOW.replace(day=3, hour=9, minute=30))
    assert "dexAMETHasone" not in told(row.now)
    assert told(row.now).startswith("etoposide 89 mg intravenous, Overdue 19 h 30 min")
    assert told(row.bed) == "home"


def test_a_child_who_has_left_is_told_apart_and_nothing_waits_for_it(ward: OpenWard) -> None:
    head = current(ward)
    stay.change_stay(ward, head.child, "transferred", NOW, NOW)
    row = only(ward)
    assert (row.left, row.group, row.overdue, row.due) == (True, "nothing", 0, False)
    assert told(row.now) == "Transferred, since 14:05"


# --- results and changes


def test_ferritin_is_told_with_its_way_and_how_far_below_the_peak_it_is(ward: OpenWard) -> None:
    sign(ward, "Four", "TV04", labs=boards.LABS)
    row = only(ward)
    assert told(row.ferritin) == "4,100, falling, > 79 % below peak"
    assert told(row.platelets) == "79, rising"


def test_what_changed_is_told_since_the_shift_began_and_not_before(ward: OpenWard) -> None:
    head = current(ward)
    row = dose_of(ward, head)
    release(ward, row, NOW.replace(hour=6, minute=59))
    assert "released" not in told(only(ward).changed)
    release(ward, row, NOW - HOUR)
    assert "etoposide dose 4 released" in told(only(ward).changed)
    assert told(only(ward, NOW + HOUR).changed) == "none"


def test_an_entry_that_was_struck_out_opens_the_dose_again_and_is_told(ward: OpenWard) -> None:
    head = current(ward)
    release(ward, dose_of(ward, head), NOW - HOUR)
    board = Board(ward)
    wrong = write(ward, dose_of(ward, head), NOW - 3 * MINUTE)
    assert board.rows(NOW)[0].group == "nothing"
    end(ward, head.child, wrong, NOW)
    (row,) = board.rows(NOW)
    assert row.group == "critical"
    assert row.changed.notes[0].words == "Entry struck out: etoposide dose 4"


def test_a_hold_that_was_lifted_opens_the_dose_again(ward: OpenWard) -> None:
    head = current(ward)
    held = write(ward, dose_of(ward, head), NOW - 30 * MINUTE, "held")
    assert only(ward).group == "nothing"
    end(ward, head.child, held, NOW - MINUTE, "lifted")
    assert only(ward).group == "critical"
    assert "Hold ended: etoposide dose 4" in told(only(ward).changed)


def test_a_dose_calls_once_its_time_has_come_and_nobody_has_begun_it(ward: OpenWard) -> None:
    head = current(ward)
    row = dose_of(ward, head)
    assert only(ward, DUE - MINUTE).calls == frozenset()
    assert only(ward, DUE).calls == {str(row.id)}
    write(ward, row, DUE, "running")
    assert only(ward, DUE).calls == frozenset()


# --- read once


def test_a_second_look_reads_no_dose_again(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    head = current(ward)
    board = Board(ward)
    board.rows(NOW)
    asked: list[str] = []
    for name in ("doses_of", "doses", "fact", "identities"):
        monkeypatch.setattr(Reading, name, lambda *_, name=name: asked.append(name))
    board.rows(NOW + MINUTE)
    assert asked == []
    monkeypatch.undo()
    write(ward, dose_of(ward, head), NOW)
    monkeypatch.setattr(Reading, "doses_of", lambda _, plans: () if not plans else asked.append("doses_of"))
    assert board.rows(NOW + MINUTE)[0].now.first == "Nothing due this shift"
    assert asked == []


def test_a_row_is_the_same_value_as_long_as_nothing_of_it_changes(ward: OpenWard) -> None:
    head = current(ward)
    write(ward, dose_of(ward, head), NOW)
    board = Board(ward)
    assert board.rows(NOW)[0] is board.rows(NOW + 20 * MINUTE)[0]


def test_after_a_trouble_the_next_look_reads_everything_anew(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    head = current(ward)
    board = Board(ward)
    before = board.rows(NOW)
    write(ward, dose_of(ward, head), NOW)

    def fails(*_: object, **__: object) -> None:
        raise Trouble("disk_failed")

    monkeypatch.setattr(Reading, "outcomes", fails)
    with pytest.raises(Trouble):
        board.rows(NOW)
    monkeypatch.undo()
    assert board.rows(NOW) == Board(ward).rows(NOW) != before


def test_the_board_tells_a_clock_that_was_set_back(ward: OpenWard) -> None:
    head = current(ward)
    release(ward, dose_of(ward, head), NOW - 5 * HOUR)
    board = Board(ward)
    board.rows(NOW + 10 * MINUTE)
    for now in (NOW + 9 * MINUTE, DUE - MINUTE, NOW - timedelta(days=1)):
        assert board.rows(now) == Board(ward).rows(now)


def test_the_moment_of_a_row_is_an_instant(ward: OpenWard) -> None:
    current(ward)
    at = only(ward).at
    assert at is not None
    assert at.tzinfo is UTC


def test_the_number_of_hours_after_which_a_task_comes_again_never_parts_from_its_unit(ward: OpenWard) -> None:
    head = sign(ward, "Four", "TV04", severity={"course": "deteriorating"})
    up_to_date(ward, head, NOW)
    said = " ".join(note.words for note in only(ward, NOW).task.notes)
    assert f"12{NON_BREAKING}h" in said, said
