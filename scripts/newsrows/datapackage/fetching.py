"""Files on the web, fetched with care: https alone, public addresses alone, with limits on size, time and redirects.

Nothing is fetched unless the user asks for it. A file is kept in the user's cache folder under the SHA-256 of its
content, and fetched again only if the server says that it has changed.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import json
import os
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from newsrows.datapackage.limits import show_size

_PIECE = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
# Seconds: until the server says something, and for a whole file.
_SILENCE = 20
_WHOLE = 300


class FetchError(Exception):
    """A file is not fetched; the message says why."""


class Response(Protocol):
    """What a server answers."""

    status: int

    def read(self, size: int, /) -> bytes:
        """The next bytes of the content; none at the end."""

    def getheader(self, name: str, /) -> str | None:
        """A header."""


Request = Callable[[str, str, dict[str, str]], Response]
"""Asks a server (address, URL, headers) for a file; the address was checked."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched: its URL, the copy, and the SHA-256 of its content."""

    url: str
    path: Path
    sha256: str


@dataclass(frozen=True)
class Fetcher:
    """Fetches files, each once.

    Attributes:
        folder: where copies are kept.
        most: how many bytes a file may have.
        request: asks a server.
        resolve: the addresses of a host.
    """

    folder: Path
    most: int
    request: Request = field(default_factory=lambda: _https_request)
    resolve: Callable[[str, int], list[str]] = field(default_factory=lambda: _addresses)
    _fetched: dict[str, Fetched | FetchError] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """A copy of a file.

        Raises:
            FetchError: it cannot be fetched, or not safely.
        """
        if url not in self._fetched:
            try:
                self._fetched[url] = self._fetch(url)
            except FetchError as error:
                self._fetched[url] = error
            except (OSError, http.client.HTTPException, ValueError) as error:
                self._fetched[url] = FetchError(f"{type(error).__name__}: {error}")
        result = self._fetched[url]
        if isinstance(result, FetchError):
            raise result
        return result

    def _fetch(self, url: str) -> Fetched:
        known = self._known(url)
        headers = {"Accept-Encoding": "identity", "User-Agent": "newsrows"}
        if known is not None and known[1]:
            headers["If-None-Match"] = known[1]
        deadline = time.monotonic() + _WHOLE
        place = url
        for _ in range(_MOST_REDIRECTS + 1):
            response = self.request(self._checked_address(place), place, headers)
            if response.status in _REDIRECTS:
                place = urljoin(place, response.getheader("Location") or "")
            elif response.status == 304 and known is not None:
                return known[0]
            elif response.status != 200:
                raise FetchError(f"the server answers {response.status}")
            else:
                return self._keep(url, response, deadline)
        raise FetchError(f"found more than {_MOST_REDIRECTS} redirects")

    def _checked_address(self, url: str) -> str:
        """A public address of a URL's host."""
        parts = urlsplit(url)
        if parts.scheme.lower() != "https" or not parts.hostname or parts.username is not None:
            raise FetchError(f"found {url!r}, expected a URL that begins with https:// and a host")
        addresses = self.resolve(parts.hostname, parts.port or 443)
        for address in addresses:
            if not ipaddress.ip_address(address).is_global or ipaddress.ip_address(address).is_multicast:
                raise FetchError(f"the host {parts.hostname} has the address {address}, which is not public")
        if not addresses:
            raise FetchError(f"the host {parts.hostname} has no address")
        return addresses[0]

    def _keep(self, url: str, response: Response, deadline: float) -> Fetched:
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            try:
                for piece in self._pieces(response, deadline):
                    digest.update(piece)
                    file.write(piece)
            except BaseException:
                file.close()
                Path(file.name).unlink()
                raise
        path = self.folder / digest.hexdigest()
        Path(file.name).replace(path)
        self._remember(url, digest.hexdigest(), response.getheader("ETag"))
        return Fetched(url, path, digest.hexdigest())

    def _pieces(self, response: Response, deadline: float) -> Iterator[bytes]:
        size = 0
        while piece := response.read(_PIECE):
            size += len(piece)
            if size > self.most:
                raise FetchError(f"found more than {show_size(self.most)}; next: raise the limit with --max-fetch")
            if time.monotonic() > deadline:
                raise FetchError(f"it took more than {_WHOLE} seconds")
            yield piece

    def _known(self, url: str) -> tuple[Fetched, str | None] | None:
        """The copy of an earlier time, if it is whole, and its ETag."""
        try:
            note: Any = json.loads(self._note(url).read_bytes())
            path = self.folder / note["sha256"]
            with path.open("rb") as stream:
                is_whole = hashlib.file_digest(stream, "sha256").hexdigest() == note["sha256"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (Fetched(url, path, note["sha256"]), note.get("etag")) if is_whole else None

    def _remember(self, url: str, sha256: str, etag: str | None) -> None:
        note = self._note(url)
        partial = note.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps({"url": url, "sha256": sha256, "etag": etag}), "utf-8")
        partial.replace(note)

    def _note(self, url: str) -> Path:
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.json"


def default_folder() -> Path:
    """The folder for copies in the user's cache folder."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("newsrows") / "fetched"


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"the host {host} is not found ({error})") from None
    return [str(one[4][0]).partition("%")[0] for one in found]


class _Connection(http.client.HTTPSConnection):
    """A connection to an address that was checked, whatever the host's name means a moment later."""

    def __init__(self, address: str, host: str, port: int) -> None:
        self._checked_context = ssl.create_default_context()
        super().__init__(host, port, timeout=_SILENCE, context=self._checked_context)
        self._checked_address = address

    def connect(self) -> None:
        """Connect without asking for the host's address again."""
        plain = socket.create_connection((self._checked_address, self.port), timeout=_SILENCE)
        self.sock = self._checked_context.wrap_socket(plain, server_hostname=self.host)


def _https_request(address: str, url: str, headers: dict[str, str]) -> Response:
    parts = urlsplit(url)
    connection = _Connection(address, str(parts.hostname), parts.port or 443)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", target, headers=headers)
    return connection.getresponse()
