"""Lines as they stand in the draft, also those whose entries are wrong or missing: they are shown, without a dose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.draft import value_at
from hlh_desktop.domain.parameters import choose
from hlh_desktop.domain.protocol import IntrathecalLine, Line
from hlh_desktop.domain.wizard.form import parameter_fields
from hlh_desktop.domain.wizard.lines import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hlh_desktop.domain.wizard.lines import ParameterField
    from hlh_desktop.domain.wizard.words import Words

ROW = ("line", "part")


def as_typed(shown: Sequence[Proposal], raw: Mapping[str, Any], words: Words) -> tuple[Proposal, ...]:
    """The proposals, with each line of the draft that a plan can't use yet in its place or at the end."""
    rows = dict(_rows(raw))
    found = [_corrected(one, rows, raw, words) for one in shown]
    known = {(one.line, one.part) for one in shown}
    more = (_proposal(key, *rows[key], raw, words) for key in rows if key not in known)
    return (*found, *(one for one in more if one is not None))


def typed_parameters(raw: Mapping[str, Any], line: str, part: str | None) -> dict[str, Any]:
    """The parameters of a line as they stand in the draft; none where the line is not chosen."""
    return dict(_rows(raw)).get((line, part), (0, {}))[1]


def is_chosen(raw: Mapping[str, Any], line: str, part: str | None = None) -> bool:
    """Whether a line stands among the lines of the draft."""
    return (line, part) in dict(_rows(raw))


def fields_of(line: str, part: str | None, raw: Mapping[str, Any], words: Words) -> tuple[ParameterField, ...]:
    """The form of any line, with what is typed; () for a line that the knowledge does not have."""
    rows = dict(_rows(raw))
    number, typed = rows.get((line, part), (len(rows), {}))
    rule = _rule(line, raw, words)
    return () if rule is None else _fields(rule, typed, f"regimen.lines[{number}]", words)


def _fields(
    rule: Line | IntrathecalLine, typed: Mapping[str, Any], path: str, words: Words
) -> tuple[ParameterField, ...]:
    return parameter_fields(rule, choose(path, typed, rule.parameters), typed, path, words)


def _rows(raw: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str | None], tuple[int, dict[str, Any]]]]:
    """Line and part of each row of the draft, with its number and parameters."""
    rows = value_at(raw, "regimen.lines")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and isinstance(row.get("line"), str) and isinstance(row.get("part"), str | None):
            yield (row["line"], row.get("part")), (number, {key: row[key] for key in row if key not in ROW})


def _rule(line: str, raw: Mapping[str, Any], words: Words) -> Line | IntrathecalLine | None:
    protocol = value_at(raw, "regimen.protocol")
    known = words.knowledge.protocols
    named = isinstance(protocol, str) and protocol in known
    return words.knowledge.line(protocol if named else next(iter(known)), line)


def _corrected(
    one: Proposal, rows: Mapping[tuple[str, str | None], tuple[int, dict[str, Any]]], raw: Mapping[str, Any],
    words: Words,
) -> Proposal:  # fmt: skip
    """A line that is chosen in the draft and not in the plan has an entry that can't be used: it has no dose."""
    rule = _rule(one.line, raw, words)
    if one.state != "undecided" or (one.line, one.part) not in rows or rule is None:
        return one
    number, typed = rows[(one.line, one.part)]
    path = f"regimen.lines[{number}]"
    return replace(
        one, state="changed", state_text=words.screen("decision.changed"), rows=(), refusals=(), decided=typed,
        parameters=_fields(rule, typed, path, words), path=path,
        needs=tuple(found.field.rpartition(".")[2] for found in choose(path, typed, rule.parameters).problems),
    )  # fmt: skip


def _proposal(
    key: tuple[str, str | None], number: int, typed: dict[str, Any], raw: Mapping[str, Any], words: Words
) -> Proposal | None:
    (line, part), rule = key, _rule(key[0], raw, words)
    if not isinstance(rule, Line):
        return None
    path = f"regimen.lines[{number}]"
    title = words.drug(rule.drug) if rule.title == rule.drug else rule.title
    return Proposal(
        line=line, part=part, title=title if part is None else words.screen("part", title=title, part=part),
        stance=None, stance_text=words.screen("stance.none"), reason=words.screen("reason.added"),
        sources=words.sources(rule.steps[0].cites), rows=(), state="changed",
        state_text=words.screen("decision.changed"), declined_because=None, must=False,
        needs=tuple(found.field.rpartition(".")[2] for found in choose(path, typed, rule.parameters).problems),
        parameters=_fields(rule, typed, path, words), decided=typed, refusals=(), disagreements=(), path=path,
    )  # fmt: skip
