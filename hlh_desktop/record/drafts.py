"""Drafts: what somebody has typed so far, kept at each call and dropped when it is signed or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import quick
from hlh_desktop.record.rows import draft_row, to_draft
from hlh_desktop.record.tables import drafts

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Connection

    from hlh_desktop.record.quick import Held
    from hlh_desktop.record.values import KeptDraft

DROP = delete(drafts).where(drafts.c.id == bindparam("id"))


def keep(connection: Connection, draft: KeptDraft, *, begun: bool = False) -> None:
    """Keeps a draft in place of what was kept of it before. Trouble `draft_gone` if a `begun` one is not there."""
    row = draft_row(draft)
    if connection.execute(update(drafts).where(drafts.c.id == row["id"]).values(row)).rowcount == 0:
        if begun:
            raise Trouble("draft_gone")
        connection.execute(insert(drafts), row)


def all_kept(connection: Connection) -> tuple[KeptDraft, ...]:
    """Every draft, the one begun first at the head."""
    found = connection.execute(select(drafts).order_by(drafts.c.begun, drafts.c.id))
    return tuple(to_draft(row) for row in found)


def kept(connection: Connection, id_: UUID) -> KeptDraft | None:
    """One draft; None if it is not, or no longer, there."""
    row = connection.execute(select(drafts).where(drafts.c.id == id_.hex)).first()
    return None if row is None else to_draft(row)


def drop(connection: Held, id_: UUID) -> bool:
    """Takes a draft away; whether there was one."""
    return quick.count(connection, DROP, id=id_.hex) > 0
