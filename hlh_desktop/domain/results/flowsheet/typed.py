"""What was typed into a cell of the flowsheet, as a result: a number, one beyond the assay, or one of few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from hlh_desktop.domain.case import Comparator
from hlh_desktop.domain.quantity import parse_decimal
from hlh_desktop.domain.result_entry import read_result
from hlh_desktop.domain.results.values import Reported

if TYPE_CHECKING:
    from hlh_desktop.domain.wording import Wording

BETWEEN = "|"
# The unit of a result that is a laboratory's own judgement in words.
IN_WORDS = "interpretation"
NOT_A_NUMBER = "not_a_plain_decimal"
NOT_A_WORD = "result_words"
# Dashes by which "not measured" is written.
DASHES = "-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a cell holds: a result, or nothing measured where both are empty; `wrong` is why it can't be read.

    `wrong` is the code of a sentence, wording `screen.<code>` or `results.typed.<code>`.
    """

    reported: Reported | None = None
    wrong: str = ""


def typed(text: str, analyte: str, unit: str, wording: Wording) -> Typed:
    """The result of what was typed: "41", "> 20000", "<35", "pending", "not detected"; "-" or nothing is not measured.

    A number is read by the one strict parser: what it refuses is never guessed at.
    """
    words = " ".join(text.split())
    if not words.strip(DASHES):
        return Typed()
    said = _in_words(words, analyte, unit, wording)
    if said is not None:
        return Typed(said)
    if unit == IN_WORDS:
        return Typed(wrong=NOT_A_WORD)
    comparator, rest = read_result(words)
    value = parse_decimal(rest)
    if value is None:
        return Typed(wrong=NOT_A_NUMBER)
    return Typed(Reported(analyte, unit, value, _comparator(comparator)))


def _in_words(words: str, analyte: str, unit: str, wording: Wording) -> Reported | None:
    small = words.casefold()
    if small in _each(wording, "typed.pending"):
        return Reported(analyte, unit, status="pending")
    if small in _each(wording, "typed.cancelled"):
        return Reported(analyte, unit, text=words, status="cancelled")
    judged = unit == IN_WORDS and small in _each(wording, "typed.judged")
    return Reported(analyte, unit, text=words) if judged or small in _each(wording, "typed.not_detected") else None


def _each(wording: Wording, key: str) -> tuple[str, ...]:
    return tuple(wording.say(f"results.{key}").split(BETWEEN))


def _comparator(found: str | None) -> Comparator | None:
    signs: tuple[Comparator, ...] = get_args(Comparator)
    return next((sign for sign in signs if sign == found), None)
