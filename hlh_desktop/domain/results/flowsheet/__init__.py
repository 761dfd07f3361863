"""The flowsheet: what a child's results look like as a table, and what is typed into it."""

from __future__ import annotations
