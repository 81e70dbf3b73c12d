"""Version 2 kept no account of what the web was asked for. There was no ledger on PostgreSQL before version 4."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "3"
down_revision = "2"

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"


def upgrade() -> None:
    """Add attempts, visits and polls."""
    op.create_table(
        "attempts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", sa.Text),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("message", sa.Text),
    )
    op.create_table(
        "visits",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("announced", "document", "etag", "modified", "reason", "message")),
    )
    op.create_table(
        "polls",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("begun", sa.Text, nullable=False),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("announced", sa.Integer, nullable=False),
        sa.Column("outcomes", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("wait", "reason", "message")),
    )
    for table, column in (("attempts", "url"), ("visits", "url"), ("visits", "document"), ("polls", "source")):
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table in ("attempts", "visits", "polls"):
        op.execute(f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} {_REFUSE}")
    op.execute(f"CREATE TRIGGER polls_refuse_delete BEFORE DELETE ON polls {_REFUSE}")
