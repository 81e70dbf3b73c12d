"""What is of the public internet, and what is an address of it."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.addresses import encode_host, encode_target, is_public, join_link, port_of, split_url
from onrecord.errors import FetchError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.8", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "::ffff:127.0.0.1", "ff02::1",
        "2002:7f00:1::", "64:ff9b::7f00:1", "::ffff:169.254.169.254", "64:ff9b:1::7f00:1", "::127.0.0.1",
        "2001:db8::1", "192.0.2.1", "198.18.0.1", "100.100.100.200", "168.63.129.16", "2001:0:7f00:1::",
        "192.0.0.192", "192.88.99.1", "fec0::1", "3fff::1", "::ffff:192.0.0.192",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    """Private, loopback, link-local, metadata of every cloud, multicast, examples, and IPv4 in every wrapping."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_not(address: str) -> None:
    """Everyone's internet."""
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_hides_no_address(address: ipaddress.IPv4Address) -> None:
    """An IPv4 address is judged the same in IPv6."""
    number = int(address)
    wrapped = [f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}"]
    assert {is_public(form) for form in wrapped} == {is_public(str(address))}


@pytest.mark.parametrize(
    ("url", "host", "port", "target"),
    [
        ("http://office.example", b"office.example", 80, b"/"),
        ("https://office.example/a b?q=c d#e", b"office.example", 443, b"/a%20b?q=c%20d"),
        ("http://caf\u00e9.example:81/caf\u00e9%20x", b"xn--caf-dma.example", 81, b"/caf%C3%A9%20x"),
        ("http://office.example/\r\nX-Other: 1", b"office.example", 80, b"/X-Other:%201"),
    ],
)
def test_the_parts_of_an_address(url: str, host: bytes, port: int, target: bytes) -> None:
    """As they go on the wire: nothing in an address can begin another header."""
    parts = split_url(url)
    assert (encode_host(parts), port_of(parts), encode_target(parts)) == (host, port, target)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "office.example",
        "ftp://office.example/",
        "http://[",
        "http://u:p@office.example/",
        "http://x:70000/",
        "http://x/" + "a" * 2000,
    ],
)
def test_what_is_no_address(url: str) -> None:
    """Another scheme, no host, a password, a port that is none."""
    with pytest.raises(FetchError):
        split_url(url)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b", "https://office.example/news/b"),
        ("/b?c#d", "https://office.example/b?c#d"),
        ("//other.example/x", "https://other.example/x"),
        (" https://other.example/ ", "https://other.example/"),
        ("", None),
        ("mailto:press@office.example", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("/a\x00b", None),
        ("/a\ud800", None),
        ("/été", "https://office.example/été"),
        ("/" + "a" * 1900, "https://office.example/" + "a" * 1900),
        ("/" + "a" * 2000, None),
        ("/" + "é" * 1000, None),
    ],
)
def test_where_a_link_leads(link: str, expected: str | None) -> None:
    """To an address of the web, or to none."""
    assert join_link("https://office.example/news/a", link) == expected


@given(st.text(max_size=60))
def test_any_words_are_parts_or_are_refused(words: str) -> None:
    """Whatever is written where an address should be; what is encoded is plain ASCII without spaces."""
    try:
        parts = split_url("http://office.example/" + words)
    except FetchError:
        return
    assert not set(encode_target(parts)) & set(range(0x21))
