"""What addresses may ask for: words, the number of a page, days."""

from typing import Annotated

from fastapi import Query

__all__ = ["PAGE", "Day", "Month", "Number", "Value", "Words"]

PAGE = 25
"""Things on a page of a list."""

Words = Annotated[str, Query(max_length=400, description="what is searched for")]
Number = Annotated[int, Query(ge=1, le=100_000, description="which page of the list")]
Value = Annotated[str, Query(max_length=400, description="as a facet gives it; empty for all")]
_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
Day = Annotated[
    str,
    Query(pattern=rf"^({_MONTH}-(0[1-9]|[12]\d|3[01]))?$", description="a day (ISO 8601), inclusive; empty for any"),
]
Month = Annotated[str, Query(pattern=rf"^({_MONTH}|unknown)?$", description="a month, 2031-05; empty for all")]
