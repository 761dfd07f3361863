"""Paper of one child beside the plan: the road map with its log, the wristband with its labels; each written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.scan import code_of_child
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.report.label_sheet import LabelledChild, write_labels
from hlh_desktop.report.printing import Printing
from hlh_desktop.report.road_map_page import write_road_map
from hlh_desktop.ward import audit, plans, tasks
from hlh_desktop.ward.log.road import child_road

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from hlh_desktop.report.printing import Paper
    from hlh_desktop.ward.open_ward import OpenWard

ROAD_MAP, LABELS = "road_map", "labels"


def print_road_map(desk: OpenWard, child: UUID, target: BinaryIO, now: datetime, paper: Paper = "A4") -> None:
    """The road map as it stands now, into an open binary file. Trouble not_allowed, no_plan, in_check."""
    desk.require("print")
    signed = desk.plan(_plan(desk, child), now)
    day, found = desk.log.day(child, now), tasks.tasks(desk, child, now)
    printing = Printing(
        desk.here(now), desk.person.name, desk.workstation, paper, plans.standing_on_paper(signed.head),
        desk.face.training, signed.head.knowledge,
    )  # fmt: skip
    write_road_map(signed.plan, desk.ward.knowledge, printing, child_road(desk, signed.plan, day, found, now), target)


def print_labels(desk: OpenWard, child: UUID, target: BinaryIO, now: datetime, paper: Paper = "A4") -> None:
    """The wristband and the labels, into an open binary file. Trouble not_allowed, no_child, no_plan."""
    desk.require("print")
    who = desk.child(child, now)
    if who.plan is None or who.identity.date_of_birth is None:
        raise Trouble("no_plan")
    labelled = LabelledChild(
        code_of_child(child, who.identity.mrn, desk.face.number), who.identity.mrn, who.identity.family_name,
        who.identity.given_name, who.identity.date_of_birth, who.identity.sex, who.plan.measures.allergies,
    )  # fmt: skip
    printing = Printing(
        desk.here(now), desk.person.name, desk.workstation, paper, training=desk.face.training,
        knowledge=desk.approval.standing(),
    )  # fmt: skip
    write_labels(labelled, desk.ward.wording, printing, target)


def note_road_map(desk: OpenWard, child: UUID, now: datetime) -> None:
    """Writes down that the road map went to a printer. Trouble no_plan."""
    _note(desk, child, {"what": ROAD_MAP, "version": plans.head(desk, _plan(desk, child)).version}, now)


def note_labels(desk: OpenWard, child: UUID, now: datetime) -> None:
    """Writes down that the wristband and the labels went to a printer."""
    _note(desk, child, {"what": LABELS}, now)


def _note(desk: OpenWard, child: UUID, body: Mapping[str, str | int], now: datetime) -> None:
    audit.note(desk, "printed", desk.here(now), child, body)


def _plan(desk: OpenWard, child: UUID) -> UUID:
    found = plans.standing(desk, child)
    if found is None:
        raise Trouble("no_plan")
    return found.id
