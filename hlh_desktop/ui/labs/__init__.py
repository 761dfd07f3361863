"""The labs of a child: the flowsheet, entering a sample, what is against a value, and correcting one."""

from __future__ import annotations
