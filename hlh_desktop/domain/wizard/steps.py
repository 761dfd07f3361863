"""The seven pages: whether each is done, open or needs attention, and what it comes to in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.wizard.day_doses import doses_of_days
from hlh_desktop.domain.wizard.gates.case import cause_text
from hlh_desktop.domain.wizard.values import StepState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate, StepMark


# What every draft begins with.
GIVEN = {"schema", "time_zone", "day_one"}


def steps_of(scene: Scene, gates: Sequence[Gate]) -> tuple[StepState, ...]:
    """Every page in order. Attention: an entry is wrong or rare, or a gate is not met."""
    return tuple(
        StepState(number, scene.words.of(step.title), _mark(number, scene, gates), _note(number, scene, gates))
        for number, step in enumerate(scene.words.knowledge.asking.steps, 1)
    )


def _last(scene: Scene) -> int:
    return len(scene.words.knowledge.asking.steps)


def _mark(number: int, scene: Scene, gates: Sequence[Gate]) -> StepMark:
    """Wrong and rare entries, and gates that are not met; nobody is held to a page that was not come to yet."""
    if number == _last(scene):
        return "open"
    wrong = any(note.step == number and note.kind == "wrong" for note in scene.problems)
    if wrong or any(doubt.step == number and not doubt.confirmed for doubt in scene.doubts):
        return "attention"
    states = {gate.state for gate in gates if gate.step == number and gate.state != "met"}
    if states and "refused" not in states and not _come_to(number, scene):
        return "open"
    return "attention" if states else "done"


def _come_to(number: int, scene: Scene) -> bool:
    """Whether something was entered on a page or on one after it; the schedule is there as soon as doses are."""
    if scene.plan is not None and scene.plan.orders:
        return True
    paths = (path for step in scene.words.knowledge.asking.steps[number - 1 :] for path in step.paths)
    return any(value_at(scene.draft.case, path) for path in paths if path not in GIVEN)


def _note(number: int, scene: Scene, gates: Sequence[Gate]) -> str:
    """What is missing in so many gates, or what the page comes to."""
    mark, own = _mark(number, scene, gates), NOTES[number - 1](scene)
    unmet = [gate for gate in gates if gate.state != "met" and (gate.step == number or number == _last(scene))]
    if number == _last(scene) or (mark == "attention" and unmet):
        return scene.words.screen("note.gates" if len(unmet) != 1 else "note.gate", count=len(unmet))
    return own or scene.words.screen(f"note.{mark}")


def _patient(scene: Scene) -> str:
    return "" if scene.known.age is None else scene.words.tell.age(scene.known.age)


def _diagnosis(scene: Scene) -> str:
    found = scene.known.criteria
    if found is None:
        return ""
    unknown, all_items = found.hlh_2004.unknown, len(found.hlh_2004.items)
    return scene.words.screen("note.unknown", count=unknown, all=all_items) if unknown else ""


def _etiology(scene: Scene) -> str:
    cause = scene.case.etiology
    return (cause.pathogen or cause_text(scene)) if cause.kind is not None else ""


def _severity(scene: Scene) -> str:
    course = scene.case.severity.course
    return "" if course is None else scene.words.tell.say(f"course.{course}")


def _regimen(scene: Scene) -> str:
    decided = sum(one.state != "undecided" for one in scene.proposals)
    return scene.words.screen("note.decided", count=decided, all=len(scene.proposals)) if scene.proposals else ""


def _schedule(scene: Scene) -> str:
    doses = () if scene.plan is None else doses_of_days(scene.plan, scene.words.knowledge)
    changed = sum(one.placement != "planned" for one in doses)
    if not doses:
        return ""
    return scene.words.screen("note.changed" if changed else "note.doses", count=changed or len(doses))


def _review(_: Scene) -> str:
    return ""


NOTES: tuple[Callable[[Scene], str], ...] = (
    _patient, _diagnosis, _etiology, _severity, _regimen, _schedule, _review,
)  # fmt: skip
