"""What stands at a place that a row of the article lives at: in the plan of a case, or as words of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.statements import Place


def in_plan(place: Place, plan: Plan, stance: str | None = None) -> str | None:
    """What a plan says at a finding, task, option or line; None where it does not stand there.

    An option counts with its stance only, where one is asked for. ValueError for a place that no plan has.
    """
    found = list(_of_plan(place, plan, stance))
    return " ".join(found) if found else None


def _of_plan(place: Place, plan: Plan, stance: str | None) -> Iterator[str]:
    if place.kind == "finding":
        yield from (one.text for one in plan.findings if one.code == place.name)
    elif place.kind == "task":
        yield from (one.text for one in plan.tasks if one.code == place.name)
    elif place.kind == "option":
        asked = (one for one in plan.options if one.id == place.name and stance in (None, one.stance))
        yield from (one.reason for one in asked)
    elif place.kind == "line":
        yield from (order.line for order in plan.orders if order.line == place.name)
    else:
        raise ValueError(place.kind)


def said_at(place: Place, knowledge: Knowledge) -> str:
    """Every sentence that stands at a place; "" where there is no such place."""
    return " ".join(_said(place, knowledge))


def _said(place: Place, knowledge: Knowledge) -> Iterable[str]:
    if place.kind == "text":
        return (knowledge.wording.texts.get(place.name, ""),)
    if place.kind == "chapter":
        chapter = knowledge.guide.get(place.name)
        return () if chapter is None else (chapter.title, *chapter.text.split())
    return (words for one in _words(place, knowledge) for words in _plain(one, knowledge.wording.language))


def _words(place: Place, knowledge: Knowledge) -> Iterable[Mapping[str, str] | str]:
    """The titles and sentences of a gate, form, alert of results or protocol."""
    if place.kind == "gate" and (gate := (knowledge.asking.findings | knowledge.asking.gates).get(place.name)):
        return (gate.title, *gate.texts.values())
    if place.kind == "form" and (form := knowledge.response.forms.get(place.name)):
        return (form.title, form.note, *form.conclusions.values())
    if place.kind == "alert" and (rule := knowledge.result_alerts.rules.get(place.name)):
        return (rule.title, rule.text)
    if place.kind == "protocol" and (protocol := knowledge.protocols.get(place.name)):
        return (protocol.title, protocol.note)
    return ()


def _plain(words: Mapping[str, str] | str, language: str) -> Iterator[str]:
    yield words if isinstance(words, str) else words[language]
