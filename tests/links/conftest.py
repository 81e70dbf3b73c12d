"""The databases of the ledger's tests."""

from tests.ledger.conftest import new_place, postgres

__all__ = ["new_place", "postgres"]
