"""The schema: made at once or step by step it is the same, an older file is copied first, a newer one is left alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from hlh_desktop import paths
from hlh_desktop.domain.trouble import Trouble
from hlh_desktop.record import append_only, engine, schema, tables, vault
from hlh_desktop.record.key_file import read_keys
from tests.record import wards
from tests.record.wards import NOW, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from hlh_desktop.record.open_store import Store

NEXT = '''"""0002: a column more."""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None
def upgrade():
    op.add_column("facts", sa.Column("reason", sa.Text()))
    {then}
'''


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    """Makes empty encrypted files."""
    made = []

    def new(name: str) -> Engine:
        folder = tmp_path / name
        folder.mkdir()
        made.append(engine.open_engine(folder, vault.new_key(), vault.new_salt().hex(), new=True))
        return made[-1]

    yield new
    for one in made:
        one.dispose()


def described(connection: Connection) -> dict[str, Any]:
    """All that the engine knows of a schema, however it was written down."""
    query = text("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    kept = connection.execute(query).all()
    found: dict[str, Any] = {f"{row.type} {row.name}": row.tbl_name for row in kept}
    found |= {f"sql {row.name}": row.sql for row in kept if row.type in ("trigger", "index")}
    for row in kept:
        if row.type == "table":
            for what in ("table_xinfo", "foreign_key_list"):
                found[f"{what} {row.name}"] = connection.execute(text(f"PRAGMA {what}({row.name})")).all()
            indices = connection.execute(text(f"PRAGMA index_list({row.name})")).all()
            columns = [connection.execute(text(f"PRAGMA index_info({index.name})")).all() for index in indices]
            found[f"indices {row.name}"] = sorted(
                (one.unique, one.origin, str(of)) for one, of in zip(indices, columns, strict=True)
            )
    return found


def test_a_new_ward_has_the_schema_of_one_that_came_all_the_way(empty: Callable[[str], Engine]) -> None:
    with engine.writing(empty("at-once")) as connection:
        schema.make(connection)
        at_once = described(connection)
    with engine.writing(empty("by-steps")) as connection:
        schema.upgrade(connection, paths.migrations())
        by_steps = described(connection)
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        assert schema.revision(connection) == tables.REVISIONS[-1]
    assert at_once == by_steps
    assert sum(name.startswith("trigger ") for name in at_once) == 9


def test_the_program_knows_every_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == tables.REVISIONS


def test_no_step_ever_recreates_or_drops_a_table() -> None:
    for step in (paths.migrations() / "versions").glob("*.py"):
        source = step.read_text(encoding="utf-8")
        assert "batch_alter_table" not in source
        assert "drop_" not in source


def test_bringing_up_to_date_twice_changes_nothing(opened: Store) -> None:
    with engine.writing(opened._engine) as connection:
        before = described(connection)
        schema.upgrade(connection, paths.migrations())
        assert described(connection) == before
    assert opened.check().whole


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this the program of a year from now, which has one step more."""

    def install(then: str = "pass") -> None:
        steps = tmp_path / "migrations"
        shutil.copytree(paths.migrations(), steps, ignore=shutil.ignore_patterns("__pycache__"))
        (steps / "versions" / "second.py").write_text(NEXT.format(then=then))
        monkeypatch.setattr(paths, "migrations", lambda: steps)
        monkeypatch.setattr(tables, "REVISIONS", ("0001", "0002"))

    return install


def test_an_older_ward_is_copied_and_then_brought_up_to_date(
    opened: Store, folder: Path, later: Callable[[str], None]
) -> None:
    opened.append(entry(opened), now=NOW)
    before = opened.facts()
    opened.close()
    later("pass")
    with wards.reopen(folder) as again:
        assert again.facts() == before
        assert again.check().whole
        with engine.reading(again._engine) as connection:
            assert schema.revision(connection) == "0002"
            assert append_only.missing(connection) == ()
            assert "reason" in str(described(connection)["table_xinfo facts"])
        again.append(entry(again), now=NOW)
    copy = folder / "ward-0001.db"
    copy.rename(folder / engine.NAME)
    (folder / "head").unlink()
    old = engine.open_engine(folder, wards.data_key(folder), read_keys(folder).salt)
    with engine.reading(old) as connection:
        assert schema.revision(connection) == "0001"
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar() == len(before)
    old.dispose()
    assert engine.starts_with(folder) == read_keys(folder).salt


def test_a_step_that_fails_leaves_the_ward_as_it_was(opened: Store, folder: Path, later: Callable[[str], None]) -> None:
    before = opened.facts()
    opened.close()
    later("raise RuntimeError")
    with pytest.raises(RuntimeError):
        wards.reopen(folder)
    untouched = engine.open_engine(folder, wards.data_key(folder), read_keys(folder).salt)
    with engine.reading(untouched) as connection:
        assert schema.revision(connection) == "0001"
        assert append_only.missing(connection) == ()
        assert "reason" not in str(described(connection)["table_xinfo facts"])
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar() == len(before)
    untouched.dispose()


def test_no_copy_no_step(opened: Store, folder: Path, later: Callable[[str], None]) -> None:
    opened.close()
    (folder / "ward-0001.db").mkdir()
    later("pass")
    with pytest.raises(Trouble) as caught:
        wards.reopen(folder)
    assert caught.value.code == "not_writable"
    (folder / "ward-0001.db").rmdir()
    with wards.reopen(folder) as again:
        assert again.check().whole


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE alembic_version SET version_num = '0099'", "ward_newer"),
        ("DELETE FROM alembic_version", "ward_damaged"),
        ("INSERT INTO alembic_version VALUES ('0000')", "ward_damaged"),
        ("DROP TABLE alembic_version", "ward_damaged"),
    ],
)
def test_a_newer_or_unknown_schema_is_left_alone(opened: Store, folder: Path, sql: str, code: str) -> None:
    opened.close()
    raw = wards.raw(folder, wards.data_key(folder), read_keys(folder).salt)
    raw.execute(sql)
    raw.close()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(Trouble) as caught:
        wards.reopen(folder)
    assert (caught.value.code, caught.value.path) == (code, folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
