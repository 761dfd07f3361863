"""How trends are drawn, as data: the whole of resources/trends.toml."""

from __future__ import annotations

from decimal import Decimal

from hlh_desktop.domain.laboratory import Operator
from hlh_desktop.domain.results.trend.values import Dash, LineSet, Marker
from hlh_desktop.domain.sources import Cites, Datum

OTHER = "other"


class StyleRule(Datum):
    """How the curve of an analyte looks; `colour` is a name of the theme."""

    marker: Marker
    dash: Dash
    colour: str


class LineRule(Datum):
    """Whose a line of the catalogue is, and at which ages in days it holds; `name` where another is shown."""

    set: LineSet
    cites: Cites
    name: str = ""
    from_days: int = 0
    below_days: int | None = None


class CourseLine(Datum):
    """A line that holds from one course day to another, both included, in the canonical unit."""

    analyte: str
    op: Operator
    value: Decimal
    name: str
    first_day: int
    last_day: int
    cites: Cites


class AgeBand(Datum):
    """A value up to an age in completed months; the last one of a line may have no end."""

    value: Decimal
    below_months: int | None = None


class AgeLine(Datum):
    """A line that changes with age. `alert` names the finding whose bands it shows, `range` the unit in which it shows
    the upper reference limits; then it has no bands of its own.
    """

    analyte: str
    op: Operator
    name: str
    bands: tuple[AgeBand, ...]
    cites: Cites
    alert: str = ""
    range: str = ""


class TrendRules(Datum):
    """Charts in their order, windows in days, ticks and steps, styles, and where lines come from."""

    main: tuple[str, ...]
    instead: dict[str, str]
    small: tuple[str, ...]
    bedside: tuple[str, ...]
    times_upper: tuple[str, ...]
    short_days: int
    before_days: int
    start_days: int
    ahead_days: int
    tick_days: tuple[int, ...]
    most_ticks: int
    steps: tuple[Decimal, ...]
    most_steps: int
    least_hours: int
    without_lane: tuple[str, ...]
    styles: dict[str, StyleRule]
    lines: dict[str, LineRule]
    weeks: tuple[CourseLine, ...]
    ages: tuple[AgeLine, ...]
    cites: Cites

    def style(self, analyte: str) -> StyleRule:
        """The style of an analyte, or that of all others."""
        return self.styles.get(analyte) or self.styles[OTHER]

    def line(self, analyte: str, name: str) -> LineRule | None:
        """What is known of a line of the catalogue; None for one that is not listed, and therefore not drawn."""
        return self.lines.get(" ".join((analyte, name))) or self.lines.get(name)
