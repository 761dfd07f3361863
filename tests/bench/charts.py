"""What drawing trends costs beside a bare widget: `python3 dev.py bench charts [ROUNDS]`.

First the first chart of a session: loading the library, making the large chart of 60 points and painting it. Then in
one run the repaint of a bare widget of the same size, of charts of 60 and 1,000 points, and one step of panning through
100,000 points: changing what is in view and painting that. Everything is painted on an invisible screen. "cpu" is what
this process took of it, for a computer that does other things too; ratios are of medians, to the bare widget.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from hlh_desktop.ui.pages import patient  # noqa: E402, F401  what a session has loaded when a child is open
from hlh_desktop.ui.theme import Theme  # noqa: E402
from hlh_desktop.ui.trends.trends_tab import uninterrupted  # noqa: E402
from tests.ui.trends import drawn  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from hlh_desktop.domain.results.trend.values import Trend
    from hlh_desktop.ui.trends.charts_card import ChartsCard

ROUNDS, SIZE = 60, (1000, 480)
# Milliseconds that are asked for.
FIRST, FEW, MANY = 600, 20, 60


def first(trend: Trend) -> tuple[ChartsCard, float, float]:
    """The first chart of a session, on the screen; and how long that took, by the clock and of this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    with uninterrupted():
        from hlh_desktop.ui.trends.charts_card import ChartsCard

        card = ChartsCard()
    card.resize(*SIZE)
    card.show()
    card.show_trend(trend)
    QApplication.processEvents()
    card.chart.viewport().repaint()
    return card, time.perf_counter() - wall, time.process_time() - cpu


def timed(deed: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """How long each round took in ms, by the clock and of this process; the first few are not counted."""
    walls, cpus = [], []
    for number in range(rounds + 5):
        wall, cpu = time.perf_counter(), time.process_time()
        deed()
        QApplication.processEvents()
        if number >= 5:
            walls.append((time.perf_counter() - wall) * 1000)
            cpus.append((time.process_time() - cpu) * 1000)
    return walls, cpus


def panning(card: ChartsCard) -> Callable[[], None]:
    """One step to and fro over most of what there is."""
    step, turn = 3.0, iter(range(1_000_000))

    def deed() -> None:
        place = next(turn) % 20
        shift = step * (place if place < 10 else 20 - place)
        card.chart.show_range(20 + shift, 320 + shift)

    return deed


def say(name: str, found: tuple[list[float], list[float]], unit: float, most: float | None) -> None:
    """One line of the table."""
    median, cpu = statistics.median(found[0]), statistics.median(found[1])
    p95 = statistics.quantiles(found[0], n=20)[-1]
    verdict = "" if most is None else f"{'within' if median <= most else 'ABOVE'} {most:g} ms"
    print(f"{name:<34} {median:>9.2f} {p95:>8.2f} {cpu:>8.2f} {median / unit:>7.1f}  {verdict}")


def main(words: list[str]) -> None:
    """Everything in one run."""
    rounds = int(words[0]) if words else ROUNDS
    application = QApplication([])
    Theme(application, "light")
    sixty = drawn.many(60)
    card, wall, cpu = first(sixty)
    within = "within" if wall * 1000 <= FIRST else "ABOVE"
    print(f"first chart of a session: {wall * 1000:.0f} ms (cpu {cpu * 1000:.0f}), {within} {FIRST} ms\n")
    bare = QWidget()
    bare.resize(*SIZE)
    bare.show()
    plain = timed(bare.repaint, rounds)
    unit = statistics.median(plain[0])
    print(f"{'painting':<34} {'median ms':>9} {'p95 ms':>8} {'cpu ms':>8} {'ratio':>7}")
    say("a bare widget", plain, unit, None)
    say("60 points", timed(card.chart.viewport().repaint, rounds), unit, FEW)
    say("60 points, a step of panning", timed(panning(card), rounds), unit, None)
    card.show_trend(drawn.many(1_000))
    say("1,000 points", timed(card.chart.viewport().repaint, rounds), unit, FEW)
    say("1,000 points, a step of panning", timed(panning(card), rounds), unit, None)
    card.show_trend(drawn.many(100_000))
    say("100,000 points", timed(card.chart.viewport().repaint, rounds), unit, None)
    say("100,000 points, a step of panning", timed(panning(card), rounds), unit, MANY)
    card.close()
    sys.stdout.flush()
    os._exit(0)  # the library does not like to be taken down while the interpreter goes


if __name__ == "__main__":
    main(sys.argv[1:])
