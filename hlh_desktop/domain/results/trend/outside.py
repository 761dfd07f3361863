"""Results that are in no chart, each told with its reason: pending, cancelled, in words, in a unit not converted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hlh_desktop.domain.results.series import point_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hlh_desktop.domain.results.trend.axes import TimeAxis
    from hlh_desktop.domain.results.trend.words import Words
    from hlh_desktop.domain.results.values import LabResult


def left_out(
    names: Iterable[str], of: Mapping[str, Sequence[LabResult]], time: TimeAxis, words: Words
) -> Iterator[str]:
    """A sentence for each result of the analytes drawn that has no point, by analyte, oldest first."""
    for name in dict.fromkeys(names):
        analyte = words.knowledge.catalogue.get(name)
        for one in of.get(name, ()):
            if analyte is not None and time.has(one.at) and point_of(one, analyte) is None:
                yield _told(one, words)


def _told(one: LabResult, words: Words) -> str:
    reported = one.reported
    told = {"name": words.title(one.analyte), "date": words.short(one.at)}
    if reported.status in ("pending", "cancelled"):
        return words.say(f"left_out.{reported.status}", **told)
    if reported.value is None:
        return words.say("left_out.words", **told, text=reported.text)
    return words.say("left_out.unit", **told, unit=words.unit(reported.unit))
