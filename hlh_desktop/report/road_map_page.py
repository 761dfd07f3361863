"""The road map on paper: the same picture as on the screen. ReportLab is imported only when something is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from hlh_desktop.domain.knowledge import Knowledge
    from hlh_desktop.domain.plan import Plan
    from hlh_desktop.domain.road_map import RoadMap
    from hlh_desktop.report.printing import Printing


def write_road_map(plan: Plan, knowledge: Knowledge, printing: Printing, road: RoadMap, target: BinaryIO) -> None:
    """Writes a road map as one sideways page. The same values give the same bytes on every computer.

    More pages only where the rows of a course or its deviations need them.
    """
    from hlh_desktop.report import fonts
    from hlh_desktop.report.document import SIDEWAYS, build, layouts
    from hlh_desktop.report.road_map_sheet import road_map_story
    from hlh_desktop.report.sheet import Sheet

    fonts.register()
    sheet = Sheet(plan, knowledge, printing)
    pages = layouts(sheet)
    build(sheet, {SIDEWAYS: pages[SIDEWAYS], **pages}, road_map_story(sheet, road, pages[SIDEWAYS]), target)
