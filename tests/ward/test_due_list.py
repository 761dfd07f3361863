"""What is due until the shift ends, on paper: by bed, nothing that is in check, no intrathecal drug or amount."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from hlh_desktop.domain.quantity import NON_BREAKING
from hlh_desktop.ward import due_list, stay
from tests.ui import wards
from tests.ward import boards
from tests.ward.boards import BOTH, NOW, bed, sign, up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hlh_desktop.report.due_list import DueChild
    from hlh_desktop.ward.open_ward import OpenWard

HOUR = timedelta(hours=1)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    made = wards.new_ward(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def full(tmp_path: Path) -> Iterator[OpenWard]:
    made = boards.full(tmp_path)
    yield made
    made.store.close()


def told(child: DueChild) -> list[tuple[str, str, str]]:
    return [(item.when, item.what.replace(NON_BREAKING, " "), item.state) for item in child.items]


def paper(ward: OpenWard, paper: str = "A4") -> list[str]:
    """The text of each page."""
    target = BytesIO()
    due_list.print_due_list(ward, target, NOW, paper)  # type: ignore[arg-type]
    with pypdfium2.PdfDocument(target.getvalue()) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def test_children_stand_by_bed_with_what_is_due_until_the_shift_ends(full: OpenWard) -> None:
    found = due_list.due_this_shift(full, NOW)
    assert [child.bed for child in found.children] == ["2", "5"]
    assert told(found.children[0]) == [("14:00", "etoposide 89 mg intravenous", "overdue when printed, released")]
    assert (found.begin.hour, found.end.hour, found.none) == (7, 14, 5)


def test_what_is_not_released_says_so_and_tasks_stand_in_their_own_sentence(full: OpenWard) -> None:
    nine = told(due_list.due_this_shift(full, NOW).children[1])
    assert ("14:00", "etoposide 89 mg intravenous", "overdue when printed, not released") in nine
    assert any(what.startswith("Daily: blood count") for _, what, _ in nine)


def test_an_intrathecal_dose_stands_there_without_drug_and_amount(ward: OpenWard) -> None:
    head = sign(ward, "Ten", "TV10", "dexamethasone", "intrathecal", severity={"cns": "progressive"})
    spinal = boards.doses(ward, head, "intrathecal")[0]
    up_to_date(ward, head, spinal.due - HOUR)
    (child,) = due_list.due_this_shift(ward, spinal.due - HOUR).children
    assert told(child)[0][1] == "INTRATHECAL dose: see its own page"
    assert not any("methotrexate" in what for _, what, _ in told(child))


def test_no_amount_of_a_child_is_printed_while_one_is_in_its_second_check(ward: OpenWard) -> None:
    head = sign(ward, "Four", "TV04", *BOTH)
    bed(ward, head, "2")
    up_to_date(ward, head, NOW - HOUR)
    due = next(row for row in boards.doses(ward, head, "etoposide") if row.due.date() == NOW.date())
    boards.check(ward, due, NOW - timedelta(minutes=5))
    (child,) = due_list.due_this_shift(ward, NOW).children
    assert told(child)[0][1] == "etoposide (mg hidden while in check) intravenous"
    text = " ".join(paper(ward)).replace(NON_BREAKING, " ")
    assert "89 mg" not in text
    assert "A dose is in its second check" in text


def test_every_page_says_what_it_is_when_and_by_whom_it_was_printed(ward: OpenWard) -> None:
    for number in range(14):
        bed(ward, sign(ward, f"No{number}", f"TV{number:02}", *BOTH), str(number + 1))
    for size in ("A4", "Letter"):
        pages = paper(ward, size)
        assert len(pages) > 1
        for number, text in enumerate(pages, 1):
            assert "Due this shift" in text
            assert f"Page {number} of {len(pages)}" in text
            assert f"by {ward.person.name} on {ward.workstation}" in text
            assert "A list to work by, not a record" in text
            assert "Decision support" in text


def test_the_same_list_and_printing_give_the_same_bytes(full: OpenWard) -> None:
    targets = [BytesIO(), BytesIO()]
    for target in targets:
        due_list.print_due_list(full, target, NOW)
    assert targets[0].getvalue() == targets[1].getvalue()


def test_a_shift_without_anything_due_says_so(ward: OpenWard) -> None:
    assert "Nothing is due until the shift ends." in paper(ward)[0]


def test_a_child_who_has_left_is_not_on_it(full: OpenWard) -> None:
    four = due_list.due_this_shift(full, NOW).children[0]
    child = next(line.id for line in full.children(NOW) if line.identity.name == four.name)
    assert child is not None
    stay.change_stay(full, child, "transferred", NOW, NOW)
    assert [one.bed for one in due_list.due_this_shift(full, NOW).children] == ["5"]


def test_printing_is_written_down(full: OpenWard) -> None:
    due_list.note_printed(full, NOW)
    (event,) = [one for one in full.history() if one.what == "List of what is due printed"]
    assert event.by == full.person.name
