"""Files on the web are fetched with limits, and from public addresses alone."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from newsrows.datapackage.fetching import Fetcher, FetchError, Response

PUBLIC = "93.184.215.14"


class Answer:
    def __init__(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.status = status
        self._content = io.BytesIO(content)
        self._headers = headers

    def read(self, size: int, /) -> bytes:
        return self._content.read(size)

    def getheader(self, name: str, /) -> str | None:
        return self._headers.get(name)


class Server:
    """Answers by URL; remembers what it was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    def __call__(self, address: str, url: str, headers: dict[str, str]) -> Response:
        self.asked.append((address, url, dict(headers)))
        return self.answers[url]


def fetcher(folder: Path, server: Server, *, most: int = 1000, **hosts: str) -> Fetcher:
    addresses = {"quay.example": PUBLIC, **{name.replace("_", "."): address for name, address in hosts.items()}}
    return Fetcher(folder, most, server, lambda host, _: addresses[host].split())


def test_file_is_kept_under_the_hash_of_its_content(tmp_path: Path) -> None:
    server = Server({"https://quay.example/s.json": Answer(200, b"{}")})
    fetched = fetcher(tmp_path, server).fetch("https://quay.example/s.json")
    assert fetched.path.read_bytes() == b"{}"
    assert fetched.path.name == fetched.sha256 == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert server.asked[0][0] == PUBLIC


def test_file_is_fetched_once_per_run(tmp_path: Path) -> None:
    server = Server({"https://quay.example/s.json": Answer(200, b"{}")})
    one = fetcher(tmp_path, server)
    assert one.fetch("https://quay.example/s.json") is one.fetch("https://quay.example/s.json")
    assert len(server.asked) == 1


def test_copy_of_an_earlier_run_is_used_if_the_server_says_that_it_is_the_same(tmp_path: Path) -> None:
    url = "https://quay.example/s.json"
    first = fetcher(tmp_path, Server({url: Answer(200, b"{}", ETag='"v1"')})).fetch(url)
    again = Server({url: Answer(304)})
    assert fetcher(tmp_path, again).fetch(url) == first
    assert again.asked[0][2]["If-None-Match"] == '"v1"'


def test_copy_that_was_altered_is_not_used(tmp_path: Path) -> None:
    url = "https://quay.example/s.json"
    fetcher(tmp_path, Server({url: Answer(200, b"{}", ETag='"v1"')})).fetch(url).path.write_bytes(b"[]")
    again = Server({url: Answer(200, b"{}")})
    assert fetcher(tmp_path, again).fetch(url).path.read_bytes() == b"{}"
    assert "If-None-Match" not in again.asked[0][2]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.8", f"{PUBLIC} 192.168.1.1"],
)
def test_address_that_is_not_public_is_refused(address: str, tmp_path: Path) -> None:
    server = Server({"https://inside.example/s.json": Answer(200, b"{}")})
    with pytest.raises(FetchError, match="is not public"):
        fetcher(tmp_path, server, inside_example=address).fetch("https://inside.example/s.json")
    assert not server.asked


@pytest.mark.parametrize(
    "url", ["http://quay.example/s.json", "ftp://quay.example/s", "https:///s.json", "https://a:b@quay.example/s.json"]
)
def test_only_https_is_fetched(url: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="expected a URL that begins with https"):
        fetcher(tmp_path, Server({})).fetch(url)


def test_redirect_is_followed_and_checked(tmp_path: Path) -> None:
    server = Server(
        {
            "https://quay.example/a": Answer(302, Location="/b"),
            "https://quay.example/b": Answer(200, b"b"),
            "https://quay.example/c": Answer(302, Location="http://quay.example/b"),
            "https://quay.example/d": Answer(301, Location="https://inside.example/b"),
            "https://quay.example/e": Answer(302, Location="/e"),
        }
    )
    one = fetcher(tmp_path, server, inside_example="10.0.0.8")
    assert one.fetch("https://quay.example/a").path.read_bytes() == b"b"
    for url, reason in (("c", "expected a URL"), ("d", "not public"), ("e", "more than 5 redirects")):
        with pytest.raises(FetchError, match=reason):
            one.fetch(f"https://quay.example/{url}")


def test_file_that_is_too_large_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    server = Server({"https://quay.example/s.json": Answer(200, b"x" * 1001)})
    with pytest.raises(FetchError, match="found more than 1 kB"):
        fetcher(tmp_path, server).fetch("https://quay.example/s.json")
    assert list(tmp_path.iterdir()) == []


def test_answer_that_is_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="answers 404"):
        fetcher(tmp_path, Server({"https://quay.example/x": Answer(404)})).fetch("https://quay.example/x")
