"""Each role may do what those before it may."""

import pytest

from onrecord.users.roles import ROLES, Role, is_enough

CASES: list[tuple[Role, Role, bool]] = [
    ("viewer", "viewer", True),
    ("viewer", "reviewer", False),
    ("reviewer", "viewer", True),
    ("editor", "owner", False),
    ("owner", "editor", True),
]


@pytest.mark.parametrize(("role", "needed", "enough"), CASES)
def test_a_role_includes_those_before(role: Role, needed: Role, enough: bool) -> None:
    """In the order viewer, reviewer, editor, owner."""
    assert is_enough(role, needed) is enough
    assert ROLES == ("viewer", "reviewer", "editor", "owner")
