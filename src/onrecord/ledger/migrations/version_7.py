"""Version 6 did not keep what people said of a record."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "7"
down_revision = "6"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_HELD = "SELECT 1 FROM forgets WHERE document = OLD.document"


def upgrade() -> None:
    """Add reviews."""
    op.create_table(
        "reviews",
        sa.Column("number", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("document", _WHOLE, sa.ForeignKey("documents.number"), nullable=False),
        sa.Column("digest", _WORDS, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_reviews_document", "reviews", ["document"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
_SQLITE = (
    f"CREATE TRIGGER reviews_refuse_update BEFORE UPDATE ON reviews {_REFUSE}",
    f"CREATE TRIGGER reviews_refuse_delete BEFORE DELETE ON reviews WHEN NOT EXISTS ({_HELD}) {_REFUSE}",
)
_BODY = f"BEGIN IF NOT EXISTS ({_HELD}) THEN RAISE EXCEPTION 'a ledger only grows'; END IF; RETURN OLD; END"
_POSTGRESQL = (
    "CREATE TRIGGER reviews_refuse_update BEFORE UPDATE ON reviews FOR EACH ROW EXECUTE FUNCTION refuse()",
    "CREATE TRIGGER reviews_refuse_truncate BEFORE TRUNCATE ON reviews FOR EACH STATEMENT EXECUTE FUNCTION refuse()",
    f"CREATE FUNCTION reviews_hold() RETURNS trigger LANGUAGE plpgsql AS $$ {_BODY} $$",
    "CREATE TRIGGER reviews_refuse_delete BEFORE DELETE ON reviews FOR EACH ROW EXECUTE FUNCTION reviews_hold()",
)
