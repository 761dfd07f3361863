"""When an edition of the knowledge is approved: each rule from both sides, and the digest that it hangs on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from hlh_desktop.domain.approval.standing import (
    Approval,
    Edition,
    KnowledgeStanding,
    edition_of,
    last_approved,
    of_edition,
    role_for,
    standing,
)
from hlh_desktop.domain.approval.words import standing_line
from tests.builders import knowledge

if TYPE_CHECKING:
    from hlh_desktop.domain.people import Role

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
FIRST, SECOND = Edition("2026.11-1", "aa"), Edition("2026.11-1", "bb")


def signed(by: str, role: Role, edition: Edition = FIRST) -> Approval:
    return Approval(edition, by, f"{by}. Example", role, NOW)


DOCTOR, PHARMACIST = signed("A", "physician"), signed("B", "pharmacist")


@pytest.mark.parametrize(
    ("approvals", "state"),
    [
        ((), "draft"),
        ((DOCTOR,), "half"),
        ((PHARMACIST,), "half"),
        ((DOCTOR, PHARMACIST), "approved"),
        ((PHARMACIST, DOCTOR), "approved"),
        ((DOCTOR, signed("C", "physician")), "half"),
        ((DOCTOR, signed("A", "pharmacist")), "half"),
        ((DOCTOR, signed("A", "pharmacist"), PHARMACIST), "approved"),
        ((DOCTOR, signed("B", "pharmacist", SECOND)), "half"),
        ((signed("A", "physician", SECOND), signed("B", "pharmacist", SECOND)), "draft"),
    ],
)
def test_a_clinician_and_a_pharmacist_who_are_two_people_approve_one_edition(
    approvals: tuple[Approval, ...], state: str
) -> None:
    assert standing(approvals, FIRST) == state


def test_only_signatures_of_exactly_this_edition_count() -> None:
    named_otherwise = signed("A", "physician", Edition("2026.11-2", "aa"))
    assert of_edition((DOCTOR, named_otherwise, signed("B", "pharmacist", SECOND)), FIRST) == (DOCTOR,)


@pytest.mark.parametrize(
    ("roles", "before", "role"),
    [
        (("physician",), (), "physician"),
        (("pharmacist", "physician"), (), "physician"),
        (("pharmacist", "physician"), (DOCTOR,), "pharmacist"),
        (("physician",), (DOCTOR,), None),
        (("nurse", "administrator"), (), None),
    ],
)
def test_somebody_signs_in_a_role_of_theirs_that_is_still_missing(
    roles: tuple[Role, ...], before: tuple[Approval, ...], role: Role | None
) -> None:
    assert role_for(roles, before) == role


def test_what_was_approved_last_stays_known_while_a_newer_edition_is_a_draft() -> None:
    assert last_approved((DOCTOR,)) is None
    assert last_approved((DOCTOR, PHARMACIST)) == FIRST
    assert last_approved((DOCTOR, PHARMACIST, signed("A", "physician", SECOND))) == FIRST
    both = (signed("A", "physician", SECOND), signed("B", "pharmacist", SECOND))
    assert last_approved((DOCTOR, PHARMACIST, *both)) == SECOND


def test_any_other_character_of_any_part_is_another_edition() -> None:
    texts = {"ward": "days: 7\n", "tasks": "at: 08:00\n"}
    edition = edition_of("2026.11-1", texts)
    assert edition_of("2026.11-1", dict(reversed(texts.items()))) == edition
    assert edition_of("2026.11-2", texts) != edition
    for other in (
        {**texts, "ward": "days: 8\n"}, {"ward": texts["ward"]}, {**texts, "more": ""},
        {"war": f"d{texts['ward']}", "tasks": texts["tasks"]},
    ):  # fmt: skip
        assert edition_of("2026.11-1", other).digest != edition.digest


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (KnowledgeStanding("X", "draft"), "Knowledge edition X: DRAFT, no local clinician has signed it."),
        (
            KnowledgeStanding("X", "half", (PHARMACIST,), 1),
            "Knowledge edition X: DRAFT, signed by B. Example (pharmacist) alone; missing: physician."
            " 1 value is this ward's own.",
        ),
        (
            KnowledgeStanding("X", "approved", (DOCTOR, PHARMACIST), 2),
            "Knowledge edition X: approved here by A. Example (physician) and B. Example (pharmacist), 29 Nov 2026."
            " 2 values are this ward's own.",
        ),
    ],
)
def test_the_state_is_told_in_one_line_with_names_roles_and_day(found: KnowledgeStanding, line: str) -> None:
    assert standing_line(found, knowledge().wording).replace("\N{NO-BREAK SPACE}", " ") == line
