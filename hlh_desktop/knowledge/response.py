"""What the files about response and alerts must hold: named things that exist, and for each rule what it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.results.alerts import engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.alerts.rules import WatchRule
    from hlh_desktop.domain.results.response.rules import FormRule, ItemRule, SignRule
    from hlh_desktop.knowledge.soundness import Wrong

# What each rule of an item reads besides its sentence.
ITEM_PARTS: dict[str, tuple[str, ...]] = {
    "asked": (), "every": ("limit",), "some": ("limit",), "newest": ("limit",), "normal": (),
    "fall": ("analyte", "change"), "rise": ("analyte", "change"), "recovered": ("analyte", "recovery"),
}  # fmt: skip
# The sentences that a rule of a sign can say.
SIGN_TEXTS: dict[str, set[str]] = {
    "fall": {"good", "bad"}, "limit": {"good", "bad"}, "shown": {"shown"}, "times_upper": {"shown"},
    "pending": {"shown"},
}  # fmt: skip
# The limits and numbers that a rule of an alert reads, its limits first.
WATCH_PARTS: dict[str, tuple[set[str], set[str]]] = {
    "fever_with_neutropenia": ({"temperature", "neutrophils"}, {"temperature_hours", "neutrophil_hours"}),
    "sodium_very_low": ({"sodium"}, set()),
    "platelets_very_low": ({"platelets"}, set()),
    "platelets_low_bleeding": ({"platelets"}, set()),
    "fibrinogen_very_low": ({"fibrinogen"}, set()),
    "worsening_markers": (set(), set()),
    "lumbar_puncture_unsafe": ({"platelets", "inr", "fibrinogen"}, {"result_hours"}),
    "risk_signs": (set(), set()),
}


def unsound_response(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave a form without its items, or a rule without what it reads."""
    rules = knowledge.response
    for code, item in rules.items.items():
        yield from ((f"response.items.{code}", reason) for reason in _item(item, knowledge))
    for code, definition in rules.definitions.items():
        yield from _named(f"response.definitions.{code}", definition.items, rules.items)
        if not 0 < definition.need <= len(definition.items):
            yield f"response.definitions.{code}.need", "not so many items"
    for code, form in rules.forms.items():
        yield from _named(f"response.forms.{code}.definitions", form.definitions, rules.definitions)
        yield from _named(f"response.forms.{code}.further", form.further, rules.items)
        yield from _named(f"response.forms.{code}.task", (form.task,) if form.task else (), knowledge.tasks)
        yield from _calls(f"response.forms.{code}.calls", form, knowledge)
        if form.window_hours <= 0 or not form.days[0] < form.days[1] or not form.conclusions:
            yield f"response.forms.{code}", "expected hours above 0, days in order and something to conclude"
    for code, sign in rules.signs.items():
        yield from ((f"response.signs.{code}", reason) for reason in _sign(sign, knowledge))
    yield from _worsening(knowledge)
    conclusions = (words for form in rules.forms.values() for words in form.conclusions.values())
    if not _told((*rules.reasons, *conclusions), knowledge):
        yield "response", f"expected reasons and conclusions in {knowledge.wording.language}"


def _calls(place: str, form: FormRule, knowledge: Knowledge) -> Iterator[Wrong]:
    """What a form calls for must be a task, and what it calls for it by must be of this form."""
    for code, call in form.calls.items():
        yield from _named(place, (code, *call.unless), knowledge.tasks)
        yield from _named(f"{place}.{code}", call.conclusions, form.conclusions)
        yield from _named(f"{place}.{code}", call.not_met, form.definitions)
        if not call.conclusions:
            yield f"{place}.{code}", "expected something that is concluded"


def _told(words: Iterable[dict[str, str]], knowledge: Knowledge) -> bool:
    """Whether each is said in the language of the wording, and in no other."""
    language = knowledge.wording.language
    return all(set(one) == {language} and all(one.values()) for one in words)


def _named(place: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Wrong]:
    there = set(known)
    for name in names:
        if name not in there:
            yield place, f"{name} is not known"


def _item(item: ItemRule, knowledge: Knowledge) -> Iterator[str]:
    parts = ITEM_PARTS[item.rule]
    nothing = item.rule == "normal" and item.analyte is None and item.limit is None
    if nothing or any(getattr(item, part) is None for part in parts):
        yield f"expected what the rule {item.rule} reads"
    if item.analyte is not None and item.analyte not in knowledge.catalogue:
        yield f"analyte {item.analyte} is not in the catalogue"
    if item.limit is not None and item.analyte not in (None, item.limit.analyte):
        yield "its limit is of another analyte"
    if item.change is not None and not 0 <= item.change.part < item.change.of:
        yield "expected a part of the value at the start"
    if item.hours is not None and item.hours <= 0:
        yield "expected hours above 0"


def _sign(sign: SignRule, knowledge: Knowledge) -> Iterator[str]:
    if sign.analyte not in knowledge.catalogue:
        yield f"analyte {sign.analyte} is not in the catalogue"
    if not SIGN_TEXTS[sign.rule] <= set(sign.texts):
        yield f"expected the texts {', '.join(sorted(SIGN_TEXTS[sign.rule]))}"
    if (sign.rule == "fall" and sign.change is None) or (sign.rule == "limit" and sign.limit is None):
        yield "expected what it is held against"
    if (sign.good is not None) is not ("between" in sign.texts):
        yield "expected a text for what lies between, where there is a between"
    if not sign.days[0] < sign.days[1] or not (sign.day is None or sign.days[0] <= sign.day <= sign.days[1]):
        yield "expected days in order"


def _worsening(knowledge: Knowledge) -> Iterator[Wrong]:
    rules = knowledge.response.worsening
    yield from _named("response.worsening.markers", rules.markers, knowledge.catalogue)
    if rules.hours <= 0 or not 1 < rules.need <= len(rules.markers):
        yield "response.worsening", "expected hours above 0, and two markers or more"
    if len(rules.says) < 2:
        yield "response.worsening.says", "expected both sides"
    if any(not 0 < one.percent < 100 for one in rules.markers.values()):
        yield "response.worsening.markers", "expected percent above 0 and below 100"


def unsound_alerts(knowledge: Knowledge) -> Iterator[Wrong]:
    """Everything that would leave an alert without its rule, its limits or its time."""
    rules = knowledge.result_alerts
    for code in sorted(set(rules.rules) ^ set(engine.RULES)):
        reason = "no rule of this code" if code in rules.rules else "a rule without an entry"
        yield f"result_alerts.rules.{code}", reason
    for code, rule in rules.rules.items():
        if code in WATCH_PARTS:
            yield from ((f"result_alerts.rules.{code}", reason) for reason in _watched(code, rule))
        planned = knowledge.alerts.get(code)
        if planned is not None and planned.limits != rule.limits:
            yield f"result_alerts.rules.{code}.limits", "differs from the finding of the same code"
    counts = rules.days > 0 and 0 < rules.defect_percent < 100 and rules.defect_least > 0
    if not counts or not rules.reasons or not _told(rules.reasons, knowledge):
        yield "result_alerts", "expected days, a percentage, a number of answers and reasons"


def _watched(code: str, rule: WatchRule) -> Iterator[str]:
    limits, numbers = WATCH_PARTS[code]
    if set(rule.limits) != limits or set(rule.numbers) != numbers or any(one <= 0 for one in rule.numbers.values()):
        yield f"expected {', '.join(sorted(limits | numbers))}"
    if rule.hours <= 0:
        yield "expected hours above 0"
    if (code == "risk_signs") is not (set(rule.texts) == {"new"}):
        yield "expected a text of its own for a new sign"
