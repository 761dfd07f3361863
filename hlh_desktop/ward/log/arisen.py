"""Tasks that no plan has: an order by voice waits for the signature of who gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.tasks import Arisen
from hlh_desktop.ward.log.stopping import voice_orders

if TYPE_CHECKING:
    from uuid import UUID

    from hlh_desktop.ward.open_ward import OpenWard

CODE = "countersign"


def arisen(desk: OpenWard, child: UUID) -> tuple[Arisen, ...]:
    """What arose in the log of a child and is not dealt with yet, each with the fact that it ends with."""
    with desk.store.reading() as reading:
        orders = voice_orders(desk, reading, child)
    say = desk.ward.wording.say
    return tuple(
        Arisen(
            f"{CODE}/{one.fact}", one.until,
            say(f"log.task.{one.what}", drug=one.drug, directed_by=one.directed_by, noted_by=one.noted_by),
            about=one.fact,
        )
        for one in orders
        if one.signed_by is None
    )  # fmt: skip
