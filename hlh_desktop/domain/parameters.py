"""The parameters of a chosen line: read strictly against its rule, defaults filled in, each refusal a Problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.problem import Problem, problem
from hlh_desktop.domain.quantity import parse_decimal, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hlh_desktop.domain.protocol import Parameter

ABSENT = object()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parameters of a line: every value by name, and which of them were typed rather than defaults."""

    values: Mapping[str, Any]
    typed: frozenset[str]
    problems: tuple[Problem, ...]

    @property
    def factor(self) -> Decimal:
        """The line's factor; 1 where the line has none."""
        factor = self.values.get("factor")
        return factor if isinstance(factor, Decimal) else Decimal(1)

    def fits(self, when: Mapping[str, str]) -> bool:
        """Whether the parameters have the values that a step asks for."""
        return all(self.values.get(name) == value for name, value in when.items())

    def with_value(self, name: str, value: Any) -> Chosen:
        """The same choice with one parameter of another value."""
        return replace(self, values={**self.values, name: value})


def choose(where: str, given: Mapping[str, Any], rules: Mapping[str, Parameter]) -> Chosen:
    """Reads what was typed for a line. `where` is the line's place in the case, for its problems."""
    values: dict[str, Any] = {}
    problems = [_unknown(where, name, given, rules) for name in given if name not in rules]
    for name, rule in rules.items():
        if not _asked_for(rule, values):
            if given.get(name) is not None:
                problems.append(_not_with(f"{where}.{name}", given[name], rule))
            continue
        found = _read(f"{where}.{name}", given.get(name, ABSENT), rule)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            values[name] = found
    if given.get("reason") is None:
        problems += _reasons_missing(where, values, rules)
    typed = frozenset(name for name in values if given.get(name) is not None)
    return Chosen(values, typed, tuple(problems))


def _unknown(where: str, name: str, given: Mapping[str, Any], rules: Mapping[str, Parameter]) -> Problem:
    known = ", ".join(("line", "part", *rules))
    return problem(f"{where}.{name}", given[name], "unknown_key", known=known)


def _not_with(where: str, value: Any, rule: Parameter) -> Problem:
    name, wanted = next(iter(rule.when.items()))
    return problem(where, value, "not_with", name=name, value=wanted)


def _asked_for(rule: Parameter, values: Mapping[str, Any]) -> bool:
    return all(values.get(name) == value for name, value in rule.when.items())


def _reasons_missing(where: str, values: Mapping[str, Any], rules: Mapping[str, Parameter]) -> Iterator[Problem]:
    for name, rule in rules.items():
        if rule.needs_reason and name in values and values[name] != 1:
            yield problem(f"{where}.reason", None, "factor_without_reason", name=name, factor=plain(values[name]))


def _read(where: str, value: Any, rule: Parameter) -> Any:
    """The value of one parameter, its default, or a Problem."""
    if value is None and rule.nullable:
        return None
    if value is ABSENT or value is None:
        if rule.required:
            return _refused(where, None, rule)
        value = rule.default
        if value is None:
            return None
    if rule.kind == "decimal":
        number = parse_decimal(value) if isinstance(value, str) else None
        return number if number is not None and _within(number, rule) else _refused(where, value, rule)
    if rule.kind == "whole":
        good = isinstance(value, int) and not isinstance(value, bool) and _within(Decimal(value), rule)
    elif rule.kind == "choice":
        good = isinstance(value, str) and value in rule.choices
    else:
        good = isinstance(value, str) and bool(value.strip()) and value.isprintable()
    return value if good else _refused(where, value, rule)


def _within(number: Decimal, rule: Parameter) -> bool:
    return (
        (rule.at_least is None or number >= rule.at_least)
        and (rule.above is None or number > rule.above)
        and (rule.at_most is None or number <= rule.at_most)
    )


def _refused(where: str, value: Any, rule: Parameter) -> Problem:
    """The problem of a value that the rule does not take; None stands for a missing one."""
    if rule.kind == "choice":
        return problem(where, value, "not_of_list", choices=", ".join(rule.choices))
    if rule.kind == "text":
        return problem(where, value, "not_words")
    low = rule.at_least if rule.above is None else rule.above
    code = f"not_{rule.kind}_{'from' if rule.above is None else 'above'}"
    return problem(where, value, code, low=plain(low or 0), high=plain(rule.at_most or 0))
