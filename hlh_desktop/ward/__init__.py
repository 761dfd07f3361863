"""What the program can do, in clinical verbs. Every door and every window goes through it."""

from __future__ import annotations

from hlh_desktop.ward.ward import Ward, open_knowledge

__all__ = ["Ward", "open_knowledge"]
