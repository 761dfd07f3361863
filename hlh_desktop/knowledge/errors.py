"""The one refusal of knowledge: a file that is not fully understood stops the program."""

from __future__ import annotations


class KnowledgeError(Exception):
    """A knowledge file that is refused: which file, which key or line in it, and why."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")
        self.file = file
        self.key = key
        self.reason = reason
