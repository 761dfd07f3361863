"""The schema of the file: made at once for a new ward, brought up to date for an old one, refused if it is newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, String, Table, insert, inspect, select

from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import append_only, tables

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

# As Alembic makes it.
stamp = Table("alembic_version", MetaData(naming_convention={"pk": "%(table_name)s_pkc"}),
              Column("version_num", String(32), primary_key=True))  # fmt: skip


def make(connection: Connection) -> None:
    """Everything of the newest schema, in an empty file."""
    tables.metadata.create_all(connection)
    stamp.create(connection)
    connection.execute(insert(stamp), {"version_num": tables.REVISIONS[-1]})
    append_only.make(connection)


def revision(connection: Connection) -> str:
    """The revision of the file. Trouble `ward_newer` if this program does not know it, `ward_damaged` without one."""
    if not inspect(connection).has_table(stamp.name):
        raise Trouble("ward_damaged")
    found = connection.execute(select(stamp.c.version_num)).scalars().all()
    if len(found) != 1:
        raise Trouble("ward_damaged")
    if found[0] not in tables.REVISIONS:
        raise Trouble("ward_newer")
    return str(found[0])


def is_older(found: str) -> bool:
    """Whether a revision must be brought up to date before anything is read."""
    return found != tables.REVISIONS[-1]


def upgrade(connection: Connection, migrations: Path) -> None:
    """Brings the file up to date within the caller's transaction; a file that is so already stays as it is."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    append_only.make(connection)
