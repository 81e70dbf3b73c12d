"""Standard input: a PDF -> standard output: {"title", "pages"} or {"fault"} as JSON. Run by pdf.py as a process."""

import json
import re
import sys

__all__ = ["find_pages", "join_lines", "main"]

_MEMORY = 900_000_000  # bytes of address space; PDFium needs 60 MB for a release
_MOST_PAGES = 2000
_MOST_TEXT = 5_000_000  # code points: what screens.py lets pass at all
_FULL = 0.75  # of the longest line: a shorter line ends its paragraph
_SPLIT = re.compile("(?<=\\w)[\ufffe\u0002\u00ad]\n?")  # how PDFium writes the hyphen at the end of a line


def main() -> None:
    """Answer once, whatever comes."""
    _bound()
    try:
        title, pages = find_pages(sys.stdin.buffer.read())
        answer: dict[str, object] = {"title": title, "pages": pages}
    except Exception as error:  # whatever PDFium says of a stranger's file is an answer
        answer = {"fault": str(error) or type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def find_pages(data: bytes) -> tuple[str | None, list[str]]:
    """Title and the text of each page. Raises what PDFium raises."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    title = " ".join(document.get_metadata_value("Title").split()) or None
    pages: list[str] = []
    for index in range(min(len(document), _MOST_PAGES)):
        page = document[index]
        words = page.get_textpage()
        pages.append(join_lines(words.get_text_bounded()))
        words.close()
        page.close()
        if sum(map(len, pages)) > _MOST_TEXT:
            break
    return title, pages


def join_lines(text: str) -> str:
    """The lines of a page as paragraphs: a line that is nearly full goes on in the next."""
    text = _SPLIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    full = _FULL * max(map(len, lines), default=0)
    joined = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = len(line) >= full and after and (after[0].isalnum() or after[0] in "“\"'‘($")
        joined += line + (" " if goes_on else "\n")
    return joined.strip("\n")


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of pdf.py holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
