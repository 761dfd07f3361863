"""The parameters of any line as a form asks for them: kind, range, choices, default, and what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import plain
from hlh_desktop.domain.wizard.lines import ParameterField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.parameters import Chosen
    from hlh_desktop.domain.protocol import IntrathecalLine, Line, Parameter
    from hlh_desktop.domain.wizard.words import Words


def parameter_fields(
    rule: Line | IntrathecalLine, chosen: Chosen, typed: Mapping[str, Any], path: str, words: Words
) -> tuple[ParameterField, ...]:
    """The fields of a line's form in the order of its file; `path` is the line's place in the draft."""
    return tuple(
        _field(name, parameter, chosen, typed, f"{path}.{name}", words) for name, parameter in rule.parameters.items()
    )


def _field(
    name: str, rule: Parameter, chosen: Chosen, typed: Mapping[str, Any], path: str, words: Words
) -> ParameterField:
    value = typed.get(name)
    return ParameterField(
        name=name,
        label=words.named("parameter", name),
        kind=rule.kind,
        unit=words.screen(f"parameter_unit.{name}") if words.has(f"parameter_unit.{name}") else "",
        range=range_text(rule, words),
        choices=tuple((choice, words.named("choice", choice)) for choice in rule.choices),
        default="" if rule.default is None else str(rule.default),
        value="" if value is None else str(value),
        required=rule.required,
        nullable=rule.nullable,
        active=all(chosen.values.get(other) == wanted for other, wanted in rule.when.items()),
        path=path,
    )


def range_text(rule: Parameter, words: Words) -> str:
    """The range of a number in words; nothing for a choice or a text."""
    if rule.at_most is None:
        return ""
    low = rule.at_least if rule.above is None else rule.above
    return words.screen(
        "range.from" if rule.above is None else "range.above", low=plain(low or 0), high=plain(rule.at_most)
    )
