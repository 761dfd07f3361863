"""Gates about who the child is and how much it weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.measures import days_old, decided_on
from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.wizard.notes import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from hlh_desktop.domain.measures import Measured
    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate

IDENTITY = ("mrn", "family_name", "given_name", "date_of_birth")
STALE = "weight_stale"
# What other gates ask for; no entry is told twice.
ELSEWHERE = (
    "patient", "patient.mrn", "patient.date_of_birth", "measurements", "regimen.protocol", "regimen.last_week",
)  # fmt: skip


def entries(scene: Scene) -> Iterator[Gate]:
    """Fields that can't be used, or that a chosen line still needs."""
    found = [
        note
        for note in scene.problems
        if note.kind == "wrong" or not (note.path in ELSEWHERE or note.path.startswith("measurements"))
    ]
    if not found:
        yield scene.gate("entries", "met", "met")
        return
    names = scene.words.joined(dict.fromkeys(note.name for note in found))
    yield scene.gate("entries", "open", "open", path=found[0].path, step=found[0].step, count=len(found), names=names)


def identity(scene: Scene) -> Iterator[Gate]:
    """Number, both names and the birth date."""
    patient, unknown = scene.case.patient, scene.known.unknown
    lacking = [
        name
        for name in IDENTITY
        if getattr(patient, name) is None or f"patient.{name}" in unknown or "patient" in unknown
    ]
    if lacking:
        names = scene.words.joined(field_name(f"patient.{name}", scene.words) for name in lacking)
        yield scene.gate("identity", "open", "open", path=f"patient.{lacking[0]}", names=names)
        return
    name = scene.words.screen("full_name", family=patient.family_name, given=patient.given_name)
    born = patient.date_of_birth.isoformat()
    yield scene.gate("identity", "met", "met", name=name, mrn=patient.mrn, born=born)


def sex(scene: Scene) -> Iterator[Gate]:
    """Recorded, or why not."""
    found = scene.case.patient.sex
    if found is None:
        yield scene.asks("sex", "reason", "unknown")
    else:
        yield scene.gate("sex", "met", "met", sex=scene.words.tell.say(f"sex.{found}"))


def allergies(scene: Scene) -> Iterator[Gate]:
    """Asked: named, or none known."""
    found = scene.case.patient.allergies
    if found is None:
        yield scene.gate("allergies", "open", "open")
    else:
        yield scene.gate("allergies", "met", "met" if found else "none", allergies=scene.words.joined(found))


def weight(scene: Scene) -> Iterator[Gate]:
    """Of this week, with a reason older, not at all older than the last limit."""
    numbers = scene.rule("weight").numbers
    yield _fresh(scene, "weight", scene.known.weight, numbers["days"], numbers["refused_days"])


def height(scene: Scene) -> Iterator[Gate]:
    """Not older than a height of this age may be, or with a reason."""
    numbers = scene.words.knowledge.alerts[STALE].numbers
    age = scene.known.age
    young = age is None or age.years < numbers["young_years"]
    yield _fresh(scene, "height", scene.known.height, numbers["height_days_young" if young else "height_days"], None)


def _fresh(scene: Scene, name: str, found: Measured | None, limit: Decimal, refused: Decimal | None) -> Gate:
    if found is None:
        return scene.gate(name, "open", "open")
    days, value = days_old(found, decided_on(scene.case)), plain(found.value)
    if refused is not None and days > refused:
        return scene.gate(name, "refused", "refused", value=value, age=days, limit=plain(refused))
    if days > limit:
        about = f"{found.row.on.isoformat()}.{value}"
        return scene.asks(name, "reason", about, value=value, age=days, limit=plain(limit))
    return scene.gate(name, "met", "met", value=value, day=found.row.on.isoformat())


def estimated_weight(scene: Scene) -> Iterator[Gate]:
    """A cytotoxic by an estimated weight: a second person signs too."""
    found, plan = scene.known.weight, scene.plan
    if found is None or plan is None or found.row.weight_source != "estimated":
        return
    formulary = scene.words.knowledge.formulary
    drugs = dict.fromkeys(scene.words.drug(order.drug) for order in plan.orders if formulary[order.drug].cytotoxic)
    if drugs:
        names = scene.words.joined(drugs)
        yield scene.gate("estimated_weight", "met", "second", second=True, value=plain(found.value), drugs=names)


def rare(scene: Scene) -> Iterator[Gate]:
    """Each rare value: typed twice, and why it is right."""
    rule = scene.rule("rare")
    for doubt in scene.doubts:
        hint = f"{doubt.hint_text} " if doubt.hint_text else ""
        said = "met" if doubt.confirmed else "reason" if doubt.repeated else "open"
        values = {"name": doubt.name, "typed": doubt.typed, "what": doubt.text, "reason": doubt.reason or ""}
        made = scene.reasoned(rule, doubt.key, scene.words.of(rule.texts[said], hint=hint, **values), path=doubt.path)
        state = "open" if not doubt.repeated else made.state
        yield scene.placed(made, doubt.step, state, doubt.reasons)
