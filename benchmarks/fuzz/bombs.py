"""Inputs that were made to hurt: bombs, depth without end, entities, broken encodings, lines of 100 MB."""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator

__all__ = ["make_bombs"]

_MEGABYTE = 1_000_000
_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><{0}>&i;</{0}>"
)
_OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><{0}><url><loc>&a;</loc></url></{0}>'
)


def make_bombs() -> Iterator[tuple[str, str, bytes]]:
    """Kind, name and bytes, one at a time: together they would fill the memory."""
    yield from _make_pages()
    yield from _make_packed()
    yield from _make_lines()
    yield from _make_xml()
    yield from _make_mails()
    yield "pdf", "a bomb in a stream", _make_pdf(zlib.compress(bytes(300 * _MEGABYTE), 9))
    yield "pdf", "arrays in arrays", b"%PDF-1.4\n1 0 obj\n" + b"[" * _MEGABYTE
    yield "pdf", "a page that is its own parent", b"%PDF-1.4\n1 0 obj<</Type/Pages/Kids[1 0 R]/Count 9>>endobj\n"
    yield "robots", "a million rules", b"User-agent: *\n" + b"Disallow: /a*b*c$\n" * _MEGABYTE
    yield "listing", "a million links", b'<a href="/news/1">x</a>' * _MEGABYTE
    yield "listing", "depth", b"<div>" * _MEGABYTE + b'<a href="/news/1">x</a>'


