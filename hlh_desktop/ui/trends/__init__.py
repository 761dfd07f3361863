"""The trends of a child on the screen: charts, their table, what to read beside them, paper and files."""

from __future__ import annotations
