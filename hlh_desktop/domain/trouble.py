"""Trouble of the world: a file, a place or a password that can't be used. Not a clinical refusal, and not a bug."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Trouble(Exception):
    """Which file or place it is about, if any, and why; `code` names the sentence, wording `problem.<code>`.

    `values` are what the sentence names besides the reason.
    """

    def __init__(self, code: str, path: Path | None = None, error: OSError | None = None, **values: Any) -> None:
        self.code = code
        self.path = path
        self.reason = "" if error is None else error.strerror or type(error).__name__
        self.values = values
        super().__init__(code, path, self.reason)
