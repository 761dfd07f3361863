"""0002: the dose log. What a planned dose is, beside its row; what became of it; which of that stands no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# In the order of the table; empty in rows of before.
NEW_OF_DOSES = (
    ("planned", sa.Text()),
    ("drug", sa.Text()),
    ("amount", sa.Text()),
    ("unit", sa.Text()),
    ("route", sa.Text()),
    ("kind", sa.Text()),
    ("place", sa.Integer()),
    ("of", sa.Integer()),
    ("cap", sa.Text()),
    ("least_hours", sa.Text()),
)


def upgrade() -> None:
    """Adds columns and tables; rows that stand are not touched, so that their digests stay right."""
    for name, kind in NEW_OF_DOSES:
        op.add_column("doses", sa.Column(name, kind))
    op.create_index("ix_doses_id", "doses", ["id"])
    _outcomes()
    _ends()


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("child", sa.String(32), nullable=False),
        sa.Column("dose", sa.String(32)),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.Column("drug", sa.Text(), nullable=False),
        sa.Column("amount", sa.Text()),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("bsa_m2", sa.Text()),
        sa.Column("planned_amount", sa.Text()),
        sa.Column("due", sa.Text()),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_outcomes"),
        sa.UniqueConstraint("dose", "turn", name="uq_outcomes_dose_turn"),
        sa.ForeignKeyConstraint(["number"], ["facts.number"], name="fk_outcomes_number"),
    )
    op.create_index("ix_outcomes_child_drug", "outcomes", ["child", "drug"])


def _ends() -> None:
    op.create_table(
        "ends",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("child", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ends"),
        sa.UniqueConstraint("outcome", name="uq_ends_outcome"),
        sa.ForeignKeyConstraint(["number"], ["facts.number"], name="fk_ends_number"),
    )
    op.create_index("ix_ends_child", "ends", ["child"])
