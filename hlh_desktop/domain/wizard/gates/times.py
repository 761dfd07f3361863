"""Gates about the schedule: first doses, doses of days that have passed, doses that were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.revision.past import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate


def first_doses(scene: Scene) -> Iterator[Gate]:
    """No dose of day one lies before now without an answer."""
    if scene.plan is None:
        yield from scene.waits("first_doses")
        return
    asked = [one for one in scene.day_one if one.asked]
    if asked:
        names = scene.words.joined(dict.fromkeys(one.drug for one in asked))
        path = f"regimen.first_dose_at.{asked[0].line}"
        yield scene.gate("first_doses", "open", "open", path=path, names=names)
    else:
        yield scene.gate("first_doses", "met", "met")


def begun(scene: Scene) -> Iterator[Gate]:
    """Doses of later days that lie before now already: day one may be wrong, or they were given elsewhere.

    Of a course that goes on, the log knows what became of them.
    """
    if scene.plan is None:
        yield from scene.waits("begun")
        return
    day_one = scene.case.day_one
    moments = [one.at for order in scene.plan.orders for one in order.administrations]
    past = [at for at in moments if at < scene.now and at.date() != day_one]
    goes_on = scene.revises is not None and scene.revises.day_one == day_one
    if past and not goes_on:
        yield scene.asks("begun", "reason", day_one.isoformat(), count=len(past))
    else:
        yield scene.gate("begun", "met", "met")


def past(scene: Scene) -> Iterator[Gate]:
    """A version that goes on with a course rewrites nothing that has passed."""
    if scene.revises is None or scene.revises.plan is None:
        return
    if scene.plan is None:
        yield from scene.waits("past")
        return
    found = rewritten(scene.revises.plan, scene.plan, scene.now, scene.revises.settled)
    if not found:
        yield scene.gate("past", "met", "met")
        return
    names = dict.fromkeys((scene.title(one.key.line), one.key.day) for one in found)
    most = int(scene.rule("past").numbers["named"])
    first = [*names][:most]
    told = scene.words.joined(scene.words.screen("gate.dose_of_day", line=line, day=day) for line, day in first)
    yield scene.gate("past", "refused", "refused", names=told, count=len(names))


def schedule(scene: Scene) -> Iterator[Gate]:
    """How many doses there are, and how many were changed; every change has its reason already."""
    if scene.plan is None:
        yield from scene.waits("schedule")
        return
    doses = sum(len(order.administrations) for order in scene.plan.orders)
    changes = sum(len(one.applied) for one in scene.plan.ordered)
    yield scene.gate("schedule", "met", "met" if doses else "none", doses=doses, changes=changes)
