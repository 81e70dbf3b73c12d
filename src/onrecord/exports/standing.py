"""What people said of a fact -> the words by which pages tell it."""

from onrecord.reviews.applying import Said
from onrecord.reviews.review import Review

__all__ = ["tell_review", "tell_said"]

_WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "fix": "corrected",
    "add": "added",
    "outcome": "outcome recorded",
    "done": "looked at as a whole",
    "withdraw": "taken back",
}


def tell_review(review: Review) -> str:
    """One review: what, by whom, on which day; not why, as a reason may name people."""
    return f"{_WORDS[review.verdict]} by {review.who} on {review.when[:10]}"


def tell_said(said: Said) -> str:
    """The latest of a fact: of how it was read, and of what came of it."""
    return "; ".join(tell_review(review) for review in (said.reading, said.outcome) if review)