def _make_pages() -> Iterator[tuple[str, str, bytes]]:
    for tag in (b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<font><p>", b"<svg>", b"<select>", b"<a href=x>"):
        yield "html", f"{tag.decode()} in itself", tag * (2 * _MEGABYTE // len(tag)) + b"Two men were arrested."
        yield "html", f"some {tag.decode()} in itself", tag * 20_000 + b"Two men were arrested."
    yield "html", "an attribute without end", b'<p class="' + b"a" * 15 * _MEGABYTE
    yield (
        "html",
        "many attributes",
        b"<p " + b" ".join(b"a%d=1" % number for number in range(500_000)) + b">Two men.</p>",
    )
    yield "html", "tags without end", b"<" * 10 * _MEGABYTE
    yield "html", "comments without end", b"<html>" + b"<!--" * 3 * _MEGABYTE
    yield "html", "references", b"<html>" + b"&#x41;&amp;" * _MEGABYTE
    yield "html", "words without end", b"<html><p>" + b"Two men were arrested. " * 500_000
    yield "html", "a word without end", b"<html><p>" + b"a" * 19 * _MEGABYTE
    yield "html", "many paragraphs", b"<html>" + b"<p>Two men were arrested in Port Halden.</p>" * 45_000
    yield "html", "zeros", bytes(20 * _MEGABYTE)
    yield "html", "half of UTF-16", b"<html>" + b"\xd8\x00" * 500_000
    yield "html", "a charset that is none", b"<html><meta charset=base64><p>Two men</p>"
    yield "html", "a charset that shifts", b"<html><meta charset=utf-7><p>+ADw-script+AD4-</p>"
    yield "txt", "marks on a letter", b"Two men" + b"\xcc\x81" * 2 * _MEGABYTE
    yield "txt", "lines", b"\n" * 20 * _MEGABYTE
    yield "txt", "one line", b"a " * 2 * _MEGABYTE
    yield "txt", "overlong", b"Two men " + b"\xc0\xaf" * _MEGABYTE
    yield "txt", "every byte", bytes(range(256)) * 10_000


def _make_packed() -> Iterator[tuple[str, str, bytes]]:
    zeros = gzip.compress(bytes(500 * _MEGABYTE), 9)
    yield "warc", "a bomb of gzip", zeros
    yield "sitemap", "a bomb of gzip", zeros
    yield "html", "a bomb of gzip", zeros
    yield "warc", "a bomb in a bomb", gzip.compress(zeros)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", bytes(300 * _MEGABYTE))
    yield "html", "a bomb of zip", stream.getvalue()
    yield "warc", "a bomb of zip", stream.getvalue()
    page = gzip.compress(b"<html><p>" + bytes(300 * _MEGABYTE), 9)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + page
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: {}\r\n\r\n"
    yield "warc", "a bomb in a page", head.format(len(answer)).encode() + answer + b"\r\n\r\n"
    yield "warc", "a length that lies", head.format(10**18).encode() + answer[:200]
    yield "warc", "a head without end", b"WARC/1.1\r\n" + b"X-More: more\r\n" * 3 * _MEGABYTE
    yield "warc", "a line without end", b"WARC/1.1\r\nX-More: " + b"a" * 100 * _MEGABYTE


def _make_lines() -> Iterator[tuple[str, str, bytes]]:
    yield "jsonl", "a line of 100 MB", b'{"text": "' + b"a" * 100 * _MEGABYTE + b'"}\n{"text": "Two men."}\n'
    yield "jsonl", "a line without end", b"a" * 100 * _MEGABYTE
    yield "jsonl", "depth", b'{"text": ' + b"[" * 20 * _MEGABYTE
    yield "jsonl", "lists", b'{"text": "Two men.", "a": [' + b"[]," * 10 * _MEGABYTE + b"0]}"
    yield "jsonl", "objects", b'{"text": "Two men.", "a": [' + b'{"a":0},' * 3 * _MEGABYTE + b"0]}"
    yield "jsonl", "keys", b"{" + b",".join(b'"%d":0' % number for number in range(2 * _MEGABYTE)) + b"}"
    yield "jsonl", "a long number", b'{"text": "Two men.", "id": ' + b"9" * _MEGABYTE + b"}"
    yield "jsonl", "half a pair", json.dumps({"text": "Two men \ud800 were arrested."}).encode()
    yield "jsonl", "escapes", b'{"text": "' + b"\\u0041" * 3 * _MEGABYTE + b'"}'
    yield "jsonl", "many short lines", b"{}\n" * 300_000


def _make_xml() -> Iterator[tuple[str, str, bytes]]:
    for kind, root in (("feed", "rss"), ("feed", "feed"), ("sitemap", "urlset"), ("html", "html"), ("listing", "html")):
        yield kind, f"a billion laughs in {root}", _ENTITIES.replace("{0}", root).encode()
        yield kind, f"a file of the machine in {root}", _OUTSIDE.replace("{0}", root).encode()
        yield kind, f"depth in {root}", f"<{root}>".encode() * 700_000
    yield "feed", "items", b"<rss version='2.0'><channel>" + b"<item><link>/a</link></item>" * 170_000
    yield "feed", "depth of JSON", b'{"items": ' + b"[" * 4 * _MEGABYTE
    yield "feed", "attributes", b"<rss " + b" ".join(b"a%d='1'" % number for number in range(300_000)) + b"></rss>"
    yield "sitemap", "addresses", b"<urlset>" + b"<url><loc>https://a.example/</loc></url>" * _MEGABYTE
    yield "sitemap", "a place of 40 MB", b"<urlset><url><loc>https://a.example/" + b"a" * 40 * _MEGABYTE


def _make_mails() -> Iterator[tuple[str, str, bytes]]:
    head = b"From: a@a.example\nSubject: x\nMIME-Version: 1.0\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    yield "eml", "parts in parts", head + parts + b"\nTwo men."
    yield "eml", "many parts", head + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nTwo men.\n" * 500_000
    yield "eml", "a head without end", head + b"X-More: more\n" * _MEGABYTE
    yield "eml", "a subject of many words", head + b"Subject: " + b"=?utf-8?q?a?= " * 6000 + b"\n\nTwo men."
    yield "eml", "an unknown coding", head + b"Content-Type: text/plain; charset=x\n\n" + b"\xff" * _MEGABYTE
    yield "eml", "base64 that is none", head + b"Content-Transfer-Encoding: base64\n\n" + b"=" * 15 * _MEGABYTE
    yield "eml", "quoted-printable", head + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 5 * _MEGABYTE
    yield (
        "eml",
        "a message in a message",
        (b"From: a\nSubject: x\nContent-Type: message/rfc822\n\n" * 20_000) + b"Two men.",
    )


def _make_pdf(stream: bytes) -> bytes:
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"
