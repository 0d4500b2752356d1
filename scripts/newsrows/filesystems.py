"""Opens remote filesystems by URL: s3://, gs:// and others that fsspec supports (extra newsrows[remote])."""

from __future__ import annotations

from typing import Any

from newsrows.records.errors import NewsrowsError


def connect(url: str, error_type: type[NewsrowsError]) -> tuple[Any, str]:
    """Return the filesystem of a URL, and the path on it without a trailing slash.

    Args:
        url: a URL such as 's3://bucket/folder'.
        error_type: the class of errors to raise.

    Raises:
        error_type: fsspec, or the package that it needs for this kind of URL, is not installed, or fsspec does not
            support the URL.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        install = "this needs fsspec, which is not installed; next: pip install 'newsrows[remote]'"
        raise error_type(f"{url}: {install}") from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:  # 'Install s3fs to access S3', because of a ModuleNotFoundError for s3fs
        library = getattr(error.__cause__, "name", None)
        if library is None:
            raise error_type(f"{url}: {error}; next: install the package that it names") from error
        raise error_type(f"{url}: this needs {library}, which is not installed; next: pip install {library}") from error
    except Exception as error:  # each filesystem raises its own errors
        raise error_type(f"{url}: cannot be used ({type(error).__name__}: {error}); next: check the URL") from error
    return system, str(path).rstrip("/")
