"""A password -> its hash by Argon2id, and whether another one is the same. The password itself is kept nowhere."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import SignInError

__all__ = ["LONGEST", "SHORTEST", "check_password", "hash_password", "is_password"]

SHORTEST = 12
"""Characters; NIST SP 800-63B asks for 8 at least, and for 15 where a password stands alone."""

LONGEST = 1_024
"""Characters: more would cost the machine time, and nobody types that."""

_HASHER = PasswordHasher()  # RFC 9106, second choice: 64 MiB, 3 passes, 4 lanes; 30 ms on a laptop


def check_password(password: str, name: str) -> str:
    """The password, where it is one that can be taken. Raises SignInError with what is wrong."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise SignInError(f"A password has {SHORTEST} to {LONGEST:,} characters: take a few words that you can keep.")
    if name.casefold() in password.casefold() or len(set(password)) < 5:
        raise SignInError("That password is too easy to guess: it holds the name, or a few characters again and again.")
    return password


def hash_password(password: str) -> str:
    """The hash with its salt and its costs."""
    return _HASHER.hash(password)


def is_password(password: str, hashed: str | None) -> bool:
    """Whether this is the password; without a hash False, after as long a time: nobody learns who is a user."""
    try:
        return _HASHER.verify(hashed or _nobody(), password) and hashed is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _HASHER.hash("the password of nobody")
