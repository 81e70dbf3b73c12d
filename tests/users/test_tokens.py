"""Words of chance, and the hashes by which they are kept."""

from onrecord.users.tokens import digest_token, make_token


def test_no_token_comes_twice() -> None:
    """And each goes into an address as it is."""
    tokens = {make_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(token.replace("-", "").replace("_", "").isalnum() and len(token) == 43 for token in tokens)


def test_a_token_is_kept_by_its_hash() -> None:
    """SHA-256, the same for the same token alone."""
    assert digest_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest_token("abd") != digest_token("abc")
