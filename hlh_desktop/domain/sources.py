"""Where a number comes from: a source and how it was read."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Evidence = Literal["R", "S", "M", "APP"]


class Datum(BaseModel):
    """A piece of knowledge from a file: frozen, and a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Source(Datum):
    """A paper, label or table; `read` says how much of it was seen, `evidence` the best tag it can carry."""

    title: str
    read: str
    evidence: Evidence


class Cite(Datum):
    """A source as it stands behind one datum, with the datum's evidence tag."""

    source: str
    evidence: Evidence


def _cite(value: Any) -> Any:
    if isinstance(value, str):
        source, _, evidence = value.partition(" ")
        return {"source": source, "evidence": evidence}
    return value


# In the files a cite is written "T1 R": source T1, read.
CiteText = Annotated[Cite, BeforeValidator(_cite)]
Cites = tuple[CiteText, ...]
Statements = tuple[str, ...]
