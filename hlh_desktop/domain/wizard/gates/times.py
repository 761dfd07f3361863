"""Gates about the schedule: first doses, doses of days that have passed, doses that were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    if past and scene.revises != day_one:
        yield scene.asks("begun", "reason", day_one.isoformat(), count=len(past))
    else:
        yield scene.gate("begun", "met", "met")


def schedule(scene: Scene) -> Iterator[Gate]:
    """How many doses there are, and how many were changed; every change has its reason already."""
    if scene.plan is None:
        yield from scene.waits("schedule")
        return
    doses = sum(len(order.administrations) for order in scene.plan.orders)
    changes = sum(len(one.applied) for one in scene.plan.ordered)
    yield scene.gate("schedule", "met", "met" if doses else "none", doses=doses, changes=changes)
