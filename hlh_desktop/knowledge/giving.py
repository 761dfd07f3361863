"""What the knowledge of giving must hold: a rule for each gate, words in the language, spans the right way up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.log.gates.every import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.log.rules import BedsideForm, Record, Window

Words = dict[str, str]
# The numbers that each gate's rule reads, and those of the deeds around them.
NUMBERS: dict[str, tuple[str, ...]] = {
    "release_old": ("hours",), "check_old": ("minutes",), "interval_etoposide": ("hours",),
    "interval_line": ("minutes",), "before_exchange": ("hours", "session_hours", "told_hours"),
    "weight_old": ("days",), "weight_too_old": ("days",),
    "revision": ("percent",), "far_past": ("minutes",), "late": ("minutes",), "amount_above_limit": ("percent",),
    "amount_deviates": ("percent",), "cumulative_limit": ("mg_per_m2",), "cumulative_above": ("mg_per_m2",),
}  # fmt: skip
DEEDS = {"release_hours", "voice_hours"}
REASONS = {"held", "refused", "omitted", "missed", "elsewhere", "home", "struck", "lifted", "stopped", "left",
           "countersigned"}  # fmt: skip
FORMS = {"missed_dose", "vomited", "extravasation", "reaction", "spill", "intensive_care"}


def unsound_giving(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """What is wrong: the place, and why."""
    yield from _gates(knowledge)
    yield from _drugs(knowledge)
    yield from _window("giving.window", knowledge.giving.window)
    yield from _record("giving.intrathecal", knowledge.giving.intrathecal)
    if not knowledge.giving.intrathecal.second_check:
        yield "giving.intrathecal.second_check", "an intrathecal dose is checked by two"
    for place, words in _all_words(knowledge):
        if set(words) != {knowledge.wording.language} or not all(words.values()):
            yield place, f"expected words in {knowledge.wording.language}"


def _gates(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    giving = knowledge.giving
    for code in sorted(set(giving.gates) ^ set(RULES)):
        yield f"giving.gates.{code}", "no rule of this code" if code in giving.gates else "a rule without an entry"
    for code, gate in giving.gates.items():
        if set(gate.numbers) != set(NUMBERS.get(code, ())):
            yield f"giving.gates.{code}.numbers", "expected the numbers that its rule reads"
        if any(value <= 0 for value in gate.numbers.values()):
            yield f"giving.gates.{code}.numbers", "expected more than nothing"
    if set(giving.numbers) != DEEDS or any(value <= 0 for value in giving.numbers.values()):
        yield "giving.numbers", "expected the numbers that release and countersigning read"
    if set(giving.reasons) != REASONS:
        yield "giving.reasons", "expected reasons for whatever may become of a dose"
    for code in sorted(set(knowledge.bedside) ^ FORMS):
        yield f"bedside.forms.{code}", "expected the forms of the bedside"


def _drugs(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for name, drug in knowledge.formulary.items():
        if drug.giving is None:
            yield f"formulary.{name}.giving", "expected how it is given"
            continue
        if drug.cytotoxic and not drug.giving.second_check:
            yield f"formulary.{name}.giving.second_check", "a cytotoxic is checked by two"
        yield from _record(f"formulary.{name}.giving", drug.giving)


def _record(place: str, record: Record) -> Iterator[tuple[str, str]]:
    spans = ((record.minutes_least, record.minutes_most), (record.mg_per_ml_least, record.mg_per_ml_most))
    for least, most in spans:
        if (least is None) != (most is None) or (least is not None and most is not None and not 0 < least <= most):
            yield place, "expected both ends of a span, the least first"
    weights = [one.below_kg for one in record.volumes if one.below_kg is not None]
    open_last = not record.volumes or (len(weights) + 1 == len(record.volumes) and record.volumes[-1].below_kg is None)
    if not open_last or weights != sorted(set(weights)) or any(one.ml <= 0 for one in record.volumes):
        yield f"{place}.volumes", "expected volumes by rising weights, the last for all others"
    if record.window is not None:
        yield from _window(f"{place}.window", record.window)


def _window(place: str, window: Window) -> Iterator[tuple[str, str]]:
    if window.early_minutes < 0 or not 0 <= window.late_minutes < window.missed_minutes:
        yield place, "expected a dose to be late before it is missed"


def _all_words(knowledge: Knowledge) -> Iterator[tuple[str, Words]]:
    for code, gate in knowledge.giving.gates.items():
        yield from _each(f"giving.gates.{code}", (gate.text, *gate.reasons))
    for became, reasons in knowledge.giving.reasons.items():
        yield from _each(f"giving.reasons.{became}", reasons)
    records = {f"formulary.{name}.giving": drug.giving for name, drug in knowledge.formulary.items()}
    for place, record in {**records, "giving.intrathecal": knowledge.giving.intrathecal}.items():
        if record is not None:
            yield from _each(place, (*record.lines, *record.never))
    for code, form in knowledge.bedside.items():
        yield from _each(f"bedside.forms.{code}", _of_form(form))


def _of_form(form: BedsideForm) -> Iterable[Words]:
    fields = (words for field in form.fields.values() for words in (field.label, *field.choices))
    return (form.title, form.when, form.policy_note, *form.steps, *fields)


def _each(place: str, words: Iterable[Words]) -> Iterator[tuple[str, Words]]:
    return ((f"{place}.{number}", one) for number, one in enumerate(words))
