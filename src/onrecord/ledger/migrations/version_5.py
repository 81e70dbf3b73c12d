"""Version 4 kept the text of a document, and not the bytes that it was read from."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "5"
down_revision = "4"

_HELD = {
    "captures": "SELECT 1 FROM forgets WHERE id = OLD.id",
    "contents": "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM captures WHERE content = OLD.digest)",
}
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    """Add contents and captures."""
    op.create_table(
        "contents",
        sa.Column("number", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("digest", _WORDS, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "captures",
        sa.Column("number", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("id", _WORDS, nullable=False),
        sa.Column("content", _WORDS, nullable=False),
        sa.Column("url", _WORDS),
        sa.Column("media", _WORDS, nullable=False),
        sa.Column("charset", _WORDS),
        sa.Column("retrieved", _WORDS),
        sa.Column("given", _WORDS, nullable=False),
        sa.UniqueConstraint("id", "content"),
    )
    op.create_index("ix_captures_content", "captures", ["content"])
    guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    for table, held in _HELD.items():
        for statement in guard(table, held):
            op.execute(statement)


def _guard_sqlite(table: str, held: str) -> Iterator[str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
    yield f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} {refuse}"
    yield f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} WHEN NOT EXISTS ({held}) {refuse}"


def _guard_postgresql(table: str, held: str) -> Iterator[str]:
    for verb, each in (("UPDATE", "ROW"), ("TRUNCATE", "STATEMENT")):
        yield (
            f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} FOR EACH {each} "
            "EXECUTE FUNCTION refuse()"
        )
    body = f"BEGIN IF NOT EXISTS ({held}) THEN RAISE EXCEPTION 'a ledger only grows'; END IF; RETURN OLD; END"
    yield f"CREATE FUNCTION {table}_hold() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    yield f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_hold()"
