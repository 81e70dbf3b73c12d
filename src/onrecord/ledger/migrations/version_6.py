"""Version 5 did not tell that an older text stood at its address again."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "6"
down_revision = "5"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_HELD = (
    "SELECT 1 FROM forgets JOIN revisions ON revisions.document = forgets.document "
    "WHERE revisions.number = OLD.revision"
)


def upgrade() -> None:
    """Add returns."""
    op.create_table(
        "returns",
        sa.Column("number", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("revision", _WHOLE, sa.ForeignKey("revisions.number"), nullable=False),
        sa.Column("after", _WHOLE, nullable=False),
        sa.Column("retrieved", _WORDS, nullable=False),
    )
    op.create_index("ix_returns_revision", "returns", ["revision"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
_SQLITE = (
    f"CREATE TRIGGER returns_refuse_update BEFORE UPDATE ON returns {_REFUSE}",
    f"CREATE TRIGGER returns_refuse_delete BEFORE DELETE ON returns WHEN NOT EXISTS ({_HELD}) {_REFUSE}",
)
_BODY = f"BEGIN IF NOT EXISTS ({_HELD}) THEN RAISE EXCEPTION 'a ledger only grows'; END IF; RETURN OLD; END"
_POSTGRESQL = (
    "CREATE TRIGGER returns_refuse_update BEFORE UPDATE ON returns FOR EACH ROW EXECUTE FUNCTION refuse()",
    "CREATE TRIGGER returns_refuse_truncate BEFORE TRUNCATE ON returns FOR EACH STATEMENT EXECUTE FUNCTION refuse()",
    f"CREATE FUNCTION returns_hold() RETURNS trigger LANGUAGE plpgsql AS $$ {_BODY} $$",
    "CREATE TRIGGER returns_refuse_delete BEFORE DELETE ON returns FOR EACH ROW EXECUTE FUNCTION returns_hold()",
)
