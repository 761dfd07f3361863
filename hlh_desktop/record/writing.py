"""What is to go into the record together. Loads no SQL, so that whoever decides what to write can be imported early."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from hlh_desktop.domain.log.values import Ended, Outcome
    from hlh_desktop.domain.results.values import LabResult, ResultEnd
    from hlh_desktop.record.values import DoseRow, Entry, Identity


@dataclass(frozen=True, slots=True)
class Writing:
    """What goes in together, or not at all.

    `identity`, `outcomes`, `ends`, `results` (those of a sample, in their places) and `result_ends` go by the id of the
    entry they belong to, each dose by its `plan`, which is an entry's id. Of an outcome and an end the record takes
    `saved` and who it was from the fact, of a result its number. `drop_draft` is a draft that goes away with it;
    `if_seal` is the seal that the ward must still have. `added` is told after each entry how many are in; what it
    raises undoes them all.
    """

    entries: Sequence[Entry]
    identity: Mapping[UUID, Identity] = field(default_factory=dict)
    doses: Sequence[DoseRow] = ()
    outcomes: Mapping[UUID, Outcome] = field(default_factory=dict)
    ends: Mapping[UUID, Ended] = field(default_factory=dict)
    drop_draft: UUID | None = None
    if_seal: str | None = None
    results: Mapping[UUID, Sequence[LabResult]] = field(default_factory=dict)
    result_ends: Mapping[UUID, Sequence[ResultEnd]] = field(default_factory=dict)
    added: Callable[[int], None] | None = None

    def __post_init__(self) -> None:
        """ValueError for what can't go in together: a mistake of the program, not of a person."""
        by_id = {entry.id: entry for entry in self.entries}
        beside = (*self.identity, *self.outcomes, *self.ends, *self.results, *self.result_ends)
        if len(by_id) < len(self.entries) or any(id_ not in by_id or by_id[id_].child is None for id_ in beside):
            raise ValueError(by_id)
        if any(dose.plan not in by_id or by_id[dose.plan].child != dose.child for dose in self.doses):
            raise ValueError(by_id)
        told: tuple[Mapping[UUID, Sequence[LabResult | ResultEnd]], ...] = (self.results, self.result_ends)
        if any(not of[id_] or any(one.child != by_id[id_].child for one in of[id_]) for of in told for id_ in of):
            raise ValueError(by_id)
        logged = [(id_, one.id, one.child) for of in (self.outcomes, self.ends) for id_, one in of.items()]
        if any((id_, child) != (own, by_id[id_].child) for id_, own, child in logged):
            raise ValueError(by_id)
