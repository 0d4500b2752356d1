"""Plain text and Markdown: the file is the article, with front matter if there is any."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from frontmatter.default_handlers import YAMLHandler

from newsrows.sources.encoding import decode
from newsrows.sources.errors import BadFileError
from newsrows.sources.metadata.fields import KEYS, Metadata, read_metadata
from newsrows.sources.options import ReadOptions
from newsrows.sources.record import Input, Record, digest


def read_text(given: Input, options: ReadOptions) -> Iterator[Record]:
    """The one article of a text file.

    Raises:
        BadFileError: it is no text, has none, or its front matter is broken.
    """
    data = given.read(options)
    text, encoding = decode(data)
    metadata, body = split_front_matter(text)
    if not body.strip():
        found = "an empty file" if not data else "no text" if body == text else "front matter and no text after it"
        raise BadFileError(f"found {found}, expected an article; next: fill it or remove it")
    yield Record(body, digest(data), metadata, encoding=encoding)


# YAML in front of an article, between two lines '---'.

# The library's own boundary takes the white space that follows away: the text must stay as it is.
_HANDLER = YAMLHandler(fm_boundary=re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE))
# An article may begin with a rule, too: '---', 'The strike is over, the union said.'
_FIRST_KEY = re.compile(
    r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*(?:[\"']?(?P<key>[A-Za-z_][\w -]*)[\"']?[ \t]*:(?:\s|\Z)|---)"
)


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """What the front matter of `text` says, and the text after its closing line, untouched.

    Text that does not begin with a mapping between two lines '---' has no front matter.

    Raises:
        BadFileError: the front matter is not closed, is no YAML, or holds a broken value.
    """
    first = _FIRST_KEY.match(text)
    if first is None:
        return Metadata(), text
    try:
        block, body = _HANDLER.split(text)
    except ValueError as error:
        if (first["key"] or "").lower() not in KEYS:
            return Metadata(), text
        raise BadFileError(
            "line 1: the front matter has no end, expected a line '---' after it; next: add one"
        ) from error
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
    """The YAML with each value as the text that stands there: a title 'No' is no boolean, a date may be broken."""
    try:
        return _HANDLER.load(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1  # marks count from 0, from the line after the first '---'
        problem = error.problem or error.context
    except (yaml.YAMLError, RecursionError) as error:
        line, problem = 1, str(error).splitlines()[0]
    raise BadFileError(
        f"line {line}: the front matter is no YAML ({problem}); "
        "next: correct the line, or put a value that holds a colon in quotation marks"
    )
