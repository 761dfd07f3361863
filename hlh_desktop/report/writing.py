"""How paper writes: as readers see numbers and units anywhere, and a user's words never as markup."""

from __future__ import annotations

from xml.sax.saxutils import escape as escape_markup

from hlh_desktop.domain.writing import (
    PRODUCT,
    area,
    listed,
    number,
    on_paper,
    quantity,
    spelt,
    unbroken,
    with_unit,
)

__all__ = [
    "PRODUCT", "area", "escape", "listed", "number", "on_paper", "quantity", "spelt", "unbroken", "with_unit",
]  # fmt: skip


def escape(text: str) -> str:
    """A user's words as the text of a paragraph: never markup, with control marks of direction kept as they are."""
    return escape_markup(text)
