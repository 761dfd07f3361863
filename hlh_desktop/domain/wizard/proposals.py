"""Step 5: the lines that protocol, cause and severity bring up, each with a trial calculation and its decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.protocol import IntrathecalLine, Line
from hlh_desktop.domain.wizard.dose_rows import dose_rows
from hlh_desktop.domain.wizard.form import parameter_fields
from hlh_desktop.domain.wizard.lines import OtherLine, Proposal
from hlh_desktop.domain.wizard.speaking import disagreements, options_for
from hlh_desktop.domain.wizard.trial import Tried, trial

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.case import Regimen
    from hlh_desktop.domain.finding import Finding, Option
    from hlh_desktop.domain.situation import Situation
    from hlh_desktop.domain.sources import Cites
    from hlh_desktop.domain.wizard.lines import Decision
    from hlh_desktop.domain.wizard.words import Words

INTRATHECAL = "intrathecal"


def brought_up(regimen: Regimen, options: Mapping[str, Option], tried: Mapping[str, Tried], words: Words) -> list[str]:
    """The lines to decide on, in the order of the table: what was decided already is among them."""
    knowledge, decided = words.knowledge, _decided(regimen)
    found: list[str] = []
    for line, rule in knowledge.asking.lines.items():
        speaking = options_for(line, regimen.protocol, options, knowledge)
        spoken_for = any(option.stance != "advised_against" for option in speaking) or (
            rule.of_protocol and knowledge.protocols[regimen.protocol].named
        )
        answers = rule.answers is not None and not {*knowledge.alerts[rule.answers].lines}.isdisjoint(
            {*found, *decided}
        )
        if line in decided or ((spoken_for or answers) and _due(line, regimen, tried)):
            found.append(line)
    return [*found, *(line for line in decided if line not in found and line != INTRATHECAL)]


def _decided(regimen: Regimen) -> list[str]:
    return list(dict.fromkeys([*(one.line for one in regimen.lines), *(one.line for one in regimen.declined)]))


def _due(line: str, regimen: Regimen, tried: Mapping[str, Tried]) -> bool:
    """Whether a line has a day in the plan's weeks; one whose days wait for a parameter may have."""
    one = tried.get(line)
    return one is not None and (bool(one.asked.chosen.problems) or bool(one.asked.days(regimen.last_week)))


def try_lines(situation: Situation) -> tuple[Tried, ...]:
    """Every line that could be brought up, and every one of the regimen, tried."""
    return trial(situation, situation.knowledge.asking.lines)


def proposals(
    situation: Situation, options: Mapping[str, Option], findings: tuple[Finding, ...], tried: tuple[Tried, ...],
    raw: Mapping[str, Any], words: Words,
) -> tuple[Proposal, ...]:  # fmt: skip
    """The table of lines; () without a regimen. `raw` is the draft as typed, whose places the fields' paths name."""
    regimen = situation.regimen
    if regimen is None:
        return ()
    by_line: dict[str, list[Tried]] = {}
    for one in tried:
        by_line.setdefault(one.asked.name, []).append(one)
    lines = brought_up(regimen, options, {name: ones[0] for name, ones in by_line.items()}, words)
    return tuple(
        _proposal(one, situation, options_for(line, regimen.protocol, options, words.knowledge), findings, raw, words)
        for line in lines
        for one in by_line.get(line, ())
    )


def _proposal(
    one: Tried, situation: Situation, speaking: tuple[Option, ...], findings: tuple[Finding, ...],
    raw: Mapping[str, Any], words: Words,
) -> Proposal:  # fmt: skip
    asked, option = one.asked, (speaking[0] if speaking else None)
    path, typed = _place(raw, asked.name, asked.request.part)
    state = _state(one, situation.regimen, typed)
    declined = _declined(situation.regimen, asked.name)
    return Proposal(
        line=asked.name,
        part=asked.request.part,
        title=_title(one, words),
        stance=_stance(one, option, words),
        stance_text=words.screen(f"stance.{_stance(one, option, words) or 'none'}"),
        reason=_reason(one, option, words),
        sources=words.sources(option.cites if option else _cites(one)),
        rows=() if (ordered := one.ordered) is None else dose_rows(ordered, words),
        state=state,
        state_text=words.screen(f"decision.{state}"),
        declined_because=declined,
        must=_must(one, option, situation.regimen, words),
        needs=tuple(found.field.rpartition(".")[2] for found in asked.chosen.problems),
        parameters=parameter_fields(asked.rule, asked.chosen, asked.request.parameters, path, words),
        decided=typed,
        refusals=tuple(words.text(finding.text) for finding in one.refusals),
        disagreements=disagreements(asked.name, asked.rule, speaking, situation, findings, words),
        path=path,
    )


