"""0003: laboratory results, a row each; which of them stand no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds tables; what stands is not touched."""
    _results()
    _result_ends()


def _results() -> None:
    op.create_table(
        "results",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("child", sa.String(32), nullable=False),
        sa.Column("analyte", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("comparator", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("method", sa.Text()),
        sa.Column("low", sa.Text()),
        sa.Column("high", sa.Text()),
        sa.Column("range_text", sa.Text()),
        sa.Column("code", sa.Text()),
        sa.Column("key", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("laboratory", sa.Text()),
        sa.Column("specimen", sa.Text()),
        sa.Column("fasting", sa.Integer()),
        sa.Column("conditions", sa.Text()),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("of_number", sa.Integer()),
        sa.Column("of_place", sa.Integer()),
        sa.PrimaryKeyConstraint("number", "place", name="pk_results"),
        sa.ForeignKeyConstraint(
            ["of_number", "of_place"], ["results.number", "results.place"], name="fk_results_of_number_of_place"
        ),
        sa.ForeignKeyConstraint(["number"], ["facts.number"], name="fk_results_number"),
    )
    op.create_index("ix_results_child_analyte_at", "results", ["child", "analyte", "at"])
    op.create_index("ix_results_child_at", "results", ["child", "at"])


def _result_ends() -> None:
    op.create_table(
        "result_ends",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("of_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("of_place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("child", sa.String(32), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("number", "of_number", "of_place", name="pk_result_ends"),
        sa.UniqueConstraint("of_number", "of_place", name="uq_result_ends_of_number_of_place"),
        sa.ForeignKeyConstraint(
            ["of_number", "of_place"], ["results.number", "results.place"], name="fk_result_ends_of_number_of_place"
        ),
        sa.ForeignKeyConstraint(["number"], ["facts.number"], name="fk_result_ends_number"),
    )
    op.create_index("ix_result_ends_child", "result_ends", ["child"])
