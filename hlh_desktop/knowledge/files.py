"""Reading one knowledge file: TOML with exact decimals, its schema and edition checked, every key understood."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from hlh_desktop.knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

LINE = re.compile(r"at line ([0-9]+)")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """The content of a file without its schema and edition, which are checked already."""

    name: str
    edition: str
    content: dict[str, Any]

    def part(self, model: type[Model], content: Any, key: str) -> Model:
        """A piece of the file as a frozen object; KnowledgeError names the key that is wrong and why."""
        try:
            return model.model_validate(content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join([key, *(str(step) for step in first["loc"])]).strip(".")
            raise KnowledgeError(self.name, place, first["msg"]) from None

    def table(self, model: type[Model], key: str) -> dict[str, Model]:
        """The one table of the file, whose every entry is one model, by name."""
        self.only(key)
        entries = self.content.get(key)
        if not isinstance(entries, dict):
            raise KnowledgeError(self.name, key, "this table is missing")
        return {name: self.part(model, entry, f"{key}.{name}") for name, entry in entries.items()}

    def only(self, *keys: str) -> None:
        """Refuses any top-level key but these."""
        for key in self.content:
            if key not in keys:
                raise KnowledgeError(self.name, key, "this key is not known")


def _key_at(text: str, error: str) -> str:
    """The key on the line that TOML's own error names, as "(at line 3, column 9)"; nothing at the end of the file."""
    found = LINE.search(error)
    line = text.splitlines()[int(found.group(1)) - 1] if found else ""
    return line.partition("=")[0].strip()


def read_file(path: Path, schema: str) -> KnowledgeFile:
    """A knowledge file. KnowledgeError for one that can't be read, repeats a key, or is of another schema."""
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(name, "", str(error)) from None
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(name, _key_at(text, str(error)), str(error)) from None
    if content.pop("schema", None) != schema:
        raise KnowledgeError(name, "schema", f"expected {schema}")
    edition = content.pop("edition", None)
    if not isinstance(edition, str) or not edition:
        raise KnowledgeError(name, "edition", "expected words")
    return KnowledgeFile(name, edition, content)
