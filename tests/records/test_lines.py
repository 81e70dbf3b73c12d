"""A sentence -> a plain line, and back."""

from onrecord.records.lines import compile_grammar, plain_line
from onrecord.records.sentences import find_sentences

TEXT = "On  May\n3–7 the sheriff’s men fled."


def test_a_line_is_plain() -> None:
    """Lower case, one space, straight apostrophes, one kind of dash."""
    line = plain_line(find_sentences(TEXT.replace("\n", " "))[0])
    assert line.text == "on may 3 - 7 the sheriff 's men fled ."


def test_offsets_go_back() -> None:
    """A match in the plain line stands for the words of the document."""
    text = TEXT.replace("\n", " ")
    line = plain_line(find_sentences(text)[0])
    match = compile_grammar(r"MONTH \d+ - \d+", {"MONTH": "may|june"}).search(line.text)
    assert match
    start, end = line.offsets(match.start(), match.end())
    assert text[start:end] == "May 3–7"
    assert line.is_capital(match.start())
