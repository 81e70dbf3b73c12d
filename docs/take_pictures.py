"""The examples -> the pictures of the README and the pages: python docs/take_pictures.py [NAME …].

Each page of the desk is opened in Chromium on a ledger of the examples, as of 1 July 2031, and what is in its window is
written to docs/pictures/NAME.webp. Letters look as the machine draws them, so the files are not compared anywhere; take
them again where a page has changed, and look at them.
"""

import base64
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from onrecord.answers.datasets import load_dataset
from onrecord.care import Viewer
from onrecord.desk.app import make_app
from onrecord.desk.binding import listen
from onrecord.desk.desk import Desk
from onrecord.documents.sources import find_documents
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.records.reader import open_reader
from onrecord.schema import Document

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
TOKEN = "a-token-for-pictures"  # noqa: S105 - of a desk that is gone when the pictures are taken
DAY = date(2031, 7, 1)
QUALITY = 0.72  # of WebP: letters are sharp, and a page takes some 50 kB
ENCODE = """async ([png, quality]) => {
    const image = new Image(); image.src = "data:image/png;base64," + png; await image.decode();
    const canvas = document.createElement("canvas"); canvas.width = image.width; canvas.height = image.height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


@dataclass(frozen=True)
class Picture:
    """What is taken: the page, how wide and high the window is, whether it is dark, and what is brought to its top."""

    page: str
    width: int = 1180
    height: int = 900
    dark: bool = False
    top: str = ""


PICTURES_OF = {
    "home": Picture("/", height=1320),
    "document": Picture("/documents/dha-0312", height=1000),
    "event": Picture("/episodes/{episode}", height=1000),
    "claims": Picture("/episodes/{episode}", top="#claims", height=760),
    "case": Picture("/cases/31-cr-217", height=860),
    "figures": Picture("/figures", height=860),
    "series": Picture("/series", height=700),
    "questions": Picture("/questions?state=answered", height=760),
    "citation": Picture("/cite/e1/dha-0312", height=620),
    "bench": Picture("{worst}", height=860),
    "dark": Picture("/documents/dha-0312", dark=True, height=1000),
    "phone": Picture("/documents/dha-0312", width=390, height=844),
}


def main() -> None:
    """Take those that are named, or all."""
    chosen = {name: PICTURES_OF[name] for name in sys.argv[1:]} or PICTURES_OF
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "examples.db") as ledger:
        reader = open_reader()
        files = sorted(str(file) for file in (ROOT / "examples").glob("[0-9]*"))
        ledger.add_all([reader.read(item) for item in find_documents(files) if isinstance(item, Document)])
        with serve_desk(ledger) as address:
            take(address, chosen)


@contextmanager
def serve_desk(ledger: Ledger) -> Iterator[str]:
    """The address of a desk on this ledger."""
    dataset = load_dataset(ROOT / "examples" / "datasets" / "corvania-arrests.toml")
    desk = Desk(ledger, today=lambda: DAY, datasets=(dataset,))
    app = make_app(desk, token=TOKEN, viewer=Viewer(signed_in=True))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off"))
    with listen(0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


def take(address: str, chosen: dict[str, Picture]) -> None:
    """Open each page and write its picture."""
    browser_file = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_file, args=["--no-sandbox"])
        for name, picture in chosen.items():
            scheme = "dark" if picture.dark else "light"
            size = {"width": picture.width, "height": picture.height}
            page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{address}/?token={TOKEN}")
            page.goto(address + fill(picture.page, page, address))
            page.evaluate("document.querySelectorAll('img').forEach(each => each.loading = 'eager')")
            page.wait_for_load_state("networkidle")
            if picture.top:
                page.evaluate(f"document.querySelector({picture.top!r}).scrollIntoView()")
            png = base64.b64encode(page.screenshot()).decode()
            page.goto("about:blank")
            data = base64.b64decode(page.evaluate(ENCODE, [png, QUALITY]))
            (PICTURES / f"{name}.webp").write_bytes(data)
            print(f"{name}.webp: {len(data):,} bytes")
            page.close()
        browser.close()


def fill(path: str, page: Page, address: str) -> str:
    """The address with the event of the raid on the cannery, or that of what is to be reviewed first."""
    if "{episode}" in path:
        page.goto(f"{address}/documents/dha-0312")
        link = page.eval_on_selector('a[href^="/episodes/"]', "each => each.getAttribute('href')")
        return path.replace("{episode}", str(link).rpartition("/")[2])
    if "{worst}" in path:
        page.goto(f"{address}/review")
        return str(page.eval_on_selector("a.main.button", "each => each.getAttribute('href')"))
    return path


if __name__ == "__main__":
    main()
