"""Text -> ISO 639-1 code of its language, `und` where there is too little to tell."""

import re

__all__ = ["find_language"]

_LEAST = 40  # letters; py3langid errs on one in five shorter lines
_SAMPLE = 6000  # code points: more does not change the answer on ../shared/docs
_LETTERS = re.compile(r"[^\W\d_]+")
_ALIASES = {"nb": "no", "nn": "no"}


def find_language(text: str) -> str:
    """The language that most of the text is in."""
    words = " ".join(_LETTERS.findall(text[:_SAMPLE])).lower()  # capitals look like Vietnamese and Nigerian Pidgin
    if len(words) < _LEAST:
        return "und"
    import py3langid  # late: it loads its model, 0.3 s

    code = str(py3langid.classify(words)[0])
    code = _ALIASES.get(code, code)
    return code if re.fullmatch("[a-z]{2}", code) else "und"
