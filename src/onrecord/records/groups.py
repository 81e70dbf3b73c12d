"""Noun phrases -> unnamed people and groups acted on by the law ("six defendants", "a citizen of Honduras")."""

from onrecord.records.reading import Reading
from onrecord.schema import Person

__all__ = ["find_groups"]


def find_groups(reading: Reading, named: tuple[Person, ...]) -> tuple[Person, ...]:
    """People and groups without a name, next to words of the law; those all of whose members are named are left out."""
    return ()
