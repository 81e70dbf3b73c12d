"""A record as shown -> a UIMA CAS (XMI) and its type system: what INCEpTION imports, and any UIMA tool reads.

Offsets are UTF-16 code units, half-open, as UIMA counts: a character outside of the basic plane takes two.
"""

import re
from bisect import bisect_right
from xml.sax.saxutils import quoteattr

from onrecord.exports.annotations import find_annotations, find_ties
from onrecord.records.sentences import find_sentences
from onrecord.schema import Record

__all__ = ["TYPE_SYSTEM", "write_cas"]

_SPAN, _TIE = "webanno.custom.OnRecord", "webanno.custom.OnRecordTie"
_SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
_TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"  # noqa: S105 - the name of a type


def _type(name: str, parent: str, features: dict[str, str]) -> str:
    told = "".join(
        f"<featureDescription><name>{each}</name><description/><rangeTypeName>{kind}</rangeTypeName>"
        "</featureDescription>"
        for each, kind in features.items()
    )
    return (
        f"<typeDescription><name>{name}</name><description/><supertypeName>{parent}</supertypeName>"
        f"<features>{told}</features></typeDescription>"
    )


_STRING, _ANNOTATION = "uima.cas.String", "uima.tcas.Annotation"
TYPE_SYSTEM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">'
    "<types>"
    + _type(_SENTENCE, _ANNOTATION, {})
    + _type(_TOKEN, _ANNOTATION, {})
    + _type(_SPAN, _ANNOTATION, {"kind": _STRING, "fact": _STRING, "values": _STRING})
    + _type(_TIE, _ANNOTATION, {"Dependent": _ANNOTATION, "Governor": _ANNOTATION, "label": _STRING})
    + "</types></typeSystemDescription>\n"
)
"""TypeSystem.xml, to be imported with the documents."""

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 cannot say these


class _Units:
    """Code points -> UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, letter in enumerate(text) if ord(letter) > 0xFFFF]

    def __call__(self, offset: int) -> int:
        return offset + bisect_right(self._wide, offset - 1)


def write_cas(record: Record) -> str:
    """The XMI of one document. Characters that XML cannot say are written as U+FFFD, which keeps the offsets."""
    text = record.document.text
    units = _Units(text)
    rows: list[str] = []
    first: dict[str, tuple[int, int, int]] = {}

    def add(name: str, start: int, end: int, **features: object) -> int:
        number = len(rows) + 2  # 1 is the sofa
        told = "".join(f" {key}={_quote(str(value))}" for key, value in features.items())
        rows.append(f'<{name} xmi:id="{number}" sofa="1" begin="{units(start)}" end="{units(end)}"{told}/>')
        return number

    for sentence in find_sentences(text):
        add("segmentation:Sentence", sentence.start, sentence.end)
        for word in sentence.words:
            add("segmentation:Token", word.start, word.end)
    for annotation in find_annotations(record):
        values = "; ".join(f"{field}={value}" for field, value in annotation.values)
        for span in annotation.spans:
            number = add(
                "custom:OnRecord", span.start, span.end, kind=annotation.label, fact=annotation.id, values=values
            )
            first.setdefault(annotation.id, (number, span.start, span.end))
    for tie in find_ties(record):
        source, (target, start, end) = first[tie.source][0], first[tie.target]
        add("custom:OnRecordTie", start, end, Dependent=target, Governor=source, label=tie.label)
    members = " ".join(str(number) for number in range(2, len(rows) + 2))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" '
        'xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" '
        'xmlns:segmentation="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">\n'
        '<cas:NULL xmi:id="0"/>\n'
        + "".join(f"{row}\n" for row in rows)
        + f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain" sofaString={_quote(text)}/>\n'
        + f'<cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    )


def _quote(words: str) -> str:
    """As the value of an attribute, in which line ends must be spelled out."""
    return quoteattr(_UNFIT.sub("\ufffd", words), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
