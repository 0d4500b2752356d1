"""Filesystems that URLs lead to: s3://, gs:// and whatever else fsspec knows (extra newsrows[remote])."""

from __future__ import annotations

from typing import Any

from newsrows.records.errors import NewsrowsError


def connect(url: str, problem: type[NewsrowsError]) -> tuple[Any, str]:
    """The filesystem that a URL is of, and the path on it, without a slash behind.

    Raises:
        problem: fsspec, or the package that it needs for this kind of URL, is not installed, or nobody knows the kind.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        install = "this needs fsspec, which is not installed; next: pip install 'newsrows[remote]'"
        raise problem(f"{url}: {install}") from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:  # 'Install s3fs to access S3'
        raise problem(f"{url}: {error}; next: pip install that package") from error
    except Exception as error:  # each filesystem has errors of its own
        raise problem(f"{url}: cannot be used ({type(error).__name__}: {error}); next: check the URL") from error
    return system, str(path).rstrip("/")
