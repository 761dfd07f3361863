"""The labs tab, used as people use it."""

from __future__ import annotations
