"""A review comes back from its bytes, and what is none is refused."""

import pytest
from pydantic import ValidationError
from tests.hand import make_record
from tests.reviews.making import review_fact, values

from onrecord.reviews.review import decode_review, encode_review


def test_a_review_comes_back_from_its_bytes() -> None:
    """With every value of its type: a bound stays a number, a flag a flag."""
    review = review_fact(make_record(), "f1", "fix", fixed=values(low=40, approximate=True, high=None))
    assert decode_review(encode_review(review)) == review
    assert encode_review(decode_review(encode_review(review))) == encode_review(review)


@pytest.mark.parametrize("field", ['"who":""', '"why":""', '"verdict":"praise"', f'"why":"{"a" * 2001}"'])
def test_a_review_without_its_parts_is_none(field: str) -> None:
    """Who, why and one of the verdicts."""
    data = encode_review(review_fact(make_record(), "f1", "accept")).decode()
    name = field.split(":")[0]
    old = next(part for part in data.split(",") if part.startswith(name))
    with pytest.raises(ValidationError):
        decode_review(data.replace(old, field if not old.endswith("}") else field + "}"))
