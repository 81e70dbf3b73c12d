"""A password is kept as a hash alone, and weak ones are not taken."""

import pytest

from onrecord.errors import SignInError
from onrecord.users.passwords import check_password, hash_password, is_password

GOOD = "three lamps in fog"
BAD = ["", "short", "a" * 40, "abababababab", "mara walks home", "MARA and eleven more", "x" * 1_025]


def test_the_same_password_is_known_again() -> None:
    """By Argon2id, with a salt of its own."""
    hashed = hash_password(GOOD)
    assert hashed.startswith("$argon2id$")
    assert GOOD not in hashed
    assert hashed != hash_password(GOOD)
    assert is_password(GOOD, hashed)
    assert not is_password(GOOD + " ", hashed)


def test_nobody_has_no_password() -> None:
    """Not even the one that stands in for it, nor with a hash that is none."""
    assert not is_password("the password of nobody", None)
    assert not is_password(GOOD, "no hash")


@pytest.mark.parametrize("password", BAD)
def test_a_weak_password_is_not_taken(password: str) -> None:
    """Too short, too long, the name itself, or one letter again and again."""
    with pytest.raises(SignInError):
        check_password(password, "Mara")


def test_a_strong_one_is() -> None:
    """Words that one can keep."""
    assert check_password(GOOD, "Mara") == GOOD
