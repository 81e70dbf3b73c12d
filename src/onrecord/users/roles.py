"""The four roles, each of which may do all that those before it may."""

from typing import Literal, get_args

__all__ = ["ROLES", "Role", "is_enough"]

Role = Literal["viewer", "reviewer", "editor", "owner"]
"""`viewer` reads; `reviewer` says what is right; `editor` adjudicates and exports; `owner` sees who saw what."""

ROLES: tuple[Role, ...] = get_args(Role)


def is_enough(role: Role, needed: Role) -> bool:
    """Whether a role may do what another one is needed for."""
    return ROLES.index(role) >= ROLES.index(needed)
