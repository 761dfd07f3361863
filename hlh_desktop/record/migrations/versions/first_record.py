"""0001: facts, identities, planned doses, drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the first tables; the triggers are made after every upgrade, see append_only."""
    _facts()
    _identities()
    _doses()
    _drafts()


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("ward", sa.String(32), nullable=False),
        sa.Column("chain", sa.String(32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("child", sa.String(32)),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("workstation", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), nullable=False),
        sa.Column("saved", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.String(32)),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_facts"),
        sa.UniqueConstraint("chain", "sequence", name="uq_facts_chain_sequence"),
        sa.UniqueConstraint("id", name="uq_facts_id"),
        sa.ForeignKeyConstraint(["supersedes"], ["facts.id"], name="fk_facts_supersedes"),
    )
    op.create_index("ix_facts_child_kind", "facts", ["child", "kind"])
    op.create_index("ix_facts_kind", "facts", ["kind"])


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("child", sa.String(32), nullable=False),
        sa.Column("mrn", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text()),
        sa.Column("given_name", sa.Text()),
        sa.Column("date_of_birth", sa.String(10), nullable=False),
        sa.Column("sex", sa.Text()),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_identities"),
        sa.ForeignKeyConstraint(["number"], ["facts.number"], name="fk_identities_number"),
    )


def _doses() -> None:
    op.create_table(
        "doses",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("child", sa.String(32), nullable=False),
        sa.Column("plan", sa.String(32), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("part", sa.Text()),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_doses"),
        sa.UniqueConstraint("plan", "id", name="uq_doses_plan_id"),
        sa.ForeignKeyConstraint(["plan"], ["facts.id"], name="fk_doses_plan"),
    )
    op.create_index("ix_doses_child_due", "doses", ["child", "due"])


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("child", sa.String(32)),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("begun", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
