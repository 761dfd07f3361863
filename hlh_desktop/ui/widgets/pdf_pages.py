"""The pages of a PDF as pictures: pypdfium2 draws them, at any size, only when they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

# A PDF measures in points, of which an inch has this many.
POINTS = 72.0


class PdfPages:
    """A PDF that is held open. Use it on one thread only: PDFium can't be used from two at once.

    ValueError for bytes that are no PDF.
    """

    def __init__(self, pdf: bytes) -> None:
        # A third of a second of loading, which only those pay who look at paper.
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the PDF go."""
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> QSizeF:
        """Width and height of a page (0 is the first) in points."""
        return QSizeF(*self._document[number].get_size())

    def picture(self, number: int, scale: float) -> QImage:
        """A page (0 is the first) at `scale` pixels a point, on white."""
        page = self._document[number]
        drawn = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        image = QImage(drawn.buffer, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
        copy = image.copy()  # the buffer goes with `drawn`
        drawn.close()
        page.close()
        return copy

    def words(self, number: int) -> str:
        """The text of a page, for who can't see it."""
        page = self._document[number]
        text = page.get_textpage()
        try:
            return str(text.get_text_range())
        finally:
            text.close()
            page.close()
