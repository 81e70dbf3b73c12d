"""Each role may do what those before it may."""

import pytest

from onrecord.errors import SignInError
from onrecord.users.roles import ROLES, Role, check_role, is_enough

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


def test_there_is_no_other_role() -> None:
    """What is asked for from outside is refused by name."""
    assert [check_role(role) for role in ROLES] == list(ROLES)
    with pytest.raises(SignInError, match="king is no role: viewer, reviewer, editor, owner"):
        check_role("king")  # type: ignore[arg-type] # as a form or a command may ask
