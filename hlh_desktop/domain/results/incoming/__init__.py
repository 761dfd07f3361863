"""A laboratory's file: what it says, whose it is, what each row means, and what would come of taking it."""

from __future__ import annotations
