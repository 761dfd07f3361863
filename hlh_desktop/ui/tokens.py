"""The colours, sizes and spacing of the screen, read from resources/theme/theme.toml into one frozen value."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from hlh_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Mode = Literal["light", "dark", "contrast"]
MARK = re.compile(r"@(icon-[a-z-]+|[a-z_]+|\d+)")
BIG = 4


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette by name, as "#RRGGBB", with the scale of the text: 1 is 100 %, 1.5 is 150 %."""

    mode: Mode
    colours: Mapping[str, str]
    points: Mapping[str, float]
    scale: float = 1.0

    def px(self, pixels: float) -> int:
        """A length of the design in pixels of this screen; never less than one."""
        return max(1, round(pixels * self.scale))

    def point(self, role: str) -> float:
        """The size of a text by its role, in points."""
        return round(self.points[role] * self.scale, 2)


def folder() -> Path:
    """Where the theme lies."""
    return paths.resources() / "theme"


@cache
def read_theme() -> dict[str, Any]:
    """The table of colours, spacing and type as it stands in the file."""
    with (folder() / "theme.toml").open("rb") as file:
        return tomllib.load(file)


def tokens(mode: Literal["light", "dark"], scale: float = 1.0) -> Tokens:
    """The palette of one mode."""
    theme = read_theme()
    place = 0 if mode == "light" else 1
    colours = {name: pair[place] for name, pair in theme["colours"].items()}
    return Tokens(mode, colours, theme["type"], scale)


def style_sheet(use: Tokens, icon: Callable[[str], str]) -> str:
    """The style sheet with this palette and scale; `icon` answers the file of a tinted icon."""
    sizes = {role: f"{use.point(role)}pt" for role in use.points}
    sizes["clock"] = f"{round(use.point('title') * BIG, 1)}pt"

    def filled(found: re.Match[str]) -> str:
        name = found.group(1)
        if name.isdigit():
            return f"{use.px(int(name))}px"
        if name.startswith("icon-"):
            return icon(name.removeprefix("icon-"))
        return sizes.get(name) or use.colours[name]

    return MARK.sub(filled, (folder() / "style.qss").read_text(encoding="utf-8"))
