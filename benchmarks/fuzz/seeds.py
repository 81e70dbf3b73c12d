"""Invented inputs of every kind that OnRecord loads, well formed: what mutations begin from."""

import gzip
import json
from email.message import EmailMessage

__all__ = ["KINDS", "make_seeds"]

KINDS = ("html", "txt", "eml", "jsonl", "warc", "pdf", "feed", "sitemap", "listing", "robots")
"""The first six are files as `onrecord add` takes them, the others what `onrecord watch` reads."""

_WORDS = (
    "PORT HALDEN – Sheriff Ansel Brandt said on Monday that 14 people were arrested in a three-day operation. "
    "“Nobody is above the law,” Brandt said. Corvin Hale, 41, is charged with robbery; Mara Voss, 34, pleaded guilty "
    "to burglary in May and was sentenced to two years. The office did not say how many were released. "
)
_URL = "https://sheriff.example/news/{}"


def make_seeds() -> dict[str, tuple[bytes, ...]]:
    """Some inputs of each kind."""
    pages = (_make_page(), _make_table_page(), _make_old_page(), _make_script_page())
    return {
        "html": pages,
        "txt": (_WORDS.encode(), (_WORDS * 5).encode("utf-16"), "Dos hombres fueron détenus – “là”.".encode("cp1252")),
        "eml": (_make_mail(html=False), _make_mail(html=True)),
        "jsonl": (_make_lines(),),
        "warc": (_make_archive(pages), gzip.compress(_make_archive(pages[:1]), mtime=0)),
        "pdf": (_make_pdf(),),
        "feed": (_make_rss(), _make_atom(), _make_json_feed()),
        "sitemap": (_make_sitemap(), gzip.compress(_make_sitemap(), mtime=0), _make_index()),
        "listing": (b'<ul><li><a href="/news/1">One</a><li><a href="news/2?x=1#y">Two</a></ul>',),
        "robots": (
            b"User-agent: *\nDisallow: /private\nAllow: /private/news*$\nCrawl-delay: 5\n\nSitemap: /map.xml\n",
        ),
    }


def _make_page() -> bytes:
    head = '<title>14 arrested</title><meta property="article:published_time" content="2031-05-06T08:00:00Z">'
    body = f"<article><h1>14 arrested</h1><p>{_WORDS}</p><p>{_WORDS}</p></article><footer>Share this</footer>"
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def _make_table_page() -> bytes:
    rows = "".join(f"<tr><td>{number}</td><td>Person {number}</td><td>robbery</td></tr>" for number in range(40))
    return f"<html><body><table><tr><th>No.<th>Name<th>Charge</tr>{rows}</table><p>{_WORDS}</body></html>".encode()


def _make_old_page() -> bytes:
    head = '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">'
    return f"<HTML><HEAD>{head}</HEAD><BODY><FONT SIZE=2>{_WORDS}<BR><BR>{_WORDS}</FONT></BODY></HTML>".encode("cp1252")


def _make_script_page() -> bytes:
    data = json.dumps({"@type": "NewsArticle", "headline": "14 arrested", "datePublished": "2031-05-06"})
    script = (
        f'<script type="application/ld+json">{data}</script><script>if (a < b) {{ document.write("<p>") }}</script>'
    )
    page = f"<html><head>{script}</head><body><div><div><p>{_WORDS}</div></div></body></html>"
    return f"<?xml version='1.0'?>{page}".encode()


def _make_mail(*, html: bool) -> bytes:
    message = EmailMessage()
    message["From"] = "Ansel Brandt <press@sheriff.example>"
    message["Subject"] = "14 arrested in Port Halden – today"
    message["Date"] = "Tue, 06 May 2031 08:00:00 +0200"
    message.set_content(_WORDS)
    if html:
        message.add_alternative(_make_page().decode(), subtype="html")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="map.png")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"boundary-{number}")  # else it is made by chance
    return message.as_bytes()


def _make_lines() -> bytes:
    rows = (
        {"id": f"a{number}", "text": _WORDS, "title": "14 arrested", "published": "2031-05-06", "kind": "release"}
        for number in range(5)
    )
    return "".join(json.dumps(row, ensure_ascii=row["id"] != "a1") + "\n" for row in rows).encode()


def _make_archive(pages: tuple[bytes, ...]) -> bytes:
    """Written by hand: the writer gives each record an id by chance."""
    return b"".join(_make_capture(number, page) for number, page in enumerate(pages))


def _make_capture(number: int, page: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: {_URL.format(number)}\r\nWARC-Date: 2031-05-06T08:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _make_pdf() -> bytes:
    words = _WORDS.encode("ascii", "ignore").replace(b"(", b"").replace(b")", b"")
    lines = b" ".join(b"(" + words[at : at + 80] + b") Tj T*" for at in range(0, len(words), 80))
    shown = b"BT /F1 12 Tf 72 720 Td 14 TL " + lines + b" ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF"


def _make_rss() -> bytes:
    items = "".join(
        f"<item><title>{number} arrested</title><link>{_URL.format(number)}</link>"
        f"<pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate><description><![CDATA[<p>{_WORDS}]]></description></item>"
        for number in range(3)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


def _make_atom() -> bytes:
    entry = f'<title>14 arrested</title><link href="{_URL.format(1)}"/><updated>2031-05-06T08:00:00Z</updated>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>{entry}</entry></feed>'
    return feed.encode()


def _make_json_feed() -> bytes:
    items = [{"url": _URL.format(1), "title": "14 arrested", "date_published": "2031-05-06T08:00:00Z"}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def _make_sitemap() -> bytes:
    rows = "".join(
        f"<url><loc>{_URL.format(number)}</loc><news:news><news:publication_date>2031-05-06</news:publication_date>"
        "</news:news></url>"
        for number in range(3)
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0"?><urlset {spaces}>{rows}</urlset>'.encode()


def _make_index() -> bytes:
    return f"<sitemapindex><sitemap><loc>{_URL.format('map.xml.gz')}</loc></sitemap></sitemapindex>".encode()
