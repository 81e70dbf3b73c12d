"""The four roles, each of which may do all that those before it may."""

from typing import Literal, get_args

from onrecord.errors import SignInError

__all__ = ["ROLES", "Role", "check_role", "is_enough"]

Role = Literal["viewer", "reviewer", "editor", "owner"]
"""`viewer` reads; `reviewer` says what is right; `editor` adjudicates and exports; `owner` sees who saw what."""

ROLES: tuple[Role, ...] = get_args(Role)


def check_role(role: Role) -> Role:
    """The role. Raises SignInError where there is none of this name."""
    if role not in ROLES:
        raise SignInError(f"{role} is no role: {', '.join(ROLES)}.")
    return role


def is_enough(role: Role, needed: Role) -> bool:
    """Whether a role may do what another one is needed for."""
    return ROLES.index(role) >= ROLES.index(needed)
