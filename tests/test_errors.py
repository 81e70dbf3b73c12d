"""Every exception stands in the tree, and can cross from one process to another."""

import pickle

import pytest

from onrecord import errors
from onrecord.errors import DocumentError, EndpointError, FetchError, LedgerError, OnRecordError


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name.endswith("Error")])
def test_every_error_is_in_the_tree(name: str) -> None:
    """Under OnRecordError, and drawn in the module's docstring."""
    assert issubclass(getattr(errors, name), OnRecordError)
    assert errors.__doc__ is not None
    assert name in errors.__doc__


def test_a_refused_document_has_its_reason() -> None:
    """A page that was not fetched is a refused document too."""
    assert DocumentError("It is empty.", reason="empty").reason == "empty"
    assert FetchError("It is gone.").reason == "not fetched"
    assert issubclass(FetchError, DocumentError)


@pytest.mark.parametrize("error", [LedgerError("There is no ledger."), OnRecordError("No.")])
def test_errors_cross_processes(error: OnRecordError) -> None:
    """With their sentence."""
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_what_lasts_of_an_endpoint_crosses_too() -> None:
    """A run in processes ends by it."""
    assert pickle.loads(pickle.dumps(EndpointError("Nobody listens.", lasting=True))).lasting
