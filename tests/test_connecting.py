"""What is said of URLs that lead nowhere, whichever stage asks."""

from __future__ import annotations

import sys

import pytest

from newsrows.filesystems import connect
from newsrows.records import NewsrowsError


class TripError(NewsrowsError):
    """What a stage calls its own."""


def test_the_path_has_no_slash_behind() -> None:
    system, path = connect("memory://bucket/news/", TripError)
    assert (system.protocol, path) == ("memory", "/bucket/news")


def test_a_kind_of_url_that_nobody_knows() -> None:
    with pytest.raises(TripError, match=r"gopher://x: cannot be used \(ValueError: .*gopher.*\); next: check the URL"):
        connect("gopher://x", TripError)


def test_a_kind_of_url_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(TripError, match=r"s3://bucket: Install s3fs .*; next: pip install that package"):
        connect("s3://bucket", TripError)


def test_without_fsspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.delitem(sys.modules, "fsspec.core")
    with pytest.raises(TripError, match=r"s3://bucket: this needs fsspec, .*; next: pip install 'newsrows\[remote\]'"):
        connect("s3://bucket", TripError)
