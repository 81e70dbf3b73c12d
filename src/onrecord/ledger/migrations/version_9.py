"""Version 8 did not know private people by their names, to hide them in the documents of others too."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "9"
down_revision = "8"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_WHOLE = sa.Integer().with_variant(sa.BigInteger(), "postgresql")


def upgrade() -> None:
    """Add names, empty; it is filled afterwards."""
    op.create_table(
        "names",
        sa.Column("record", _WHOLE, primary_key=True, autoincrement=False),
        sa.Column("id", _WORDS, primary_key=True),
        sa.Column("first", _WORDS, nullable=False),
        sa.Column("last", _WORDS, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("names_last", "names", ["last", "first"])
