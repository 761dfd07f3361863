"""How a picture looks to eyes that miss a kind of cone, and without any colour: matrices over linear RGB.

The matrices are those of Machado, Oliveira and Fernandes (2009) for a whole loss.
"""

from __future__ import annotations

from typing import Literal

Vision = Literal["usual", "deuteranopia", "protanopia", "tritanopia", "grey"]
Colour = tuple[float, float, float]
SEEN: dict[Vision, tuple[Colour, Colour, Colour]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}  # fmt: skip


def linear(part: float) -> float:
    """A part of sRGB from 0 to 1 as light."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def encoded(part: float) -> float:
    """Light as a part of sRGB."""
    held = min(max(part, 0.0), 1.0)
    return held * 12.92 if held <= 0.0031308 else 1.055 * held ** (1 / 2.4) - 0.055


def seen(colour: str, vision: Vision) -> str:
    """A colour "#RRGGBB" as such eyes see it."""
    light = [linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    parts = (sum(weight * part for weight, part in zip(row, light, strict=True)) for row in SEEN[vision])
    return "#" + "".join(f"{round(encoded(part) * 255):02X}" for part in parts)
