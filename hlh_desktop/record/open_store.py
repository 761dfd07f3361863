"""The open record of a ward: facts in, facts out. Values only; no row and no connection leaves it."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import check, drafts, engine
from hlh_desktop.record.access import Access
from hlh_desktop.record.append import append, last
from hlh_desktop.record.head import Head, advance, read_head, write_head
from hlh_desktop.record.opening import advance_head
from hlh_desktop.record.reading import Reading
from hlh_desktop.record.values import Entry
from hlh_desktop.record.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import datetime
    from types import EllipsisType
    from uuid import UUID

    from sqlalchemy import Connection

    from hlh_desktop.domain.log.values import Ended, Outcome
    from hlh_desktop.record.values import Author, Check, DoseRow, Fact, Identity, KeptDraft

NOTHING: Mapping[UUID, Any] = MappingProxyType({})
HEAD_ACCEPTED = "head_accepted"


class Store(Access):
    """A ward's record, opened by `person`. Safe to use from several threads; close it, or use it in a `with`.

    Every method may raise the Troubles of a disk: `ward_busy`, `disk_full`, `disk_failed`, `not_writable`,
    `ward_damaged`. Then nothing of what it was to write is stored.
    """

    # The head that this store wrote last, which the record therefore holds.
    _head: Head | None = None

    # --- facts

    def append(
        self,
        *entries: Entry,
        identity: Mapping[UUID, Identity] = NOTHING,
        doses: Sequence[DoseRow] = (),
        outcomes: Mapping[UUID, Outcome] = NOTHING,
        ends: Mapping[UUID, Ended] = NOTHING,
        drop_draft: UUID | None = None,
        if_seal: str | None = None,
        now: datetime,
    ) -> tuple[Fact, ...]:
        """Adds facts in one transaction, and answers them as they stand; entries that stand already add nothing.

        What goes in with them, see `Writing`. Trouble `ward_changed` if anything was added since `seal()` answered
        `if_seal`, `draft_gone` if `drop_draft` is not there any more, and those of `record.append`.
        """
        what = Writing(entries, identity, tuple(doses), outcomes, ends, drop_draft, if_seal)
        return self.decide(lambda _: what, now)

    def decide(self, decide: Callable[[Reading], Writing | None], now: datetime) -> tuple[Fact, ...]:
        """Lets somebody decide what to write on the record as it stands, which nobody else can change meanwhile.

        Of what `decide` answers all is added, as by `append`, or nothing. None adds nothing, and so does whatever it
        raises, which goes through to the caller. It must be brief: other programs wait for their turn.
        """
        with engine.turn(self._engine) as connection:
            what = decide(Reading(connection, self._known))
            added = () if what is None else append(connection, self.ward, what, now)
        if added:
            newest = max(added, key=lambda fact: fact.number)
            self._tell_head(Head(newest.number, newest.seal))
        return added

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """One state of the record to ask several things of."""
        with self._read() as connection:
            yield Reading(connection, self._known)

    def facts(self, child: UUID | EllipsisType | None = ..., kinds: Collection[str] | None = None) -> tuple[Fact, ...]:
        """Facts in the order they were saved: of a child, of the ward itself (None), or of all (...)."""
        with self.reading() as record:
            return record.facts(child, kinds)

    def fact(self, id_: UUID) -> Fact | None:
        """One fact; None if there is none of that id."""
        with self.reading() as record:
            return record.fact(id_)

    def identities(self) -> dict[UUID, Identity]:
        """The newest identity of each child."""
        with self.reading() as record:
            return record.identities()

    def doses(self, plan: UUID) -> tuple[DoseRow, ...]:
        """The planned doses of a signed plan, in the order they were given to `append`."""
        with self.reading() as record:
            return record.doses(plan)

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

    def _tell_head(self, newest: Head) -> None:
        """Writes the head after a commit. Where it is not the one that was written last, the record is asked first."""
        known = self._head
        if known is not None and known.number >= newest.number:
            return
        with suppress(Trouble):  # all is saved by now, and a head behind is normal
            told = known is not None and advance(self.folder, newest, known)
            self._head = newest if told else advance_head(self._engine, self.folder)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with engine.reading(self._engine) as connection:
            yield connection
