"""Version 3 lost what the reader could not read. There was no ledger on PostgreSQL before version 4."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "4"
down_revision = "3"

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
_FORGOTTEN = "SELECT 1 FROM forgets WHERE id = OLD.id OR instr(texts, OLD.text) > 0"


def upgrade() -> None:
    """Add the quarantine."""
    op.create_table(
        "failures",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.Column("retrieved", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
    op.create_index("ix_failures_digest", "failures", ["digest"])
    op.execute(f"CREATE TRIGGER failures_refuse_update BEFORE UPDATE ON failures {_REFUSE}")
    op.execute(
        f"CREATE TRIGGER failures_refuse_delete BEFORE DELETE ON failures WHEN NOT EXISTS ({_FORGOTTEN}) {_REFUSE}"
    )
