"""What stands against a typed result: each stop a rule of its own, judged on a sample beside what was before."""

from __future__ import annotations
