"""The life of a plan on the screen: what-if without saving, two versions side by side, what a draft changes."""

from __future__ import annotations
