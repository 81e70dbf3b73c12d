"""The model of a user: the same user does the same, and asks for pages in the shares that it tells."""

import random
from collections import Counter
from urllib.parse import urlsplit

from benchmarks.desk.visitors import SHARES, Names, choose_page, choose_review

from onrecord.desk.app import list_routes
from onrecord.desk.rights import find_right

NAMES = Names(events=range(1_000), words=("smuggling", "arson", "Bavo"), publishers=("Paper 1", "Paper 2"))


def choose(seed: int, times: int) -> list[tuple[str, str]]:
    """What one user asks for."""
    chance = random.Random(seed)
    return [choose_page(chance, NAMES) for _ in range(times)]


def test_the_same_user_does_the_same() -> None:
    """And another one something else."""
    assert choose(1, 50) == choose(1, 50) != choose(2, 50)


def test_pages_come_in_their_shares() -> None:
    """Of a hundred so many, and each is an address of the desk."""
    assert sum(SHARES.values()) == 100
    pages = choose(3, 10_000)
    counted = Counter(kind for kind, _ in pages)
    assert all(abs(counted[kind] / 100 - share) < 2 for kind, share in SHARES.items())
    routes = list_routes()
    for address in {address for _, address in pages}:
        scope = {"type": "http", "method": "GET", "path": urlsplit(address).path}
        assert any(route.matches(scope)[0].value == 2 for route in routes), address
        assert find_right(routes, scope) == "viewer"


def test_half_is_among_the_newest_fiftieth() -> None:
    """What is new is looked at by more."""
    documents = [address for kind, address in choose(4, 20_000) if kind == "document"]
    events = [int(address.removeprefix("/documents/").split("-")[0]) for address in documents]
    assert 0.48 < sum(event < 20 for event in events) / len(events) < 0.56


def test_most_reviews_agree() -> None:
    """Eight of ten."""
    chance = random.Random(5)
    verdicts = Counter(choose_review(chance, NAMES)[2] for _ in range(2_000))
    assert 0.77 < verdicts["accept"] / 2_000 < 0.83
    assert set(verdicts) == {"accept", "reject"}
