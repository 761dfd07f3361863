"""Trends: one frozen value of what is drawn over time, for screen and paper alike."""

from __future__ import annotations
