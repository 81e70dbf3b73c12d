"""The beat's words of the law -> patterns that tell, from the words beside a name, who is acted on and who is harmed.

Each pattern looks at one side of a name: what ends right before it, or begins right after it. All are made once a beat.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.beats import Beat

__all__ = ["APPOSITION", "LawWords", "any_of", "law_words"]

_DAY = r"(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)"
_ADVERB = rf"(?:also|since|later|then|already|each|both|all|again|now|still|twice|not|never|{_DAY}|\w+ly)"
_BE = (
    r"(?:(?:was|were|is|are|has|have|had|been|being|be|got|will|would|could|to|expected|scheduled|set|due"
    rf"|among those|one of \w+|{_ADVERB})\s+)"
)
_PASSIVE = rf"(?:(?:was|were|is|are|been|being|be|got|set|due|among those|one of \w+)\s+(?:{_ADVERB}\s+)*)"
_DATES = r"(?:,?\s*(?:\(?age[d]?\s*)?\d{1,3}\)?|,?\s*\(?DOB:?\s*[\d/.-]+\)?)?(?=[\s,.;)]|$)"
APPOSITION = r"(?:\s*\([^()\n]{1,60}\)|\s*,\s*(?!(?:and|but)\b)[^,;:\n“”\"]{1,110}(?=,|\s*\())"
"""What may stand between a name and its verb, between commas or brackets."""
_AND = r"(?:(?!\b(?:said|told|and his|and her)\b)[^,.;:“”\"]){0,90}\band\s+"  # "is the father of both and has been ..."
_COURT = (
    r"(?:found (?:not )?guilty|taken into custody|turned over|put on trial|on trial|on probation|on parole|a suspect"
    r"|in custody|under investigation|behind bars|under arrest|serving|not guilty|(?:a |the )?(?:alleged|suspected)\b)"
)
_PLEA = (
    r"(?:guilty|not guilty|no contest|nolo|charges|up to|an? |to |life|\d|in court|trial|sentencing"
    r"|(?:\w+\s+){0,4}(?:charges?|counts?|years))"
)
_SENTENCE = r"(?:an?\s+)?(?:\w+[- ]){0,4}(?:years?|months?|life|sentence|probation|prison)"
_ALSO = (
    r"(?:turned|turning)\s+(?:him|her|them)sel(?:f|ves)\s+in\b|went on trial|goes on trial|stands? trial|conspired to"
    r"|remains? (?:in custody|jailed|at large|in jail|detained|held)|awaiting trial|defrauded"
    r"|(?:is|are|was|were)\s+alleged\s+to\b|(?:\w+\s+)?has an?\s+(?:\w+\s+){0,3}(?:convictions?|warrant)"
    r"|has convictions|entered (?:an? )?(?:guilty|not guilty|no contest) pleas?"
)
_WITH = (
    r",?\s*(?:an?|the)\s[^.;:]{0,120}?\bwith\s+(?:an?\s+)?(?:\w+\s+){0,3}(?:convictions?|charges?|warrants?|criminal)\b"
)
_NATIVE = r",\s*(?:an?|the)\s[^.;:,]{0,60}\b(?:national|citizen|immigrant|alien|migrant|native|gang member)\b"
_WOUND = (  # "suffered life-threatening injuries", "sustained a gunshot wound to the leg"
    r"(?:suffered|sustained|received|survived)\s+(?:[\w’'-]+,?\s+){0,6}?"
    r"(?:injur(?:y|ies)|wounds?|fractures?|burns|trauma|lacerations?|concussion|bruis(?:es|ing)|pains?|cuts|stabbing"
    r"|shooting|attack)"
)
_HOSPITAL = (  # "was found by a neighbor lying dead", "were rushed to a hospital"
    r"found\s+(?:[\w’'-]+\s+){0,7}?(?:dead|unresponsive|unconscious)"
    r"|(?:transported|taken|rushed|brought)\s+(?:[\w’'-]+\s+){0,3}?to\s+(?:[\w’'-]+\s+){0,5}?"
    r"(?:hospital|medical center|trauma center)"
)
_LEAD = (  # words between a verb and the name that is its object: titles, ages, callings, but no new phrase
    r"(?:(?!(?:with|for|in|who|after|that|by|at|from|to|when|against|before|on|during|under|into|of|following"
    r"|because|than"
    r"|near|upon|without|since|while|said|days|weeks|months|hours|murder|killing|death|guilty|victims?)\b)"
    r"[\w.’'&/-]+,?\s+){0,9}"
)
_CALLING = (
    r"(?:(?:the|an?|two|three|four|five|six|former|and|his|her|their|its|local|brothers?|man|woman|resident|native|duo"
    r"|couple|residents|citizen|national|teacher|employee|doctor|owner|member|officers?|deput(?:y|ies)"
    r"|\d{1,3}[- ]years?[- ]old|[a-z]+-\w+-year-old|[A-Z][\w.’'-]*)[,\s]+){0,7}"
)
_OBJECT_NOUNS = (
    r"arrests? of|convictions? of|indictments? (?:of|on|against)|sentencing of|prosecution of|trial of|extradition of"
    r"|deportation of|removal of|guilt of|exoneration of|detention of|guilty plea of|cases? (?:of|against)"
    r"|(?:charges?|complaint|warrants?|lawsuit|suit|evidence|allegations|counts?|information|petition)"
    r" (?:\w+\s+){0,6}?against"
    r"|warrants? for|charges for|bond for|people v\.|state v\.|commonwealth v\.|(?:united states|u\.s\.) v\."
    r"|identified as"
    r"|jury (?:has )?(?:found|convicted)"
    r"|(?:complaint|lawsuit|indictment|suit) (?:\w+\s+){0,2}?alleg(?:es|ed|ing)(?: that)?"
)


@dataclass(frozen=True)
class LawWords:
    """The patterns of a beat."""

    predicate: re.Pattern[str]  # begins right after the name of one acted on: ", 28, was arrested"
    object: re.Pattern[str]  # ends right before the name: "charged former clerk "
    owned: re.Pattern[str]  # begins right after the name: "'s conviction"
    harm: re.Pattern[str]  # ends right before a victim: "the murder of "
    harmed: re.Pattern[str]  # begins right after a victim: " was killed"
    relative_before: re.Pattern[str]  # "his wife, "
    relative_after: re.Pattern[str]  # ", the victim's mother"
    office_after: re.Pattern[str]  # ", the county sheriff"


def law_words(beat: Beat) -> LawWords:
    """The patterns of a beat, made once."""
    return _law_words(tuple(beat.roles.items()), beat.titles_key)


def any_of(words: tuple[str, ...]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=8)
def _law_words(
    roles: tuple[tuple[str, tuple[str, ...]], ...], titles: tuple[tuple[str, tuple[str, ...]], ...]
) -> LawWords:
    lists = {key: any_of(words) for key, words in roles}
    offices = any_of(
        tuple(office for key, words in titles if key in ("official", "judge", "lawyer") for office in words)
    )
    relatives = lists["relative"]
    acting = dict(roles)["acting"]
    nouns = tuple(word for word in acting if word.rstrip("s").endswith(("defendant", "suspect", "conspirator")))
    verbs = tuple(
        word for word in acting if word not in nouns
    )  # of a noun it is not the object: "the defendant met Roe"
    return LawWords(
        predicate=_predicate(dict(roles)),
        object=re.compile(
            rf"\b(?:(?:(?:{any_of(verbs)})\b(?:\s+(?:as|that|both))?[:,—–]?\s*|(?:{_OBJECT_NOUNS})[:,]?\s+){_LEAD}"
            rf"|(?:{any_of(nouns)})(?:[:,—–-]+\s*|\s+)(?:(?:is|was|as|and|named|called)\s+)?(?-i:[A-Z][\w.]+\s+)?)[“\"]?$",
            re.IGNORECASE,
        ),
        owned=re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}(?:{lists['suffered']})\b", re.IGNORECASE),
        harm=re.compile(rf"\b(?i:{lists['harm']})[:,]?\s+(?:(?:his|her|their)\s+[\w-]+,?\s+)?{_CALLING}$"),
        harmed=_harmed(lists),
        relative_before=re.compile(
            rf"(?:his|her|their|whose|['’]s)\s+(?:[\w-]+\s+)?(?:{relatives}),?\s+$", re.IGNORECASE
        ),
        relative_after=re.compile(
            rf"{_DATES},?\s*(?:(?:the\s+)?\w+[’']s\s+(?:\w+\s+)?(?:{relatives})\b|the\s+(?:{relatives})\s+of"
            rf"|(?:his|her|their)\s+(?:{relatives})\b)",
            re.IGNORECASE,
        ),
        office_after=re.compile(
            rf",\s+(?P<full>(?:(?:the|an?|his|her)\s+)?(?:(?!(?:who|whose|which|that|and)\b)[\w.’'&-]+\s+){{0,6}}?"
            rf"(?P<office>{offices}))\b(?=[,.;\s]|$)(?!\s+Departments?\b)",
            re.IGNORECASE,
        ),
    )


def _harmed(lists: dict[str, str]) -> re.Pattern[str]:
    befell = rf"(?:was|were|had been|been|being)\s+(?:{_ADVERB}\s+)*(?:{lists['harmed']}|{_HOSPITAL})"
    did = rf"(?:{_ADVERB}\s+)*(?:{lists['died']}|{_WOUND})"
    left = r"(?:dead|unconscious|unresponsive|lifeless)"  # "found Dana Vale dead"
    return re.compile(rf"{_DATES}{APPOSITION}{{0,2}},?\s*(?:(?:who\s+)?(?:{befell}|{did})|{left})\b", re.IGNORECASE)


def _predicate(roles: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    acted, doing = any_of(roles["acted"]), any_of(roles["doing"])
    strong = any_of(tuple(word for word in roles["acted"] if word not in roles["weak"]))
    verb = (
        rf"(?:{_BE}+(?:{_COURT})\b|{_BE}*{_PASSIVE}(?:{acted})\b|(?:not )?guilty\b"
        rf"|wanted\s+(?:for|on)\b|(?:{strong})\s+(?:with|of|for|on|to|in|by|as|after|and|at)\b|(?:{strong})\s*(?=[.\n]|$)"
        rf"|(?:{_ADVERB}\s+)?{_BE}*(?:{doing})\s+{_PLEA}"
        rf"|(?:(?!\b(?:said|says|told|that)\b)[^,.;:“”\"]){{0,80}}?\bafter being\s+"
        rf"(?:{_ADVERB}\s+)?(?:found guilty|{acted})\b"
        rf"|(?:{_ADVERB}\s+)?(?:received|receives|gets|got|was given|were given)\s+{_SENTENCE}|{_ALSO})"
    )
    together = rf"(?:\s+and\s+(?:his|her|their)\s+(?:[\w-]+\s+)?(?:{any_of(roles['relative'])})s?(?=[\s,]))?"
    return re.compile(
        rf"\s?{_DATES}{together}(?:\s+of\s+[A-Z][^,.;:]{{1,40}}?(?=[,\s]))?(?:{APPOSITION}{{0,4}}\s*,?\s*(?:and\s+)?(?:"
        rf"(?:who|whom)\s+)?(?:{_AND})?{verb}"
        rf"|,\s*(?:an?|the)\s[^,.;:]{{0,80}}?\bwho\s+(?:{_ADVERB}\s+)?"
        rf"(?:{_BE}*{_PASSIVE}(?:{acted})\b|(?:{doing})\s+{_PLEA})"
        rf"|,\s+whose\s+(?:\w+\s+){{0,2}}(?:{any_of(roles['suffered'])})\b"
        rf"|,\s*(?:an?|the)\s(?:(?!\b(?:told|said|says|that)\b)[^,.;:]){{0,110}}?\b(?:{strong})\s+(?:with|of|for|on|in|by)\b|{_WITH})",
        re.IGNORECASE,
    )
