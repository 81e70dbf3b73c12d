"""How users may be called."""

import re

from onrecord.errors import SignInError

__all__ = ["check_name"]

_NAME = re.compile(r"[\w.@-]{1,64}")


def check_name(name: str) -> str:
    """The name. Raises SignInError where nobody may be called so."""
    if not _NAME.fullmatch(name):
        raise SignInError("A name has up to 64 letters, digits, dots, dashes, underscores or @.")
    return name
