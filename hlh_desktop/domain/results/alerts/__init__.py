"""Alerts from results: what has to be seen now, at three levels, told once for the same value."""

from __future__ import annotations
