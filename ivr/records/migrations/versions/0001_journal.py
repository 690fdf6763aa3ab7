"""The journal of heard requests, the list of calls, and how far each spool is drained."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _make_heard()
    _make_calls()
    op.create_table(
        "spool_offsets",
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("drained", sa.BigInteger, nullable=False),
    )


def _make_heard() -> None:
    op.create_table(
        "heard",
        sa.Column("call_id", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("route", sa.Text, nullable=False),
        sa.Column("events", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
    )


def _make_calls() -> None:
    op.create_table(
        "calls",
        sa.Column("call_id", sa.Text, primary_key=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("caller", sa.Text),
        sa.Column("dialled", sa.Text),
        sa.Column("release", sa.Text),
        sa.Column("last_heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("how", sa.Text),
        sa.Column("seconds", sa.Integer),
    )
    op.create_index("calls_began_at", "calls", ["began_at"])
    unfinished = sa.text("finished_at IS NULL")
    op.create_index(
        "calls_unfinished", "calls", ["last_heard_at"], sqlite_where=unfinished, postgresql_where=unfinished
    )
