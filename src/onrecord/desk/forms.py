"""The body of a form -> its fields, each once; what a page of this desk sends, and nothing nested."""

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

__all__ = ["MOST_FIELDS", "Form", "OnForm", "read_form"]

MOST_FIELDS = 60
"""The largest form, for a person, has twenty."""

Form = dict[str, str]


async def read_form(request: Request) -> Form:
    """The fields of a form. The gate has seen to its size and kind."""
    body = await request.body()
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:  # not UTF-8, or too many
        raise HTTPException(422, "That form cannot be read.") from error
    form = dict(pairs)
    if len(form) != len(pairs):
        raise HTTPException(422, "That form says something twice.")
    return {name: value.replace("\r\n", "\n").replace("\x00", "") for name, value in form.items()}


OnForm = Annotated[Form, Depends(read_form)]
"""What a page that takes a form asks for."""
