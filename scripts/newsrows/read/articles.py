"""Files to articles, one after another."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from newsrows.read.decode import decode
from newsrows.read.errors import BadFileError
from newsrows.read.files import Found, SourceFile, find_files
from newsrows.read.front_matter import split_front_matter
from newsrows.read.metadata import Metadata
from newsrows.read.metadata_csv import read_metadata_files
from newsrows.records import Article, Rejected

MAX_CHARACTERS = 1_000_000
# A character takes at most four bytes, a line end at most two characters, and front matter needs some room.
_BYTES_PER_CHARACTER = 8
_ROOM_FOR_FRONT_MATTER = 65_536


def read_articles(sources: Sequence[Path], *, max_characters: int = MAX_CHARACTERS) -> Iterator[Article | Rejected]:
    """The articles in `sources`, as `find_files` and `read_files` give them.

    Raises:
        ReadError: a source cannot be used, or a folder holds no article; at once, not at the first article.
    """
    return read_files(find_files(sources), max_characters=max_characters)


def read_files(found: Found, *, max_characters: int = MAX_CHARACTERS) -> Iterator[Article | Rejected]:
    """The articles in the files found, in their order, read one at a time; what cannot be read comes as `Rejected`.

    Of files that give the same article_id the first that can be read is the article, the others are rejected. What
    front matter says goes before what metadata.csv says.

    Args:
        found: what `find_files` found.
        max_characters: length of an article, in Unicode code points, above which it is rejected.
    """
    described, unused = read_metadata_files(found.metadata)
    yield from found.rejected
    yield from unused
    taken: dict[str, Path] = {}
    for file in found.files:
        try:
            article = _read_article(file, described.get(os.path.realpath(file.path), Metadata()), max_characters)
            _refuse_taken(article, taken)
        except BadFileError as error:
            yield Rejected(str(file.path), str(error))
        else:
            taken[article.article_id] = file.path
            yield article


def article_id(file_name: str) -> str:
    """The identifier that a file's name gives: its stem in lower case, other characters than a-z 0-9 _ - as '-'.

    The name is composed first (NFC), so that 'é' is one character whatever file system the file came from.
    """
    stem = unicodedata.normalize("NFC", PurePosixPath(file_name).stem)
    return re.sub(r"[^a-z0-9_-]", "-", stem.lower())


def _refuse_taken(article: Article, taken: Mapping[str, Path]) -> None:
    if first := taken.get(article.article_id):
        raise BadFileError(
            f"its article_id would be {article.article_id!r}, which {first} has already; next: rename one of them"
        )


def _read_article(file: SourceFile, described: Metadata, max_characters: int) -> Article:
    data = _read_bytes(file.path, max_characters)
    text, encoding = decode(data)
    metadata, body = split_front_matter(text)
    if not body.strip():
        found = "an empty file" if not data else "no text" if body == text else "front matter and no text after it"
        raise BadFileError(f"found {found}, expected an article; next: fill it or remove it")
    if len(body) > max_characters:
        raise BadFileError(_too_long(f"{len(body):,} characters", max_characters, len(body)))
    known = metadata.or_else(described)
    return Article(
        article_id=article_id(file.file_name),
        file_name=file.file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=body,
        title=known.title,
        publisher=known.publisher,
        published_on=known.published_on,
        url=known.url,
        encoding=encoding,
    )


def _read_bytes(path: Path, max_characters: int) -> bytes:
    """The bytes of a file, which is not even opened if it is no regular file (a pipe would block) or far too long."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadFileError("found a pipe, socket or device, expected a file; next: remove it")
        if status.st_size > max_characters * _BYTES_PER_CHARACTER + _ROOM_FOR_FRONT_MATTER:
            raise BadFileError(_too_long(f"{status.st_size:,} bytes", max_characters, status.st_size))
        return path.read_bytes()
    except FileNotFoundError as error:
        if path.is_symlink():
            reason = f"found a link to {path.readlink()}, which does not exist; next: correct or remove the link"
        else:
            reason = "the file was there and is gone; next: start again"
        raise BadFileError(reason) from error
    except OSError as error:
        raise BadFileError(f"cannot be read ({error.strerror}); next: check the file and its permissions") from error


def _too_long(found: str, limit: int, enough: int) -> str:
    return (
        f"found {found}, expected at most {limit:,}; "
        f"next: split the file into its articles, or raise the limit with --max-characters {enough}"
    )
