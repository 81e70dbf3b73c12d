"""Version 1 had no chain and no tombstones: seal what is there, as if it had been sealed when it was written.

There was no ledger on PostgreSQL before version 4.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.ledger.audit import chain_hash
from onrecord.ledger.digests import digest_words

__all__ = ["down_revision", "revision", "upgrade"]

revision = "2"
down_revision = None

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
_HELD = {
    "documents": "SELECT 1 FROM forgets WHERE document = OLD.number",
    "revisions": "SELECT 1 FROM forgets WHERE document = OLD.document",
    "records": "SELECT 1 FROM forgets JOIN revisions ON revisions.document = forgets.document "
    "WHERE revisions.number = OLD.revision",
}
_HISTORY = (
    "SELECT 'document' AS act, number AS document, 0 AS revision, 0 AS record, number AS row, id AS digest "
    "FROM documents UNION ALL "
    "SELECT 'revision', document, number, 0, number, digest FROM revisions UNION ALL "
    "SELECT 'record', revisions.document, revision, records.number, records.number, records.digest "
    "FROM records JOIN revisions ON revisions.number = records.revision ORDER BY 2, 3, 4"
)


def upgrade() -> None:
    """Add the chain and the tombstones."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("document", sa.Integer, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "forgets",
        sa.Column("document", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("texts", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
    )
    op.create_index("ix_forgets_id", "forgets", ["id"])
    for table, held in _HELD.items():
        op.execute(f"DROP TRIGGER IF EXISTS {table}_refuse_delete")
        op.execute(f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} WHEN NOT EXISTS ({held}) {_REFUSE}")
    for table in ("audit", "forgets"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} {_REFUSE}")
    _seal(op.get_bind())


def _seal(connection: Any) -> None:
    before = "0" * 64
    insert = sa.text("INSERT INTO audit VALUES (:number, :act, :document, :row, :digest, :hash)")
    for number, row in enumerate(connection.execute(sa.text(_HISTORY)).all(), start=1):
        digest = digest_words(row.digest) if row.act == "document" else row.digest
        before = chain_hash(before, row.act, row.document, row.row, digest)
        values = {"number": number, "act": row.act, "document": row.document, "row": row.row}
        connection.execute(insert, {**values, "digest": digest, "hash": before})
