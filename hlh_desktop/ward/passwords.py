"""What a password must be: long enough, not the demonstration's on a real ward, and nobody's name."""

from __future__ import annotations

from unicodedata import category

from hlh_desktop.domain.trouble import Trouble

# Unicode's half of a pair without the other, and control characters.
UNWRITABLE = {"Cs", "Cc"}
LEAST = 10
DEMO = "demo-ward-only"


def check_password(password: str, *names: str, training: bool = False) -> None:
    """Refuses a password that is too short, is the demonstration's, or is one of the names (person, ward).

    Trouble password_short, password_demo, password_name. A training ward may have the demonstration's.
    """
    if len(password) < LEAST:
        raise Trouble("password_short", least=LEAST)
    if not training and _letters(password) == _letters(DEMO):
        raise Trouble("password_demo")
    if _letters(password) in {_letters(name) for name in names}:
        raise Trouble("password_name")


def check_name(name: str) -> None:
    """Refuses an empty name, and one that can't be written: half characters, line breaks.

    Trouble name_needed, name_unwritable.
    """
    if not name.strip():
        raise Trouble("name_needed")
    if any(category(character) in UNWRITABLE for character in name):
        raise Trouble("name_unwritable")


def _letters(text: str) -> str:
    """A text as somebody would guess it: letters and figures only, small."""
    return "".join(character for character in text.casefold() if character.isalnum())
