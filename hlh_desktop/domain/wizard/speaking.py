"""What speaks for a line, what speaks against it, and what would if an answer that is unknown were known."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hlh_desktop.domain.options import UNKNOWN, facts, first_fitting
from hlh_desktop.domain.wizard.lines import Disagreement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.finding import Finding, Option
    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.protocol import IntrathecalLine, Line
    from hlh_desktop.domain.rules import OptionCase, OptionRule
    from hlh_desktop.domain.situation import Situation
    from hlh_desktop.domain.wizard.words import Words

FOR = {"proposed": 0, "offered": 1, "advised_against": 2}


def options_for(line: str, protocol: str, options: Mapping[str, Option], knowledge: Knowledge) -> tuple[Option, ...]:
    """The options that speak of a line, that of the chosen protocol first, then what speaks most for it."""
    rule = knowledge.asking.lines.get(line)
    names = (protocol,) if rule is not None and rule.of_protocol else ()
    own = tuple(options[name] for name in names if name in options)
    rest = (options[name] for name in (rule.options if rule is not None else ()) if name in options)
    return (*own, *sorted(rest, key=lambda option: FOR[option.stance]))


def disagreements(
    line: str, rule: Line | IntrathecalLine, speaking: tuple[Option, ...], situation: Situation,
    findings: tuple[Finding, ...], words: Words,
) -> tuple[Disagreement, ...]:  # fmt: skip
    """Each matter in which sources say different things of a line, its sides one after the other; and notes on it."""
    found = []
    if len({option.stance for option in speaking}) > 1 or len(speaking) > 1:
        found += [_side(words.screen("matter.options"), option, words) for option in speaking]
    for option in speaking:
        found += _open_sides(option, situation, words)
    asking = words.knowledge.asking.lines.get(line)
    for finding in findings:
        if asking is not None and finding.code in asking.findings:
            title = words.screen(f"level.{finding.level}")
            sources = words.sources(finding.cites)
            found.append(Disagreement(words.screen("matter.finding"), title, words.text(finding.text), sources))
    if rule.note:
        found.append(Disagreement(words.screen("matter.note"), rule.title, words.text(rule.note), ()))
    if (note := words.knowledge.route_note(rule)) is not None:
        told = " ".join((words.text(note.text[words.knowledge.wording.language]), words.tell.cites(note.cites)))
        found.append(Disagreement(words.screen("matter.note"), rule.title, told, words.sources(note.cites)))
    return tuple(found)


def _side(matter: str, option: Option, words: Words) -> Disagreement:
    title = words.screen("side", title=words.text(option.title), stance=words.screen(f"stance.{option.stance}"))
    return Disagreement(matter, title, words.text(option.reason), words.sources(option.cites))


def _open_sides(option: Option, situation: Situation, words: Words) -> Iterator[Disagreement]:
    """What the option would say if an answer that is unknown now were known, where that is another stance."""
    rule, found = words.knowledge.options[option.id], facts(situation)
    language = words.knowledge.wording.language
    others = [case for case in rule.cases if case.stance != option.stance and _may_decide(case, rule, found)]
    shown = {case.stance: case for case in reversed(others)}
    for case in reversed(shown.values()):
        unknown = _open(case, found)
        matter = words.screen("matter.unknown", facts=words.joined(words.named("fact", fact) for fact in unknown))
        stance = words.screen(f"stance.{case.stance}")
        values = words.joined(words.named("choice", value) for fact in unknown for value in case.when[fact])
        title = words.screen("side_if", values=values, stance=stance)
        yield Disagreement(matter, title, words.text(case.reason[language]), words.sources(case.cites))


def _open(case: OptionCase, found: Mapping[str, str]) -> list[str]:
    """The facts of a case that do not hold now."""
    return [fact for fact, values in case.when.items() if found[fact] not in values]


def _may_decide(case: OptionCase, rule: OptionRule, found: Mapping[str, str]) -> bool:
    """Whether a case would be the one that decides, were the facts known that it needs and nobody knows.

    It is not where a case above it holds then, too: the first that fits decides.
    """
    needed = _open(case, found)
    if not needed or any(found[fact] != UNKNOWN for fact in needed):
        return False
    answers = (dict(zip(needed, values, strict=True)) for values in product(*(case.when[fact] for fact in needed)))
    return any(first_fitting(rule, {**found, **answer}) is case for answer in answers)
