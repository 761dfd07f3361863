"""Gates about diagnosis, cause, severity and what was asked before treatment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.wizard.notes import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.wizard.gates.scene import Scene
    from hlh_desktop.domain.wizard.values import Gate


def criteria(scene: Scene) -> Iterator[Gate]:
    """At least one item assessed; how many are met is for the prescriber to judge."""
    if scene.known.criteria is None:
        yield from scene.waits("criteria")
        return
    found = scene.known.criteria.hlh_2004
    if not found.met + found.not_met and scene.case.signs.hlh_gene_defect is not True:
        yield scene.gate("criteria", "open", "open")
        return
    state = scene.words.tell.say(f"state.{found.state}")
    counts: dict[str, Any] = {"met": found.met, "all": len(found.items), "unknown": found.unknown}
    yield scene.gate("criteria", "met", "met", **counts, state=state)


def etiology(scene: Scene) -> Iterator[Gate]:
    """The cause, and of an infection the pathogen; unknown is an answer, not answered is none."""
    cause = scene.case.etiology
    if cause.kind is None:
        yield scene.gate("etiology", "open", "open")
    elif cause.kind == "infection" and cause.pathogen is None:
        yield scene.gate("etiology", "open", "pathogen", path="etiology.pathogen")
    else:
        yield scene.gate("etiology", "met", "met", kind=cause_text(scene))


def cause_text(scene: Scene) -> str:
    """The cause in words, with the pathogen of an infection."""
    cause, tell = scene.case.etiology, scene.words.tell
    kind = tell.say(f"kind.{cause.kind or 'not_asked'}")
    if cause.kind != "infection" or cause.pathogen is None:
        return kind
    key = f"paper.pathogen.{cause.pathogen}"
    known = scene.words.knowledge.wording.has(key)
    return scene.words.joined((kind, tell.say(f"pathogen.{cause.pathogen}") if known else cause.pathogen))


def trigger(scene: Scene) -> Iterator[Gate]:
    """Treatment of the cause: ordered, or written down in words (S03)."""
    cause, lists = scene.case.etiology, scene.rule("trigger").lists
    if cause.kind is None:
        yield from scene.waits("trigger")
    elif cause.treatment is not None:
        yield scene.gate("trigger", "met", "met", treatment=cause.treatment)
    elif cause.kind not in lists:
        yield scene.gate("trigger", "met", "none")
    elif given := scene.ordered(lists[cause.kind]):
        yield scene.gate("trigger", "met", "met", treatment=scene.words.joined(given))
    else:
        yield scene.gate("trigger", "open", "open")


def severity(scene: Scene) -> Iterator[Gate]:
    """The course and the state of the central nervous system."""
    found = scene.case.severity
    lacking = [name for name in ("course", "cns") if getattr(found, name) is None]
    if lacking:
        names = scene.words.joined(field_name(f"severity.{name}", scene.words) for name in lacking)
        yield scene.gate("severity", "open", "open", path=f"severity.{lacking[0]}", names=names)
    else:
        tell = scene.words.tell
        course, cns = tell.say(f"course.{found.course}"), tell.say(f"cns.{found.cns}")
        yield scene.gate("severity", "met", "met", course=course, cns=cns)


def kidney(scene: Scene) -> Iterator[Gate]:
    """Kidney function known, or a reason, where a drug depends on it."""
    situation, renal = scene.known.situation, scene.words.knowledge.renal
    if situation is None:
        yield from scene.waits("kidney")
        return
    lines = scene.words.joined(scene.ordered(scene.rule("kidney").lists["lines"]))
    creatinine = situation.latest(renal.analyte)
    value = "" if creatinine is None else " ".join((creatinine.reported, creatinine.unit))
    if situation.egfr is not None:
        of_egfr = situation.egfr.creatinine
        value = " ".join((of_egfr.reported, of_egfr.unit))
        yield scene.gate("kidney", "met", "met", value=value, egfr=situation.egfr.shown)
    elif not lines:
        yield scene.gate("kidney", "met", "none")
    else:
        said = "no_formula" if value else "reason"
        yield scene.asks("kidney", said, value or "unknown", value=value, lines=lines)


def medicines(scene: Scene) -> Iterator[Gate]:
    """Current medicines asked, or why not."""
    found = scene.case.other_medicines
    if found is None:
        yield scene.asks("medicines", "reason", "not_asked")
    else:
        said = "met" if found else "none"
        yield scene.gate("medicines", "met", said, medicines=scene.words.joined(found))


def questions(scene: Scene) -> Iterator[Gate]:
    """Said, never a stop: how many questions before treatment were not asked."""
    every = scene.words.knowledge.settings.questions
    open_ones = [name for name in every if scene.case.safety.get(name) is None]
    path = f"safety.{open_ones[0]}" if open_ones else None
    said = "met" if open_ones else "all"
    yield scene.gate("questions", "met", said, path=path, count=len(open_ones), all=len(every))


def hepatitis_b(scene: Scene) -> Iterator[Gate]:
    """Both markers of hepatitis B known and negative before rituximab, or a reason."""
    positive = _asked(scene, "hepatitis_b", True)
    if positive and _lines(scene, "hepatitis_b"):
        yield _missing(scene, "hepatitis_b", "positive", positive)
    else:
        yield _beforehand(scene, "hepatitis_b", _asked(scene, "hepatitis_b", None))


def bloods_before_ivig(scene: Scene) -> Iterator[Gate]:
    """Serology and IgG drawn before immunoglobulin, or a reason; not drawn and not asked both ask for it."""
    name = "bloods_before_ivig"
    yield _beforehand(scene, name, (*_asked(scene, name, None), *_asked(scene, name, False)))


def _beforehand(scene: Scene, name: str, lacking: tuple[str, ...]) -> Gate:
    if not _lines(scene, name):
        return scene.gate(name, "met", "none")
    return _missing(scene, name, "reason", lacking) if lacking else scene.gate(name, "met", "met")


def _missing(scene: Scene, name: str, said: str, questions: tuple[str, ...]) -> Gate:
    """Asks for a reason; one that was given holds for these answers alone."""
    about = "_".join((said, *questions))
    lines = scene.words.joined(_lines(scene, name))
    return scene.asks(name, said, about, path=f"safety.{questions[0]}", lines=lines)


def _lines(scene: Scene, name: str) -> tuple[str, ...]:
    return scene.ordered(scene.rule(name).lists["lines"])


def _asked(scene: Scene, name: str, answer: bool | None) -> tuple[str, ...]:
    """The gate's questions that have this answer."""
    return tuple(one for one in scene.rule(name).lists["questions"] if scene.case.safety.get(one) is answer)
