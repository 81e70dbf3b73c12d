"""Text -> ISO 639-1 code of its language, `und` where there is too little to tell."""

import re
from collections.abc import Sequence

__all__ = ["find_language"]

_LEAST = 40  # letters; py3langid errs on one in five shorter lines
_SAMPLE = 6000  # code points: more does not change the answer on ../shared/docs
_LETTERS = re.compile(r"[^\W\d_]+")
_ENGLISH = ("the", "of", "and")  # one word in eight of an English text, and no words of the same use elsewhere
_SHARE = 0.08  # all 280 texts of ../shared/docs that reach it are English to py3langid as well
_FEWEST = 30  # words below which the share means nothing
_ALIASES = {"nb": "no", "nn": "no"}


def find_language(text: str) -> str:
    """The language that most of the text is in."""
    found = _LETTERS.findall(text[:_SAMPLE].lower())
    words = " ".join(found)  # in capitals they look like Vietnamese and Nigerian Pidgin
    if len(words) < _LEAST:
        return "und"
    if _is_english(found):
        return "en"
    import py3langid  # late: its model takes half a second to load

    code = str(py3langid.classify(words)[0])
    code = _ALIASES.get(code, code)
    return code if re.fullmatch("[a-z]{2}", code) else "und"


def _is_english(words: Sequence[str]) -> bool:
    """Whether its small words settle it: most pages of our users are English, and need no model to be told so."""
    counts = [words.count(word) for word in _ENGLISH]
    return len(words) >= _FEWEST and all(counts) and sum(counts) >= _SHARE * len(words)
