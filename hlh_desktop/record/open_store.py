"""The open record of a ward: facts in, facts out. Values only; no row and no connection leaves it."""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import check, drafts, engine, rows
from hlh_desktop.record.access import Access
from hlh_desktop.record.append import Writing, append, last, stands
from hlh_desktop.record.head import Head, read_head, write_head
from hlh_desktop.record.opening import advance_head
from hlh_desktop.record.tables import doses, facts, identities
from hlh_desktop.record.values import Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime
    from types import EllipsisType
    from uuid import UUID

    from sqlalchemy import Connection

    from hlh_desktop.record.values import Author, Check, DoseRow, Fact, Identity, KeptDraft

NOBODY: Mapping[UUID, Identity] = MappingProxyType({})
HEAD_ACCEPTED = "head_accepted"


class Store(Access):
    """A ward's record, opened by `person`. Safe to use from several threads; close it, or use it in a `with`.

    Every method may raise the Troubles of a disk: `ward_busy`, `disk_full`, `disk_failed`, `not_writable`,
    `ward_damaged`. Then nothing of what it was to write is stored.
    """

    # --- facts

    def append(
        self,
        *entries: Entry,
        identity: Mapping[UUID, Identity] = NOBODY,
        doses: Sequence[DoseRow] = (),
        drop_draft: UUID | None = None,
        if_seal: str | None = None,
        now: datetime,
    ) -> tuple[Fact, ...]:
        """Adds facts in one transaction, and answers them as they stand; entries that stand already add nothing.

        `identity` goes by the id of the entry it belongs to, each dose by its `plan`, which is an entry's id.
        `drop_draft` takes a draft away in the same transaction: Trouble `draft_gone` if it is not there any more.
        `if_seal`: Trouble `ward_changed` if anything was added since `seal()` answered that. `entry_differs`: see
        `record.append`.
        """
        what = Writing(entries, identity, tuple(doses))
        with engine.writing(self._engine) as connection:
            again = bool(entries) and all(stands(connection, entry.id) for entry in entries)
            if if_seal is not None and not again and last(connection)[1] != if_seal:
                raise Trouble("ward_changed")
            added = append(connection, self.ward, what, now)
            if drop_draft is not None and not drafts.drop(connection, drop_draft) and not again:
                raise Trouble("draft_gone")
        advance_head(self._engine, self.folder)
        return added

    def facts(self, child: UUID | EllipsisType | None = ..., kinds: Collection[str] | None = None) -> tuple[Fact, ...]:
        """Facts in the order they were saved: of a child, of the ward itself (None), or of all (...)."""
        query = select(facts).order_by(facts.c.number)
        if child is not ...:
            query = query.where(facts.c.child.is_(None) if child is None else facts.c.child == child.hex)
        if kinds is not None:
            query = query.where(facts.c.kind.in_(kinds))
        with self._read() as connection:
            return tuple(rows.to_fact(row) for row in connection.execute(query))

    def fact(self, id_: UUID) -> Fact | None:
        """One fact; None if there is none of that id."""
        with self._read() as connection:
            row = connection.execute(select(facts).where(facts.c.id == id_.hex)).first()
        return None if row is None else rows.to_fact(row)

    def identities(self) -> dict[UUID, Identity]:
        """The newest identity of each child."""
        with self._read() as connection:
            found = connection.execute(select(identities).order_by(identities.c.number)).all()
        return {rows.child_of(row): rows.to_identity(row) for row in found}

    def doses(self, plan: UUID) -> tuple[DoseRow, ...]:
        """The planned doses of a signed plan, in the order they were given to `append`."""
        with self._read() as connection:
            found = connection.execute(select(doses).where(doses.c.plan == plan.hex).order_by(doses.c.number))
            return tuple(rows.to_dose(row) for row in found)

    # --- drafts

    def keep_draft(self, draft: KeptDraft, *, begun: bool = False) -> None:
        """Keeps a draft in place of what was kept of it before. Once this returns, no crash can take it.

        With `begun` it has to be there already: Trouble `draft_gone` if it was signed or dropped meanwhile, which a
        second window would bring back to life.
        """
        with engine.writing(self._engine) as connection:
            drafts.keep(connection, draft, begun=begun)

    def drafts(self) -> tuple[KeptDraft, ...]:
        """Every draft, the one begun first at the head."""
        with self._read() as connection:
            return drafts.all_kept(connection)

    def draft(self, id_: UUID) -> KeptDraft | None:
        """One draft; None if it is not, or no longer, there."""
        with self._read() as connection:
            return drafts.kept(connection, id_)

    def drop_draft(self, id_: UUID) -> bool:
        """Takes a draft away; whether there was one."""
        with engine.writing(self._engine) as connection:
            return drafts.drop(connection, id_)

    # --- whether it is whole

    def check(self) -> Check:
        """The whole record checked, every broken place named."""
        head = read_head(self.folder)
        with self._read() as connection:
            return check.check(connection, head, self._alarms_by_now())

    def tail_check(self) -> Check:
        """The newest facts, the triggers and the head checked: fast."""
        head = read_head(self.folder)
        with self._read() as connection:
            return check.tail_check(connection, head, self._alarms_by_now())

    def seal(self) -> str:
        """The newest seal, 64 letters of hex."""
        with self._read() as connection:
            return last(connection)[1]

    def accept_head(self, author: Author, reason: str, now: datetime) -> Fact:
        """Notes for good that somebody accepts the record although its head is lost or elsewhere; the alarm ends."""
        head, found = read_head(self.folder), self.tail_check()
        body = {"reason": reason, "head": None if head is None else [head.number, head.seal], "seal": found.seal}
        (fact,) = self.append(Entry(uuid4(), HEAD_ACCEPTED, None, author, now, body), now=now)
        write_head(self.folder, Head(fact.number, fact.seal))
        return fact

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with engine.reading(self._engine) as connection:
            yield connection
