"""What it would do to move, hold or omit a dose: tried on the draft, by the same arithmetic, before it is done."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlh_desktop.domain.wizard.gaps import gaps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from hlh_desktop.domain.draft import Draft
    from hlh_desktop.domain.finding import Finding
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.wizard.day_doses import DoseKey
    from hlh_desktop.domain.wizard.gaps import Gaps
    from hlh_desktop.ward.look import Look


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial: the plan, or what stands against it; the time around the dose; findings that come and go.

    `gaps` is None where the dose is not given any more.
    """

    plan: Plan | None
    problems: tuple[str, ...] = ()
    gaps: Gaps | None = None
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()


def try_out(
    draft: Draft, case: Mapping[str, Any], key: DoseKey, *, before: Look, knowledge: Knowledge, now: datetime
) -> Tried:
    """The draft with another case looked at; nothing is kept. `before` is the look at the draft as it stands."""
    from hlh_desktop.ward.look import look

    after = look(dataclasses.replace(draft, case=case), knowledge, now)
    if after.plan is None:
        known = {(note.path, note.code) for note in before.problems}
        return Tried(None, tuple(note.text for note in after.problems if (note.path, note.code) not in known))
    old, new = (set() if one.plan is None else {_same(f) for f in one.plan.findings} for one in (before, after))
    return Tried(
        after.plan,
        gaps=gaps(after.plan, knowledge, key),
        new=tuple(finding for finding in after.plan.findings if _same(finding) not in old),
        gone=tuple(f for f in (before.plan.findings if before.plan else ()) if _same(f) not in new),
    )


def _same(finding: Finding) -> tuple[str, str]:
    """A finding that only says another number is another one; its level is not looked at."""
    return finding.code, finding.text
