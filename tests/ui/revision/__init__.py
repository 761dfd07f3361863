"""The life of a plan on the screen, used as people use it."""

from __future__ import annotations
