"""What a rule has to say of a result, as a stop in words: its sentence, what is accepted, the value before, offers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.quantity import parse_decimal, plain
from hlh_desktop.domain.result_entry import read_result
from hlh_desktop.domain.results.stops.values import Stop
from hlh_desktop.domain.wizard.words import Words
from hlh_desktop.domain.writing import listed, spelt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.results.series import SeriesPoint
    from hlh_desktop.domain.results.stops.seen import Said, SampleSeen, Seen
    from hlh_desktop.domain.results.stops.values import Confirmed, Level, Offer
    from hlh_desktop.domain.results.values import LabResult, Reported


@dataclass(frozen=True, slots=True)
class Saying:
    """How stops of one sample are put into words, and what was confirmed of it."""

    knowledge: Knowledge
    seen: SampleSeen
    confirmed: Confirmed

    def stop(self, code: str, said: Said, one: Seen | None) -> Stop:
        """A stop of one result, or of the sample itself."""
        rule = self.knowledge.result_stops.stops[code]
        words = Words(self.knowledge)
        before = None if one is None else one.before
        return Stop(
            None if one is None else one.place,
            code,
            rule.level,
            words.of(rule.texts.get(said.variant, rule.text), **said.values),
            self._met(rule.level, one),
            self._accepted(said.accepted, words),
            None if before is None else before.result,
            "" if before is None else self._before(before, words),
            tuple(self._offer(offer, words) for offer in said.offers),
            said.others,
            rule.cites,
        )

    def _met(self, level: Level, one: Seen | None) -> bool:
        if level == "soft" and one is not None:
            return is_confirmed(self.confirmed, one.place, one.reported)
        return level == "told"

    def _accepted(self, accepted: Mapping[str, Any], words: Words) -> str:
        if not accepted:
            return ""
        if "units" in accepted:
            return listed(dict.fromkeys(spelt(unit) for unit in accepted["units"]))
        form = "between" if accepted["low"] else "up_to"
        return words.text(self.knowledge.wording.say(f"results.accepted.{form}", **accepted))

    def _before(self, before: SeriesPoint, words: Words) -> str:
        when = words.moment(before.at.astimezone(self.seen.now.tzinfo))
        told = words.text(shown_value(before.result))
        return self.knowledge.wording.say("results.stop.before", value=told, when=when)

    def _offer(self, offer: Offer, words: Words) -> Offer:
        equals = self.knowledge.wording.say("results.stop.equals", value=words.text(offer.equals))
        return replace(offer, text=words.text(offer.text), equals=equals if offer.equals else "")


def is_confirmed(confirmed: Confirmed, place: int, reported: Reported) -> bool:
    """Whether the same value was typed a second time and a reason stands beside it."""
    comparator, rest = read_result(confirmed.again.get(place, ""))
    same = parse_decimal(rest) == reported.value and comparator == reported.comparator
    return reported.value is not None and same and bool(confirmed.reasons.get(place, "").strip())


def shown_value(result: LabResult) -> str:
    """A result with its comparator and unit, before units are spelt for readers; its words where it has no number."""
    reported = result.reported
    if reported.value is None:
        return reported.text
    return " ".join(part for part in (reported.comparator, plain(reported.value), reported.unit) if part)
