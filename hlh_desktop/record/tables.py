"""The tables of the record. All but `drafts` are logs: rows are added, never changed, never taken away.

Every number that could be a dose stands as text, in a column or in a body of JSON: SQLite would make it a float.
Moments are RFC 9557 text (`instants`), ids are uuids in hex.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# Every revision of the schema, oldest first; the last is the one that this program speaks.
REVISIONS = ("0001", "0002", "0003")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

facts = Table(
    "facts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("ward", String(32), nullable=False),
    Column("chain", String(32), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("child", String(32)),
    Column("author", String(32), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("taken", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("supersedes", String(32), ForeignKey("facts.id")),
    Column("body", Text, nullable=False),
    Column("beside", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    UniqueConstraint("chain", "sequence"),
    Index(None, "child", "kind"),
    Index(None, "kind"),
)

# The only place of a child's name, number and birth date; never sorted or searched in SQL.
identities = Table(
    "identities",
    metadata,
    Column("number", Integer, ForeignKey("facts.number"), primary_key=True, autoincrement=False),
    Column("child", String(32), nullable=False),
    Column("mrn", Text, nullable=False),
    Column("family_name", Text),
    Column("given_name", Text),
    Column("date_of_birth", String(10), nullable=False),
    Column("sex", Text),
    Column("salt", String(32), nullable=False),
)

doses = Table(
    "doses",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False),
    Column("child", String(32), nullable=False),
    Column("plan", String(32), ForeignKey("facts.id"), nullable=False),
    Column("line", Text, nullable=False),
    Column("part", Text),
    Column("slot", Integer, nullable=False),
    Column("due", Text, nullable=False),
    # Of revision 0002: empty in what was signed before it, whose plan alone tells them.
    Column("planned", Text),
    Column("drug", Text),
    Column("amount", Text),
    Column("unit", Text),
    Column("route", Text),
    Column("kind", Text),
    Column("place", Integer),
    Column("of", Integer),
    Column("cap", Text),
    Column("least_hours", Text),
    UniqueConstraint("plan", "id"),
    Index(None, "child", "due"),
    Index(None, "id"),
)

# What became of doses. That a dose has one outcome a turn is what keeps two programs from giving it twice. `id` is
# its fact's, where it is unique already: each index more costs a tenth of the time that it takes to write a dose down.
outcomes = Table(
    "outcomes",
    metadata,
    Column("number", Integer, ForeignKey("facts.number"), primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False),
    Column("child", String(32), nullable=False),
    Column("dose", String(32)),
    Column("turn", Integer, nullable=False),
    Column("became", Text, nullable=False),
    Column("drug", Text, nullable=False),
    Column("amount", Text),
    Column("unit", Text, nullable=False),
    Column("bsa_m2", Text),
    Column("planned_amount", Text),
    Column("due", Text),
    Column("taken", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("by_id", String(32), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("ended", Text),
    Column("reason", Text),
    UniqueConstraint("dose", "turn"),
    Index(None, "child", "drug"),
)

# Outcomes that stand no more; each ends once.
ends = Table(
    "ends",
    metadata,
    Column("number", Integer, ForeignKey("facts.number"), primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False),
    Column("child", String(32), nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("how", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("saved", Text, nullable=False),
    UniqueConstraint("outcome"),
    Index(None, "child"),
)

# Laboratory results as reported, by the number of their sample's fact and their place in it; a text that is empty is
# NULL. `at` is when the sample was taken, `of_number` and `of_place` the result whose place this one took. No index
# more: of a child, by moment, and of an analyte by moment is all that is asked for, and each one costs every import.
results = Table(
    "results",
    metadata,
    Column("number", Integer, ForeignKey("facts.number"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("child", String(32), nullable=False),
    Column("analyte", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("comparator", Text),
    Column("value", Text),
    Column("text", Text),
    Column("unit", Text),
    Column("status", Text, nullable=False),
    Column("method", Text),
    Column("low", Text),
    Column("high", Text),
    Column("range_text", Text),
    Column("code", Text),
    Column("key", Text),
    Column("reason", Text),
    Column("laboratory", Text),
    Column("specimen", Text),
    Column("fasting", Integer),
    Column("conditions", Text),
    Column("origin", Text, nullable=False),
    Column("of_number", Integer),
    Column("of_place", Integer),
    ForeignKeyConstraint(["of_number", "of_place"], ["results.number", "results.place"]),
    Index(None, "child", "analyte", "at"),
    Index(None, "child", "at"),
)

# Results that stand no more; each ends once, which is what keeps two programs from correcting the same one.
result_ends = Table(
    "result_ends",
    metadata,
    Column("number", Integer, ForeignKey("facts.number"), primary_key=True, autoincrement=False),
    Column("of_number", Integer, primary_key=True, autoincrement=False),
    Column("of_place", Integer, primary_key=True, autoincrement=False),
    Column("child", String(32), nullable=False),
    Column("how", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("reason", Text),
    ForeignKeyConstraint(["of_number", "of_place"], ["results.number", "results.place"]),
    UniqueConstraint("of_number", "of_place"),
    Index(None, "child"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("child", String(32)),
    Column("author", String(32), nullable=False),
    Column("author_name", Text, nullable=False),
    Column("begun", Text, nullable=False),
    Column("kept", Text, nullable=False),
    Column("body", Text, nullable=False),
)

LOGS = (facts, identities, doses, outcomes, ends, results, result_ends)
