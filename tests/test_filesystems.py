"""What is said of URLs that lead nowhere, whichever stage asks."""

from __future__ import annotations

import sys

import pytest

from newsrows.filesystems import connect
from newsrows.records import NewsrowsError


class TripError(NewsrowsError):
    """What a stage calls its own."""


def test_path_of_a_url_has_no_trailing_slash() -> None:
    system, path = connect("memory://bucket/news/", TripError)
    assert (system.protocol, path) == ("memory", "/bucket/news")


def test_url_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(TripError, match=r"gopher://x: cannot be used \(ValueError: .*gopher.*\); next: check the URL"):
        connect("gopher://x", TripError)


def test_missing_package_for_a_url_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(TripError, match="s3://bucket: this needs s3fs, which is not installed; next: pip install s3fs"):
        connect("s3://bucket", TripError)


def test_missing_fsspec_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.delitem(sys.modules, "fsspec.core")
    with pytest.raises(TripError, match=r"s3://bucket: this needs fsspec, .*; next: pip install 'newsrows\[remote\]'"):
        connect("s3://bucket", TripError)
