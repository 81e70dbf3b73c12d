"""The head of a text -> its day of publication and its dateline. Only what is printed as such, never a guess.

A day counts as the day of publication when it stands alone on a line among the first, or in the dateline; a day inside
a sentence is a claim of the text.
"""

import re
from collections.abc import Iterator
from datetime import date

from onrecord.schema import Dateline

__all__ = ["find_dateline", "find_published", "parse_date"]

_HEAD = 4000  # code points; menus before the text proper took up to 2,600 on the pages of ../shared/docs
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name[:3]}{'t' if name == 'september' else ''}\\.?|{name}" for name in _MONTHS) + r"|sep\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>{_DAY}),?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>{_DAY})\s+(?P<month2>{_MONTH}),?\s+(?P<year2>(?:19|20)\d\d)"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<month4>\d{1,2})/(?P<day4>\d{1,2})/(?P<year4>(?:19|20)\d\d))(?!\d)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+"
_BEFORE = (
    r"(?:(?:(?:first\s+)?published|posted|dated?|date\s+posted|release\s+date|released|issued|"
    r"for\s+(?:immediate\s+)?release|(?:press|news|media)\s+release|admin)(?:\s+on)?\s*[:|–—-]*\s*)*"
)
_AFTER = r"(?=[ \t]*(?:$|\n|\||contact\b|•|·|(?:at\s+|,\s*|-\s*)?\d{1,2}:\d\d|\d+ min(?:ute)?s? read|\()|\Z)"
_RELEASE = re.compile(r"^[ \t]*for\s+(?:immediate\s+)?release\b", re.I | re.M)
_UNDER = 400  # code points: case number and contact may stand between "For immediate release" and its date
_ONLY = re.compile(rf"\A{_DATE}\Z", re.I)
_LINE = re.compile(rf"^[ \t]*(?:[|•*]\s*)?{_BEFORE}(?:{_WEEKDAY})?{_DATE}{_AFTER}", re.I | re.M)

_DASH = r"\s*[–—-]+\s*"
_CAPITALS = r"[A-ZÀ-Ý][A-ZÀ-Ý.'’ ]{2,38}"
_STATE = r",\s*[A-ZÀ-Ý][A-Za-zÀ-ÿ.]*(?:\s[A-ZÀ-Ý][A-Za-zÀ-ÿ.]*)?"
_NAME = r"[A-ZÀ-Ý][A-Za-zÀ-ÿ.'’]*(?:\s[A-ZÀ-Ý][A-Za-zÀ-ÿ.'’]*){0,3}"
_PRINTED = rf"(?P<printed>(?i:{_DATE}))"
_DATELINES = tuple(
    re.compile(rf"^[ \t]*{pattern}", re.M)
    for pattern in (
        rf"\((?P<place>{_NAME}(?:{_STATE})?){_DASH}{_PRINTED}\)",
        rf"{_PRINTED}\s*\((?P<place>{_NAME}(?:{_STATE})?)\){_DASH}",
        rf"\((?P<place>{_NAME}(?:{_STATE})?)\){_DASH}(?=[A-Z“\"])",
        rf"(?P<place>{_CAPITALS}(?:{_STATE})?)(?:,\s*|\s*\(){_PRINTED}\)?{_DASH}(?=[A-Z“\"])",
        rf"(?P<place>{_CAPITALS}(?:{_STATE})?)\s*(?:\([A-Z]{{2,4}}\)\s*)?[–—:-]+\s+(?=[A-Z][a-z]|[A-Z] |“|\")",
        rf"(?P<place>{_NAME}{_STATE})(?:,\s*|\s*\(){_PRINTED}\)?{_DASH}(?=[A-Z“\"])",
        rf"(?P<place>{_NAME}{_STATE})\s+(?:–|—|--|-)\s+(?=[A-Z“\"])",
    )
)
_NO_PLACE = re.compile(r"\b(?:RELEASE|CONTACT|DATE|UPDATE|PHOTO|VIDEO|MEDIA|NEWS|PRESS|CASE|BREAKING|RE|NOTE|WATCH)\b")


def parse_date(words: str) -> str | None:
    """The ISO date that these words are; None where they are anything else.

    >>> parse_date("Nov. 7, 2022"), parse_date("7 November 2022"), parse_date("2022-11-07T08:00:00Z")
    ('2022-11-07', '2022-11-07', '2022-11-07')
    >>> parse_date("03/04/2022") is None  # March in one country, April in another
    True
    """
    found = _ONLY.match(words.strip())
    return _date_of(found) if found else None


def find_published(text: str) -> str | None:
    """The ISO date on a line of its own among the first, else that of the dateline.

    The date under "For immediate release" goes before that of the page: sites that move date old releases anew.
    """
    head = text[:_HEAD]
    release = _RELEASE.search(head)
    start = release.start() if release else 0
    dated = (
        *_LINE.finditer(head[start : start + _UNDER]),
        *_LINE.finditer(head),
        *_datelines(text),
    )
    return next((day for found in dated if (day := _date_of(found))), None)


def find_dateline(text: str) -> Dateline | None:
    """The place and date before the first sentence, as printed: "SANTA ANA, Calif. – A man…"."""
    for found in _datelines(text):
        printed = found.groupdict().get("printed")
        place = " ".join(found["place"].split()).rstrip(",")
        return Dateline(place=place, date=" ".join(printed.split()) if printed else None)
    return None


def _datelines(text: str) -> Iterator[re.Match[str]]:
    found = [match for pattern in _DATELINES for match in pattern.finditer(text[:_HEAD])]
    for match in sorted(found, key=lambda match: match.start()):
        if len(match["place"].split()) <= 5 and not _NO_PLACE.search(match["place"]):
            yield match


def _date_of(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    for suffix in ("", "2", "3", "4"):
        year = groups.get(f"year{suffix}")
        if year:
            month, day = groups[f"month{suffix}"], int(re.sub(r"\D", "", groups[f"day{suffix}"]))
            number = int(month) if month.isdigit() else _month_number(month)
            if suffix == "4" and number <= 12 and day <= 12 and number != day:
                return None  # 03/04/2022 is March in one country and April in another
            return _iso(int(year), number, day)
    return None


def _month_number(name: str) -> int:
    return next(index for index, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
