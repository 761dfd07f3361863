"""Dates and times as every page shows them, for pages that stand before the knowledge is read: "22 Nov 2026"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

if TYPE_CHECKING:
    from datetime import date, datetime

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
# Qt's own abbreviation of September has four letters there; ours has three, as on paper.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: date) -> str:
    """A date, e.g. "22 Nov 2026"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_weekday(on: date) -> str:
    """A date with its day of the week, e.g. "Sun 22 Nov 2026"."""
    return f"{_weekday('ddd', on)} {day(on)}"


def weekday(on: date) -> str:
    """A date with its day of the week in full, e.g. "Sunday 22 Nov 2026"."""
    return f"{_weekday('dddd', on)} {day(on)}"


def _weekday(form: str, on: date) -> str:
    return ENGLISH.toString(QDate(on.year, on.month, on.day), form)


def clock(at: datetime) -> str:
    """A time of 24 hours, e.g. "08:00"."""
    return f"{at:%H:%M}"
