"""Version 7 found documents by their words alone: its full text has no marks."""

from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Make the full text anew, empty; in PostgreSQL marks stand among the words. The index is filled afterwards."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words")
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, publisher, text, marks, content='', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
