"""Every exception OnRecord raises on purpose, drawn as a tree.

OnRecordError            what a user can be told in one sentence; the command line exits with 1
├── BeatError            a beat's TOML or CSV is wrong: file, line, key
├── SourceError          sources.toml is wrong: file, line, key
├── DocumentError        bytes that are no readable document; `reason` says which kind of trouble
│   └── FetchError       a URL that was not, or must not be, fetched
├── DatasetError         a table of statistics, or its description, is wrong: file, line, key
├── SpanError            offsets that do not stand in the text
├── ReviewError          a review that says what cannot be said of that fact
├── SignInError          a user, a password or a session that is not what it must be
├── WebhookError         an address or a file of webhooks that is not what it must be
├── ReaderError          a reader that cannot be made: its model or beat is missing
│   └── EndpointError    a language model that was named and gave no usable answer
├── ExportError          a file or folder that cannot be written, or that stands there already
└── LedgerError          a ledger that cannot be opened, or does not hold what was asked for
    └── UnreachableError a ledger whose server is not there, or went away in the middle

Trouble with one page is a value in a run's summary (a document and its reason), not an exception that ends the run.
"""

from typing import Literal

__all__ = [
    "BeatError",
    "DatasetError",
    "DocumentError",
    "EndpointError",
    "ExportError",
    "FetchError",
    "LedgerError",
    "OnRecordError",
    "ReaderError",
    "Reason",
    "ReviewError",
    "SignInError",
    "SourceError",
    "SpanError",
    "UnreachableError",
    "WebhookError",
]

Reason = Literal["empty", "binary", "too large", "blocked", "no document", "unreadable", "not found", "not fetched"]
"""Why a page was refused. `blocked` is a wall put before the document, `no document` an error or cookie page."""


class OnRecordError(Exception):
    """Something a user can be told in one sentence: what, where, what to do."""


class BeatError(OnRecordError):
    """A beat's data is wrong; the message begins with file and line or key."""


class SourceError(OnRecordError):
    """What names the sources to watch is wrong; the message begins with file and line or key."""


class DatasetError(OnRecordError):
    """A table of statistics, or what describes it, is wrong; the message begins with file and line or key."""


class DocumentError(OnRecordError):
    """These bytes are refused as a document."""

    def __init__(self, message: str, *, reason: Reason) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class FetchError(DocumentError):
    """A URL that was not fetched: refused, unreachable, too slow or too large."""

    def __init__(
        self,
        message: str,
        *,
        reason: Reason = "not fetched",
        status: int | None = None,
        wait: float | None = None,
        passing: bool = False,
    ) -> None:
        super().__init__(message, reason=reason)
        self.status = status  # of HTTP, where there was an answer
        self.wait = wait  # seconds that the answer asks us to stay away
        self.passing = passing  # whether it may be gone when asked again


class SpanError(OnRecordError):
    """Offsets that do not stand in the text they were made for."""


class ReviewError(OnRecordError):
    """A review that says what cannot be said of that fact, or that nobody says."""


class SignInError(OnRecordError):
    """A user who cannot be made, changed or let in."""


class WebhookError(OnRecordError):
    """A webhook that cannot be made or found, or a file of them that is something else's."""


class ReaderError(OnRecordError):
    """A reader that cannot be made."""


class EndpointError(ReaderError):
    """A language model that was named and gave no usable answer.

    `lasting` where asking about another document would end alike: nobody listens there, or the key is refused.
    """

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


class ExportError(OnRecordError):
    """A file or folder that cannot be written, or that stands there already."""


class LedgerError(OnRecordError):
    """A ledger that cannot be opened, or does not hold what was asked for."""


class UnreachableError(LedgerError):
    """A ledger whose server is not there, or went away in the middle; nothing was done, or it is not known."""
