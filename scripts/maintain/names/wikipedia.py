"""Wikipedia articles as plain text. The fitted encoder marks the names in them for its student."""

from __future__ import annotations

import bz2
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHORTEST = 40
_INNERMOST = re.compile(r"\{\{[^{}]*\}\}|\{\|[^{}]*\|\}")
_CUT_OUT = re.compile(r"<!--.*?-->|<ref[^<>]*/>|<(ref|math|gallery|table|timeline)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_FILE = re.compile(r"\[\[(?:File|Image|Category|[a-z-]{2,12}):(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[https?://\S+ ([^\[\]]*)\]|\[https?://\S+\]")
_MARKS = re.compile(r"'{2,5}")
_ENTITIES = {"&nbsp;": " ", "&ndash;": "–", "&mdash;": "—", "&amp;": "&", "&quot;": '"'}


def read_wikipedia(dump: Path) -> list[str]:
    """The text of each article in a MediaWiki export (bz2). Empty lines separate paragraphs."""
    return [text for text in map(_plain, _sources(dump)) if text]


def _sources(dump: Path) -> Iterator[str]:
    with bz2.open(dump) as file:
        for _, element in ET.iterparse(file):  # noqa: S314  (the maintainer chooses the file)
            if element.tag.endswith("}text") and element.text and not element.text.lower().startswith("#redirect"):
                yield element.text
            if element.tag.endswith("}page"):
                element.clear()


def _plain(source: str) -> str:
    text = _CUT_OUT.sub("", source)
    replaced = 1
    while replaced:
        text, replaced = _INNERMOST.subn("", text)
    text = _LINK.sub(lambda link: link[1] or link[2] or "", _FILE.sub("", text))
    text = _MARKS.sub("", _TAG.sub("", text))
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if len(line) >= _SHORTEST and line[0] not in "*#:;|=!{}")
