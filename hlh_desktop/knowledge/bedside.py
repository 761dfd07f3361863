"""What resources/bedside.toml must hold: steps to do, fields that can be filled in, and no amount of any drug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.rules import BedsideForm, FormField
    from hlh_desktop.knowledge.soundness import Wrong

# A form tells what anybody does at once; an amount would be an order, and orders are a prescriber's.
AMOUNT = re.compile(r"\d\s*(?:mcg|mg|g|mL|units)\b")


def unsound_bedside(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a nurse without a step or an answer, or let a form order a drug."""
    for name, form in knowledge.bedside.items():
        yield from ((f"bedside.forms.{name}.{key}", reason) for key, reason in _form(form))
        if form.task is not None and form.task not in knowledge.tasks:
            yield f"bedside.forms.{name}.task", f"{form.task} is no task"


def _form(form: BedsideForm) -> Iterator[Wrong]:
    if not form.steps:
        yield "steps", "expected what is to be done at once"
    if any(AMOUNT.search(text) for step in form.steps for text in step.values()):
        yield "steps", "a step orders nothing: no amount stands in it"
    if not any(field.required for field in form.fields.values()):
        yield "fields", "expected a field that is always filled in"
    for name, field in form.fields.items():
        yield from ((f"fields.{name}.{key}", reason) for key, reason in _field(field))


def _field(field: FormField) -> Iterator[Wrong]:
    chosen = field.kind in ("choice", "timed")
    if chosen is not bool(field.choices) or (chosen and len(field.choices) == 1):
        yield "choices", "a choice, and nothing else, has at least two"
    if (field.kind == "number") is not bool(field.unit):
        yield "unit", "a number, and nothing else, has its unit"
