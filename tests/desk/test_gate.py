"""What comes to the desk over a real socket and is cut off: nobody is left to be told, and nothing breaks."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.desk.serving import enter, serve
from tests.hand import make_record

from onrecord.ledger.ledger import open_ledger


def test_a_form_that_is_cut_off_leaves_no_traceback(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """And the desk goes on."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(make_record())
        with serve(ledger) as address, enter(address) as client:
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            where = urlsplit(address)
            with socket.create_connection((where.hostname or "", where.port or 0)) as cut:
                head = [
                    "POST /reviews/hand HTTP/1.1",
                    f"Host: {where.netloc}",
                    f"Cookie: {cookie}",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: 900",
                ]
                cut.sendall("\r\n".join([*head, "", "verdict=acc"]).encode())
            assert client.get("/documents/hand").status_code == 200
    assert "Traceback" not in capfd.readouterr().err
