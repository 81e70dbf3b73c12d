"""A desk that was just opened, or a new state of it -> the first pages worked out before anybody asks for them."""

from onrecord.care import Viewer
from onrecord.desk.case import list_page
from onrecord.desk.desk import Desk
from onrecord.desk.documents import find_documents
from onrecord.desk.episode import find_episodes
from onrecord.desk.figures import find_counts
from onrecord.desk.home import find_home
from onrecord.desk.questions import find_questions
from onrecord.desk.series import find_series
from onrecord.desk.shelf import Shelf
from onrecord.desk.state import Standing
from onrecord.exports.charts import chart_counts
from onrecord.exports.drawing import draw
from onrecord.ledger.catalog import Choice

__all__ = ["warm"]

_READER = Viewer(signed_in=True, may_see_names=False)  # as most are


def warm(desk: Desk, standing: Standing | None = None) -> None:
    """Work out what the first page and the first page of each list show, and draw a chart.

    `standing` is the state that they are to tell of, where it is another than the one of now. Raises LedgerError.
    """
    shelf = Shelf(desk, _READER, standing)
    find_home(shelf)
    find_documents(shelf, Choice(), 1)
    for find in (find_episodes, list_page, find_series):
        find(shelf, 1)
    find_counts(shelf, "", "")
    find_questions(shelf, state="open", body="", page=1)
    draw(chart_counts((), ()))
