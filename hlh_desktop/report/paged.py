"""The canvas: it keeps every page until the last one is known, then writes "page x of y" and where what stands."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from hlh_desktop.report.fonts import width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Page numbers by the name of a section: where it starts and where it ends.
Places = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Late:
    """A text that can only be written once all pages are known; it ends at `right`."""

    right: float
    y: float
    font: str
    size: float
    grey: float
    text: Callable[[int, int, Places], str]


@dataclass(slots=True)
class Page:
    """What has to be remembered of a page: its drawing, its late texts and the sections that start on it."""

    late: list[Late] = field(default_factory=list)
    starts: list[tuple[str, str]] = field(default_factory=list)
    drawing: Mapping[str, Any] = field(default_factory=dict)


class PagedCanvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """A canvas whose pages are written at the end, each knowing how many there are."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept: list[Page] = []
        self._page = Page()

    def later(self, late: Late) -> None:
        """Writes a text on this page once all pages are known."""
        self._page.late.append(late)

    def section(self, name: str, title: str) -> None:
        """Remembers that a section starts on this page."""
        self._page.starts.append((name, title))

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """Keeps the page for later."""
        self._page.drawing = dict(self.__dict__)
        self._kept.append(self._page)
        self._startPage()
        self._page = Page()

    def save(self) -> None:
        """Writes every page with its late texts, and the outline of sections."""
        pages, places = self._kept, _places(self._kept)
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page.drawing)
            for late in page.late:
                self._write(late, late.text(number, len(pages), places))
            for name, title in page.starts:
                self.bookmarkPage(name)
                self.addOutlineEntry(title, name)
            super().showPage()
        super().save()

    def _write(self, late: Late, text: str) -> None:
        self.setFont(late.font, late.size)
        self.setFillGray(late.grey)
        self.drawString(late.right - width(text, late.font, late.size), late.y, text)


def _places(pages: list[Page]) -> Places:
    """First and last page of each section; a section ends where the next one starts, or on the page before."""
    starts = [(name, number) for number, page in enumerate(pages, 1) for name, _ in page.starts]
    ends = [*(max(start, following - 1) for (_, start), (_, following) in itertools.pairwise(starts)), len(pages)]
    return {name: (start, end) for (name, start), end in zip(starts, ends, strict=True)}
