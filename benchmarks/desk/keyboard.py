"""Fifty facts in ten minutes: what is left for reading them? python -m benchmarks.desk.keyboard [--facts 50].

A browser (Chromium) goes through the queue of a desk by keyboard alone, as quick as it takes keys: of five facts it
accepts four and rejects one for a reason. Told is how long it takes from a key to the next fact on the screen, how
many words lie before a reviewer, and so how fast they would have to read. Exits with 1 where a review is missing.
"""

import argparse
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from benchmarks.desk.serving import PASSWORD, add_users, open_desk
from benchmarks.links.invented import invent_records
from onrecord.ledger.ledger import open_ledger

DOCUMENTS = 500
GIVEN = 600.0  # seconds for all


def main() -> int:
    """A few lines, and whether every review is in the ledger."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=50)
    number: int = parser.parse_args().facts
    with TemporaryDirectory(prefix="onrecord-keyboard-") as folder, sync_playwright() as driver:
        place, users = str(Path(folder, "ledger.db")), Path(folder, "users.db")
        with open_ledger(place) as ledger:
            ledger.add_all(list(invent_records(DOCUMENTS)))
        add_users(users)
        with open_desk(place, users) as desk:
            path = shutil.which("chromium") or shutil.which("google-chrome")
            browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
            times, words = review(browser, desk.address, number)
            browser.close()
        with open_ledger(place) as ledger:
            found = [each.verdict for each in ledger.reviews.all()]
    middle, slow = (1000 * times[min(number - 1, number * share // 100)] for share in (50, 95))
    print(f"{number} facts in {sum(times):.1f} s; from a key to the next fact {middle:.0f} ms, 95 of 100 {slow:.0f} ms")
    left = GIVEN / 50 - sum(times) / number
    print(f"{left:.1f} s a fact are left to read its values and the {sum(words) / number:.0f} words around it")
    print(f"{found.count('accept')} accepted, {found.count('reject')} rejected")
    return 0 if len(found) == number else 1


def review(browser: Browser, address: str, number: int) -> tuple[list[float], list[int]]:
    """Seconds of each fact, the least first, and the words of the sentence in which each stands."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.get_by_label("Name").fill("the-reviewer")
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(f"{address}/review")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    times, words = [], []
    for at in range(number):
        around = page.locator("mark#words").evaluate("mark => mark.closest('p').innerText")
        words.append(len(around.split()))
        begun = time.perf_counter()
        with page.expect_navigation():
            for key in ("r", "1") if at % 5 == 4 else ("a",):
                page.keyboard.press(key)
        page.locator(".panel").wait_for()
        times.append(time.perf_counter() - begun)
    return sorted(times), words


if __name__ == "__main__":
    sys.exit(main())
