"""bytes -> str. Never fails: what no encoding explains becomes U+FFFD, and a screen judges the result.

Order: byte order mark, UTF-8, UTF-8 with a few broken bytes, UTF-16 told by its zeros, windows-1252 for text that is
nearly all ASCII (old English pages), what charset-normalizer finds, windows-1252.
"""

import codecs
import re

__all__ = ["clean_line", "decode_html", "decode_text"]

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes looked at where the whole need not be
_ASCII_SHARE = 0.9  # an English page in windows-1252 has 98 % and more; French and Spanish 95 %; Cyrillic under 30 %
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)


def decode_text(data: bytes) -> str:
    """The text in these bytes, line ends as \\n."""
    return _join_lines(_decode(data, declared=None))


def decode_html(data: bytes, *, declared: str | None = None) -> str:
    """The page in these bytes; a charset of the transport goes before one in the page, valid UTF-8 before both."""
    found = _CHARSET.search(data[:4096])
    return _join_lines(_decode(data, declared=declared or (found.group(1).decode("ascii") if found else None)))


def clean_line(words: str) -> str:
    """The words with a space for what no line of print has: controls, half surrogates, ends of lines.

    >>> clean_line("Two men\\x00 held\\n")
    'Two men held'
    """
    if words.isprintable():
        return words
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _join_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, *, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _decode_declared(data, declared) or _decode_guessed(data)


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    try:
        codec = codecs.lookup(declared or "")
    except (LookupError, ValueError):
        return None
    if codec.name == "utf-8" or not codec._is_text_encoding:  # noqa: SLF001 - the standard library has no other way to ask
        return None
    name = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name  # as browsers do (WHATWG Encoding)
    try:
        return data.decode(name, "replace")
    except (UnicodeError, ValueError):
        return None


def _decode_guessed(data: bytes) -> str:
    broken = data.decode("utf-8", "replace")
    bad = broken.count("\ufffd")
    if bad * 4 <= sum(character > "\x7f" for character in broken):  # most of what is not ASCII is good UTF-8
        return broken
    sample = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if len(sample) >= 4 and zeros.count(0) > 0.7 * len(zeros) and sample.count(0) < 0.6 * len(sample):
            return data.decode(encoding, "replace")
    if sum(byte < 0x80 for byte in sample) >= _ASCII_SHARE * len(sample):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes  # late: seldom needed

    best = from_bytes(sample).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
