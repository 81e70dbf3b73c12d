"""How users may be called."""

import pytest

from onrecord.errors import SignInError
from onrecord.users.naming import check_name


@pytest.mark.parametrize("name", ["mara", "mara.voss@ledger-3", "Ö", "a" * 64])
def test_a_name_that_is_given(name: str) -> None:
    """Letters of any script, digits and some marks, up to 64."""
    assert check_name(name) == name


@pytest.mark.parametrize("name", ["", "mara voss", "mara\n", "a" * 65, "<b>", "mara/voss"])
def test_a_name_that_nobody_may_have(name: str) -> None:
    """Nothing that could be taken for something else in a page, an address or a log."""
    with pytest.raises(SignInError, match="A name has up to 64 letters"):
        check_name(name)
