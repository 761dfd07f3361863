"""The sheet of the road map, sideways: the weeks with their rows, the legend, and in words what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import PageBreak, Paragraph

from hlh_desktop.report import look
from hlh_desktop.report.fonts import REGULAR, width
from hlh_desktop.report.marks import bold
from hlh_desktop.report.pieces import Drawn, Title, space, write
from hlh_desktop.report.road_map_marks import draw_dose
from hlh_desktop.report.road_map_rows import HEIGHTS, rows_of
from hlh_desktop.report.road_map_weeks import HEAD, PAST, Weeks
from hlh_desktop.report.writing import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hlh_desktop.domain.road_map import Key, RoadMap
    from hlh_desktop.report.document import Layout
    from hlh_desktop.report.pieces import Story
    from hlh_desktop.report.road_map_rows import Row
    from hlh_desktop.report.sheet import Sheet

SIDE, AIR, APART = 9.0, 4.0, 12.0
# Deviations that take more of the page than this go on a page of their own.
MOST_WORDS = 0.3
BETWEEN = "\N{BULLET}"


def road_map_story(sheet: Sheet, road: RoadMap, page: Layout) -> Story:
    """The road map of a plan; a plan without doses says that it has none."""
    say = sheet.knowledge.wording.say
    note = say("road.page.as_of", at=sheet.moment(sheet.printing.at)) if road.told else say("road.page.as_planned")
    title = Title("road_map", say("road.page.title"), note)
    if not road.weeks:
        return [title, Paragraph(escape(say("road.page.no_doses")), look.BODY_TEXT)]
    past = say("road.page.past") if road.told and road.here is not None else ""
    legend, words = Legend(road.legend, past, page.room), _deviations(sheet, road)
    tall = sum(float(one.wrap(page.room, page.frame[3])[1]) for one in words)
    apart = tall > page.frame[3] * MOST_WORDS
    room = page.frame[3] - title.height - legend.height - (0.0 if apart else tall) - 3 * AIR
    story: Story = [title]
    for place, rows in enumerate(_pages(rows_of(road, say("road.page.reviews")), room)):
        story += [PageBreak()] if place else []
        story.append(Weeks(road, rows, room))
    return [*story, space(AIR), legend, *([PageBreak()] if apart else []), *words]


def _pages(rows: Sequence[Row], room: float) -> list[tuple[Row, ...]]:
    """The rows in groups that fit a page at their least height; nearly always one."""
    found: list[tuple[Row, ...]] = [()]
    for row in rows:
        if found[-1] and HEAD + sum(HEIGHTS[one.kind][1] for one in (*found[-1], row)) > room:
            found.append(())
        found[-1] = (*found[-1], row)
    return found


def _deviations(sheet: Sheet, road: RoadMap) -> Story:
    """What differs from the plan, or that nothing does; nothing is said where no log was given."""
    if not road.told:
        return []
    say = sheet.knowledge.wording.say
    found = road.deviations or (say("road.page.no_deviation"),)
    said = [part for one in found for part in (BETWEEN, sheet.text(one))][1:]
    return [space(AIR), Paragraph(" ".join((bold(escape(say("road.page.deviations"))), *said)), look.SMALL_TEXT)]


class Legend(Drawn):
    """Each sign that stands on the map with its word, and what the grey ground means."""

    def __init__(self, keys: Sequence[Key], past: str, room: float) -> None:
        self.places: list[tuple[str, str, float, int]] = []
        x, line = 0.0, 0
        for state, words in (*((key.state, key.words) for key in keys), *([("", past)] if past else [])):
            wide = SIDE + AIR + width(words, REGULAR, look.NOTE)
            if x and x + wide > room:
                x, line = 0.0, line + 1
            self.places.append((state, words, x, line))
            x += wide + APART
        super().__init__((line + 1) * (SIDE + AIR))

    def draw(self) -> None:
        """Draws the signs in lines."""
        for state, words, x, line in self.places:
            middle = self.height - line * (SIDE + AIR) - SIDE / 2 - AIR / 2
            if state:
                draw_dose(self.canv, (x + SIDE / 2 + 1, middle), SIDE, state, "square")
            else:
                self.canv.setFillGray(PAST)
                self.canv.rect(x + 1, middle - SIDE / 2, SIDE, SIDE, stroke=0, fill=1)
            write(self.canv, x + SIDE + AIR, middle - look.NOTE * 0.35, words, REGULAR, look.NOTE)
