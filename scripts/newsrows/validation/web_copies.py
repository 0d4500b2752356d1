"""Copies of files on the web: those in the user's folders (`--map`), or fetched ones (`--fetch`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsrows.datapackage.fetching import Fetcher, FetchError
from newsrows.datapackage.limits import Limits
from newsrows.datapackage.sources import FolderSource
from newsrows.records import PackageError

Mapped = Sequence[tuple[str, Path]]
"""Web addresses, and the folders that hold copies of what is below them."""


class NoCopyError(Exception):
    """There is no copy of a file on the web; the message says why, as the end of a sentence."""


@dataclass(frozen=True)
class WebCopies:
    """Where copies of files on the web are.

    Attributes:
        mapped: folders with copies.
        fetcher: fetches files; None: nothing is fetched.
    """

    mapped: Mapped = ()
    fetcher: Fetcher | None = None

    def find(self, address: str, limits: Limits) -> Path:
        """The copy of a file.

        Raises:
            NoCopyError: there is none.
            PackageError: the address leads out of the folder with copies.
        """
        for start, folder in self.mapped:
            if address.startswith(start):
                inside = address[len(start) :].partition("?")[0].partition("#")[0].lstrip("/")
                file = FolderSource(folder, limits).inside(inside, address)
                if not file.is_file():
                    raise NoCopyError(f"has no copy in {folder}")
                return file
        if self.fetcher is None:
            raise NoCopyError("is not fetched; next: --map URL=FOLDER, or --fetch")
        try:
            whole = address.partition("#")[0]
            return self.fetcher.fetch(f"https{whole[4:]}" if whole.startswith("http://") else whole).path
        except FetchError as error:
            raise NoCopyError(f"could not be fetched ({error})") from None


def read_bytes(copies: WebCopies, address: str, limits: Limits) -> bytes:
    """The content of a copy of a JSON file.

    Raises:
        NoCopyError: there is no copy.
        PackageError: it is larger than the limit for JSON.
    """
    with copies.find(address, limits).open("rb") as stream:
        content = stream.read(limits.json_bytes + 1)
    if len(content) > limits.json_bytes:
        raise PackageError(f"{address}: found a larger file than --max-json allows; next: raise the limit")
    return content
