"""What resources/gates.toml must hold: a rule for each gate with the sentences, numbers and lists that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.findings import engine
from hlh_desktop.domain.wizard.doubts import REASONS as OF_VALUES
from hlh_desktop.domain.wizard.first_doses import REASONS as OF_FIRST
from hlh_desktop.domain.wizard.gates.every import OF_FINDINGS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.wizard.asking import GateRule
    from hlh_desktop.knowledge.soundness import Wrong

PAGES = 7
# What each gate says and reads, and no more.
TEXTS: dict[str, tuple[str, ...]] = {
    "entries": ("met", "open"),
    "identity": ("met", "open"),
    "sex": ("met", "reason"),
    "allergies": ("met", "none", "open"),
    "weight": ("met", "open", "reason", "refused"),
    "height": ("met", "open", "reason"),
    "estimated_weight": ("second",),
    "rare": ("met", "open", "reason"),
    "criteria": ("met", "open"),
    "etiology": ("met", "open", "pathogen"),
    "trigger": ("met", "none", "open"),
    "severity": ("met", "open"),
    "kidney": ("met", "none", "reason", "no_formula"),
    "medicines": ("met", "none", "reason"),
    "questions": ("met", "all"),
    "hepatitis_b": ("met", "none", "reason", "positive"),
    "bloods_before_ivig": ("met", "none", "reason"),
    "regimen": ("met", "open"),
    "lines": ("met", "none", "open"),
    "nothing": ("reason",),
    "etoposide": ("met", "none", "reason"),
    "pneumocystis": ("met", "declined", "none", "open"),
    "antifungal": ("met", "declined", "none", "reason"),
    "first_doses": ("met", "open"),
    "begun": ("met", "reason"),
    "past": ("met", "refused"),
    "schedule": ("met", "none"),
    "critical": (),
    "refusal": ("hint",),
}
NUMBERS: dict[str, tuple[str, ...]] = {
    "entries": ("ahead_minutes",),
    "weight": ("days", "refused_days"),
    "antifungal": ("steroid_days",),
    "first_doses": ("late_minutes", "step_minutes"),
    "past": ("named",),
}
LISTS: dict[str, tuple[str, ...]] = {
    "trigger": ("infection", "malignancy", "rheumatic"),
    "kidney": ("lines",),
    "hepatitis_b": ("lines", "questions"),
    "bloods_before_ivig": ("lines", "questions"),
    "antifungal": ("lines", "steroids", "ordered", "medicines"),
}
# Lists of gates that are no lines.
NO_LINES = ("medicines", "levels", "questions")
CHANGES = ("decline", "move", "hold", "omit", "factor")


def unsound_asking(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that the wizard would stumble over."""
    asking = knowledge.asking
    if len(asking.steps) != PAGES:
        yield "asking.steps", f"expected {PAGES} pages"
    for name in sorted({*asking.gates} ^ {*RULES, *OF_FINDINGS}):
        yield f"asking.gates.{name}", "no rule of this name" if name in asking.gates else "a rule without an entry"
    for name, rule in asking.gates.items():
        yield from ((f"asking.gates.{name}.{key}", reason) for key, reason in _gate(name, rule))
    for code, rule in asking.findings.items():
        if code not in engine.codes():
            yield f"asking.findings.{code}", "no finding of this code"
        yield from ((f"asking.findings.{code}.{key}", reason) for key, reason in _reasons(rule))
    for where, rule in (*_named("gates", asking.gates), *_named("findings", asking.findings)):
        yield from ((f"{where}.{key}", reason) for key, reason in _places(rule, knowledge))
    yield from _lines(knowledge)
    for name in sorted({*asking.reasons} ^ {*OF_VALUES.values(), OF_FIRST, *CHANGES}):
        yield f"asking.reasons.{name}", "expected a list for each change and value, and no other"
    for name, reasons in asking.reasons.items():
        if not reasons or any(set(one) != {knowledge.wording.language} for one in reasons):
            yield f"asking.reasons.{name}", f"expected sentences in {knowledge.wording.language}"


def _named(part: str, rules: dict[str, GateRule]) -> Iterator[tuple[str, GateRule]]:
    yield from ((f"asking.{part}.{name}", rule) for name, rule in rules.items())


def _gate(name: str, rule: GateRule) -> Iterator[Wrong]:
    if set(rule.texts) != set(TEXTS.get(name, ())):
        yield "texts", f"expected {', '.join(TEXTS.get(name, ())) or 'none'}"
    if set(rule.numbers) != set(NUMBERS.get(name, ())):
        yield "numbers", f"expected {', '.join(NUMBERS.get(name, ())) or 'none'}"
    if set(rule.lists) != set(LISTS.get(name, ())):
        yield "lists", f"expected {', '.join(LISTS.get(name, ())) or 'none'}"
    if any(number <= 0 for number in rule.numbers.values()):
        yield "numbers", "expected numbers above 0"
    if name == "weight" and set(rule.numbers) == set(NUMBERS[name]):
        days, last = rule.numbers["days"], rule.numbers["refused_days"]
        if days >= last:
            yield "numbers", "days must rise from the reason to the refusal"
    if ({"reason"} & set(rule.texts) or name == "critical") and name != "rare" and not rule.reasons:
        yield "reasons", "expected reasons to choose from"


def _reasons(rule: GateRule) -> Iterator[Wrong]:
    if rule.texts or rule.numbers or set(rule.lists) - {"levels"}:
        yield "texts", "a finding has its own sentence, and no more than levels beside it"
    if not set(rule.lists.get("levels", ())) <= {"info", "warning"}:
        yield "lists.levels", "expected levels below critical"


def _places(rule: GateRule, knowledge: Knowledge) -> Iterator[Wrong]:
    if not 0 < rule.step <= PAGES:
        yield "step", f"expected a page from 1 to {PAGES}"
    if any(set(one) != {knowledge.wording.language} for one in rule.reasons):
        yield "reasons", f"expected sentences in {knowledge.wording.language}"
    known = _known_lines(knowledge)
    for name, entries in rule.lists.items():
        if name not in NO_LINES and not set(entries) <= known:
            yield f"lists.{name}", "expected lines of a protocol or of the formulary"
    if not set(rule.lists.get("questions", ())) <= set(knowledge.settings.questions):
        yield "lists.questions", "expected questions that are asked before treatment"


def _lines(knowledge: Knowledge) -> Iterator[Wrong]:
    known = _known_lines(knowledge)
    for name, rule in knowledge.asking.lines.items():
        if name not in known:
            yield f"asking.lines.{name}", "no line of this name"
        if not set(rule.options) <= set(knowledge.options):
            yield f"asking.lines.{name}.options", "expected options"
        if not {*rule.findings, *((rule.answers,) if rule.answers else ())} <= engine.codes():
            yield f"asking.lines.{name}.findings", "expected codes of findings"


def _known_lines(knowledge: Knowledge) -> set[str]:
    return {name for protocol in knowledge.protocols for name in knowledge.lines(protocol)}
