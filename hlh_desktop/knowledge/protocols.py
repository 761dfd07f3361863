"""Protocols and formulary: one file a protocol and one a drug; a protocol may extend another and says what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlh_desktop.domain.protocol import Drug, IntrathecalLine, Line, Protocol
from hlh_desktop.knowledge.errors import KnowledgeError
from hlh_desktop.knowledge.files import KnowledgeFile, read_file

if TYPE_CHECKING:
    from pathlib import Path

DEFAULT = "hlh-94"


def read_formulary(folder: Path) -> tuple[dict[str, Drug], dict[str, Line], list[KnowledgeFile]]:
    """Every drug by name, the lines of treatment that the formulary brings, and the files read."""
    drugs: dict[str, Drug] = {}
    lines: dict[str, Line] = {}
    files = [read_file(path, "hlh-drug/1") for path in sorted(folder.glob("*.toml"))]
    for file in files:
        content = dict(file.content)
        own = content.pop("line", {})
        if not isinstance(own, dict):
            raise KnowledgeError(file.name, "line", "expected a table of lines")
        drug = file.part(Drug, content, "")
        if file.name != f"{folder.name}/{drug.name}.toml":
            raise KnowledgeError(file.name, "name", "expected the name of its file")
        drugs[drug.name] = drug
        for name, line in own.items():
            if name in lines:
                raise KnowledgeError(file.name, f"line.{name}", "this line stands in two files")
            lines[name] = file.part(Line, line, f"line.{name}")
    return drugs, lines, files


def read_protocols(folder: Path) -> tuple[dict[str, Protocol], list[KnowledgeFile]]:
    """Every protocol by id, the default one first, and the files read."""
    files = [read_file(path, "hlh-protocol/1") for path in sorted(folder.glob("*.toml"))]
    contents: dict[str, tuple[KnowledgeFile, dict[str, Any]]] = {}
    for file in files:
        content = dict(file.content)
        key = content.pop("id", None)
        if file.name != f"{folder.name}/{key}.toml":
            raise KnowledgeError(file.name, "id", "expected the name of its file")
        contents[key] = (file, content)
    order = sorted(contents, key=lambda key: (key != DEFAULT, key == "none", key))
    return {key: _protocol(key, contents) for key in order}, files


def _protocol(key: str, contents: dict[str, tuple[KnowledgeFile, dict[str, Any]]]) -> Protocol:
    file, content = contents[key]
    base = content.get("extends")
    if base is not None:
        if not isinstance(base, str) or base not in contents or "extends" in contents[base][1]:
            raise KnowledgeError(file.name, "extends", f"{base} is no protocol that can be extended")
        content = merged(contents[base][1], {name: value for name, value in content.items() if name != "extends"})
    found = content.get("lines", {})
    if not isinstance(found, dict):
        raise KnowledgeError(file.name, "lines", "expected a table of lines")
    lines = {name: _line(file, name, line) for name, line in found.items()}
    return file.part(Protocol, {**content, "lines": lines}, "")


def _line(file: KnowledgeFile, name: str, content: Any) -> Line | IntrathecalLine:
    """A line by its kind: what has bands by age and drugs of its own is intrathecal, and nothing else is."""
    if isinstance(content, dict) and "bands" in content:
        return file.part(IntrathecalLine, content, f"lines.{name}")
    return file.part(Line, content, f"lines.{name}")


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`over` laid upon `base`: tables key by key, lists and whole parameters replaced."""
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(value, dict) and isinstance(below, dict) and "kind" not in value
        result[key] = merged(below, value) if both and isinstance(below, dict) else value
    return result
