"""Marks inside a paragraph: muted labels, bold values, white words on black."""

from __future__ import annotations

from hlh_desktop.report.look import NOTE

# A tag's parts, joined here so that no sentence-like text stands in code.
_MUTED = " ".join(("<font", 'color="#454545"', f'size="{NOTE}">'))
_BLACK = " ".join(("<font", 'backColor="black"', 'color="white">'))


def muted(markup: str) -> str:
    """A label: small and grey."""
    return f"{_MUTED}{markup}</font>"


def bold(markup: str) -> str:
    """A value: bold."""
    return f"<b>{markup}</b>"


def black(markup: str) -> str:
    """Words that must not be missed: bold white on black."""
    return f"{_BLACK}<b>\N{NO-BREAK SPACE}{markup}\N{NO-BREAK SPACE}</b></font>"


def pair(label: str, value: str) -> str:
    """A label and its value, which don't part."""
    return f"{muted(label)}\N{NO-BREAK SPACE}{bold(value)}"


def lines(parts: list[str]) -> str:
    """Parts, each on a line of its own."""
    return "<br/>".join(parts)
