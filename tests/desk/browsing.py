"""Debian's Chromium, driven over its own protocol: found, or the reason why it was not."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.desk.serving import TOKEN

__all__ = ["find_overflow", "open_browser", "open_page"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The browser of this machine; without one tests are skipped here, and fail where CI is set."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        why = "no Chromium on this machine; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@contextmanager
def open_page(
    browser: Browser, address: str, *, width: int = 1280, dark: bool = False, script: bool = True
) -> Iterator[Page]:
    """A window that came in by the token; what the browser complains of is an error."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", java_script_enabled=script
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/?token={TOKEN}")
    yield page
    context.close()
    assert complaints == [], complaints


def find_overflow(page: Page) -> list[str]:
    """What reaches over the right edge of the window, but for what scrolls by itself."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll("body *")]
        .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroller, .skip"))
        .map(each => each.tagName + "." + each.className).slice(0, 5)"""
    )
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, f"{wide} px"] if wide > 0 else found
