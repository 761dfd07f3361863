"""Names and numbers that people typed: as they are compared, whatever the case of their letters."""

from __future__ import annotations

import re

NOT_LETTERS = re.compile(r"[\W_]+")


def stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words, whatever stands between them and however they are capitalised."""
    return NOT_LETTERS.sub("", one.casefold()) == NOT_LETTERS.sub("", other.casefold())


def plain_number(number: str) -> str:
    """A hospital number as it is compared: spaces and capitals make no other child."""
    return "".join(number.split()).casefold()
