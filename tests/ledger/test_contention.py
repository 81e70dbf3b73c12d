"""Who writes and who reads at once disturb nobody: some seconds of what benchmarks.ledger.contention does longer."""

import pytest
from benchmarks.ledger.contention import contend, describe
from tests.ledger.conftest import NewPlace


@pytest.mark.slow
def test_nothing_is_lost_where_many_write_and_read(new_place: NewPlace) -> None:
    """No error is told, what was written is there, and the ledger verifies."""
    found = contend(new_place(), writers=3, readers=2, seconds=3)
    assert found.passed, (describe(found), found.errors, found.faults)
