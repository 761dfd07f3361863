"""Files of laboratories brought into the record: looked at line by line first, then taken as a person accepted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from hlh_desktop.domain.results.incoming.claims import Known, verdict
from hlh_desktop.domain.results.incoming.judging import Terms
from hlh_desktop.domain.results.incoming.mapping import LabMapping, Lookup, mapping_of
from hlh_desktop.domain.results.incoming.preview import confirmed, reason_line
from hlh_desktop.domain.results.incoming.previewing import Against, make_preview, samples
from hlh_desktop.domain.results.stops.values import Child, codes_kept
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.exchange.labs import reading
from hlh_desktop.exchange.labs.text import load as load_file
from hlh_desktop.ward import children
from hlh_desktop.ward.results.writing import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from hlh_desktop.domain.growth.tables import Sex
    from hlh_desktop.domain.results.incoming.preview import Preview, Taken
    from hlh_desktop.domain.results.incoming.values import Kind
    from hlh_desktop.domain.results.values import Sample
    from hlh_desktop.ward.open_ward import OpenWard

    Progress = Callable[[int, int], None]
    Cancelled = Callable[[], bool]


def load(path: Path) -> bytes:
    """A file from a disk, never more of it than may be read. Trouble import_too_large, not_readable."""
    return load_file(path)


def columns(data: bytes, mapping: LabMapping | None = None) -> tuple[str, ...]:
    """The headers of a table, for a person to say what each means. Trouble where it can't be read."""
    return reading.columns(data, mapping or LabMapping())


def mapping_for(desk: OpenWard, laboratory: str) -> LabMapping:
    """What the ward saved for a laboratory; of an unknown one nothing is said."""
    return mapping_of(desk.labs.mappings().get(" ".join(laboratory.split())))


def keep_mapping(desk: OpenWard, laboratory: str, mapping: LabMapping, now: datetime) -> None:
    """Keeps how the files of a laboratory are read. Trouble not_allowed, laboratory_needed."""
    desk.labs.keep_mapping(laboratory, mapping.body(), now)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says of a file.

    `kind` is what it is where that is known, as of what was pasted; without a `mapping` the one that the ward saved for
    `laboratory` counts. `confirmed_identity`: it is of this child, where the file itself can't say so.
    """

    kind: Kind | None = None
    laboratory: str = ""
    mapping: LabMapping | None = None
    confirmed_identity: bool = False


NOTHING = Asked()


def preview(
    desk: OpenWard, child: UUID, data: bytes, name: str, now: datetime, asked: Asked = NOTHING, *,
    progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> Preview:  # fmt: skip
    """What would come of a file of that name for a child; nothing is written.

    Trouble no_child, import_cancelled, and those of reading it, by which it is refused as a whole.
    """
    step = _step(progress, cancelled)
    kind, laboratory = asked.kind or reading.kind_of(data), " ".join(asked.laboratory.split())
    saved = asked.mapping or mapping_for(desk, laboratory)
    file = reading.read(data, kind, saved, step)
    known = _known(desk, child, now)
    identity = verdict(file, known, confirmed=asked.confirmed_identity)
    lookup = Lookup(desk.labs.catalogue(), desk.ward.knowledge.importing, saved, kind)
    terms = Terms(lookup, desk.zone, laboratory, name)
    against = _against(desk, child, known, now)
    return make_preview(file, terms, against, identity, sha256(data).hexdigest(), step)


def take(
    desk: OpenWard, child: UUID, found: Preview, accepted: Collection[int], id_: UUID, now: datetime, *,
    progress: Progress | None = None, cancelled: Cancelled | None = None,
) -> Written:  # fmt: skip
    """Writes the accepted lines of a preview down, all of them or none; each is judged again by the record.

    A line with something to check is taken only if it is among the accepted. Trouble import_blocked where the file is
    not shown to be of this child, import_child_changed where the child was another or called otherwise at the preview,
    import_not_offered, and those of `LabLog.write`.
    """
    if found.blocked:
        raise Trouble("import_blocked", why=reason_line(found.identity.reason, desk.ward.wording))
    if found.child != _known(desk, child, now):
        raise Trouble("import_child_changed")
    if not frozenset(accepted) <= frozenset(one.number for one in found.taken):
        raise Trouble("import_not_offered")
    chosen = samples(_accepted(desk, one) for one in found.chosen(accepted))
    if not chosen:
        return Written()
    return desk.labs.write(
        child, chosen, id_, now, digest=found.digest, progress=progress, cancelled=cancelled
    )  # fmt: skip


def _accepted(desk: OpenWard, one: Taken) -> Sample:
    """A line as it is written: why a rare value is right stands with it, unless the file told that already."""
    reported = one.reported
    said = confirmed(one, desk.ward.wording.say("importing.accepted"))
    if said and not codes_kept(reported.reason)[1]:
        reported = replace(reported, reason=said)
    return replace(one.sample, results=(reported,))


def _known(desk: OpenWard, child: UUID, now: datetime) -> Known:
    who = children.record(desk, child, now).identity
    return Known(who.mrn, who.family_name, who.given_name, who.date_of_birth, who.sex)


def _against(desk: OpenWard, child: UUID, known: Known, now: datetime) -> Against:
    if known.born is None:
        raise Trouble("no_child")
    who = Child(known.born, cast("Sex | None", known.sex))
    return Against(child, known, who, desk.ward.knowledge, desk.here(now), desk.labs.all(child))


def _step(progress: Progress | None, cancelled: Cancelled | None) -> Progress:
    """Told how far it has come; Trouble import_cancelled once nobody waits any longer."""

    def step(done: int, most: int) -> None:
        if cancelled is not None and cancelled():
            raise Trouble("import_cancelled")
        if progress is not None:
            progress(done, most)

    return step
