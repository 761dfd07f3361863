"""Trouble of the world: a file or a place that can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Trouble(Exception):
    """Which file or place, and why; `code` names the sentence, wording `problem.<code>`."""

    def __init__(self, code: str, path: Path, error: OSError) -> None:
        self.code = code
        self.path = path
        self.reason = error.strerror or type(error).__name__
        super().__init__(code, path, self.reason)
