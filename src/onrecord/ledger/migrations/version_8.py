"""Version 7 found documents by their words alone, without marks, and let rows be replaced in a file."""

from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Make the full text anew, empty, and refuse to replace; in PostgreSQL marks stand among the words.

    The index is filled afterwards.
    """
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words")
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, publisher, text, marks, content='', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        for table in _KEYS:
            op.execute(_guard(table))


_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
_KEYS = {  # of each table of truth: INSERT OR REPLACE deleted the row that was in its way
    "documents": ("number", "id"),
    "revisions": ("number", "document digest"),
    "records": ("number", "revision reader"),
    "returns": ("number",),
    "forgets": ("document",),
    "audit": ("number",),
    "attempts": ("number",),
    "visits": ("number",),
    "polls": ("number",),
    "failures": ("number",),
    "contents": ("number", "digest"),
    "captures": ("number", "id content"),
    "reviews": ("number",),
}


def _guard(table: str) -> str:
    taken = (
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key.split())})"  # noqa: S608 - names above
        for key in _KEYS[table]
    )
    return f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} WHEN {' OR '.join(taken)} {_REFUSE}"
