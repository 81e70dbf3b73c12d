"""A desk that was just opened -> the first pages worked out, and what draws charts loaded, before anybody asks."""

from contextlib import suppress
from threading import Thread

from onrecord.care import Viewer
from onrecord.desk.case import list_page
from onrecord.desk.desk import Desk
from onrecord.desk.documents import find_documents
from onrecord.desk.episode import find_episodes
from onrecord.desk.figures import find_counts
from onrecord.desk.home import find_home
from onrecord.desk.series import find_series
from onrecord.desk.shelf import Shelf
from onrecord.errors import LedgerError
from onrecord.exports.charts import chart_counts
from onrecord.exports.drawing import draw
from onrecord.ledger.catalog import Choice

__all__ = ["warm", "warm_beside"]

_READER = Viewer(signed_in=True, may_see_names=False)  # as most are


def warm_beside(desk: Desk) -> Thread:
    """Do that beside the first requests: one that comes meanwhile waits for what it needs of it, as it would anyway."""

    def work() -> None:
        with suppress(LedgerError):  # who asks for a page is told
            warm(desk)

    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def warm(desk: Desk) -> None:
    """Work out what the first page and the first page of each list show, and draw a chart. Raises LedgerError."""
    shelf = Shelf(desk, _READER)
    find_home(shelf)
    find_documents(shelf, Choice(), 1)
    for find in (find_episodes, list_page, find_series):
        find(shelf, 1)
    find_counts(shelf, "", "")
    draw(chart_counts((), ()))