def _place(raw: Mapping[str, Any], line: str, part: str | None) -> tuple[str, dict[str, Any]]:
    """Where a line stands in the draft, and its parameters as typed; where it would stand if it is not chosen."""
    rows = value_at(raw, "regimen.lines")
    rows = rows if isinstance(rows, list) else []
    for number, row in enumerate(rows):
        if isinstance(row, dict) and row.get("line") == line and row.get("part") == part:
            parameters = {key: value for key, value in row.items() if key not in ("line", "part")}
            return f"regimen.lines[{number}]", parameters
    return f"regimen.lines[{len(rows)}]", {}


def _title(one: Tried, words: Words) -> str:
    rule, part = one.asked.rule, one.asked.request.part
    title = words.drug(rule.drug) if isinstance(rule, Line) and rule.title == rule.drug else rule.title
    return title if part is None else words.screen("part", title=title, part=part)


def _state(one: Tried, regimen: Regimen | None, typed: Mapping[str, Any]) -> Decision:
    """Changed where a parameter was typed that has another default; a choice that must be made changes nothing."""
    chosen = regimen is not None and any(
        (request.line, request.part) == (one.asked.name, one.asked.request.part) for request in regimen.lines
    )
    if not chosen:
        return "undecided" if _declined(regimen, one.asked.name) is None else "declined"
    rules = one.asked.rule.parameters
    changed = any(
        name in rules and not rules[name].required and rules[name].kind != "text" and value != rules[name].default
        for name, value in typed.items()
    )
    return "changed" if changed else "accepted"


def _declined(regimen: Regimen | None, line: str) -> str | None:
    return next((one.reason for one in (regimen.declined if regimen else ()) if one.line == line), None)


def _answers(one: Tried, words: Words) -> str | None:
    rule = words.knowledge.asking.lines.get(one.asked.name)
    return None if rule is None else rule.answers


def _stance(one: Tried, option: Option | None, words: Words) -> Any:
    if option is not None:
        return option.stance
    return None if _answers(one, words) is None else "proposed"


def _reason(one: Tried, option: Option | None, words: Words) -> str:
    if option is not None:
        return words.text(option.reason)
    code = _answers(one, words)
    return words.screen("reason.added" if code is None else f"reason.{code}")


def _must(one: Tried, option: Option | None, regimen: Regimen | None, words: Words) -> bool:
    """Whether signing waits for the decision: lines of a named protocol, proposed ones, and answers to a finding."""
    rule = words.knowledge.asking.lines.get(one.asked.name)
    if rule is None or regimen is None:
        return False
    named = rule.of_protocol and words.knowledge.protocols[regimen.protocol].named
    return named or rule.answers is not None or (option is not None and option.stance == "proposed")


def _cites(one: Tried) -> Cites:
    rule = one.asked.rule
    return rule.cites if isinstance(rule, IntrathecalLine) else rule.steps[0].cites


def other_lines(situation: Situation, shown: tuple[Proposal, ...], words: Words) -> Iterator[OtherLine]:
    """Every line that the protocol or the formulary knows and that is not in the table."""
    regimen = situation.regimen
    known = {one.line for one in shown} | {request.line for request in (regimen.lines if regimen else ())}
    for name, rule in words.knowledge.lines(regimen.protocol).items() if regimen else ():
        if name not in known:
            yield OtherLine(name, rule.title)
