"""Reads plain text and Markdown: one article, perhaps with front matter, or an export of a newspaper database."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from frontmatter.default_handlers import YAMLHandler

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.databases.export import may_be_export, read_export
from newsrows.sources.formats.databases.lines import plain_lines
from newsrows.sources.metadata.fields import METADATA_KEYS, Metadata, read_metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import BadRecord, InputFile, Record, digest


def read_text(input_file: InputFile, options: ReadOptions) -> Iterator[Record | BadRecord]:
    """Yield the article of a text file, or the articles of an export.

    Raises:
        BadFileError: the file is not text or has no text, or its front matter is broken.
    """
    data = input_file.read(options)
    text, encoding = decode(data)
    metadata, body = split_front_matter(text)
    if not body.strip():
        found = "an empty file" if not data else "no text" if body == text else "front matter and no text after it"
        raise BadFileError(f"found {found}, expected an article; next: fill it or remove it")
    export = read_export(plain_lines(text), data, options, encoding) if may_be_export(text) else None
    if export is None:
        yield Record(body, digest(data), metadata, encoding=encoding)
    else:
        yield from export


# The parser of YAML takes about 10 microseconds for a character.
_MAX_FRONT_MATTER = 65_536
# The library's own boundary also removes the white space after it, but the text must not change.
_HANDLER = YAMLHandler(fm_boundary=re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE))
# Front matter begins with a key. Other text may begin with a line '---', too.
_FIRST_KEY = re.compile(
    r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:[\"']?(?P<key>[A-Za-z_](?:[\w -]*[\w-])?)[\"']?[ \t]*:(?:\s|\Z)|---)"
)


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """Return the metadata in the front matter of `text`, and the text after its closing line, unchanged.

    Front matter is a YAML mapping between two lines '---' at the beginning.

    Raises:
        BadFileError: the front matter is not closed, is not YAML, or has a bad value.
    """
    first = _FIRST_KEY.match(text)
    if first is None:
        return Metadata(), text
    try:
        block, body = _HANDLER.split(text)
    except ValueError as error:
        if (first["key"] or "").lower() not in METADATA_KEYS:
            return Metadata(), text
        raise BadFileError(
            "line 1: the front matter has no end, expected a line '---' after it; next: add one"
        ) from error
    if len(block) > _MAX_FRONT_MATTER:
        raise BadFileError(
            f"found front matter of {len(block):,} characters, expected at most {_MAX_FRONT_MATTER:,}; "
            "next: keep only the title, publisher, date and url"
        )
    values = _load(block)
    if values is None:
        return Metadata(), body
    if not isinstance(values, dict):
        return Metadata(), text
    try:
        return read_metadata({str(key): value for key, value in values.items()}), body
    except BadFileError as error:
        raise BadFileError(f"front matter, {error}") from error


def _load(block: str) -> object:
    """Load the YAML with all values as strings: a title 'No' is not a boolean, and a date may be invalid."""
    try:
        return _HANDLER.load(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1  # lines count from 0 after the first '---'
        problem = error.problem or error.context
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:  # \UFFFFFFFF is no character
        line, problem = 1, str(error).partition("\n")[0]
    raise BadFileError(
        f"line {line}: the front matter is not YAML ({problem}); "
        "next: correct the line, or put a value that holds a colon in quotation marks"
    )
