from __future__ import annotations

import bz2
from typing import TYPE_CHECKING

from maintain.names.wikipedia import read_wikipedia

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<page><title>T</title><revision><text xml:space="preserve">{}</text></revision></page>"""


def texts_of(folder: Path, *sources: str) -> list[str]:
    escaped = (source.replace("&", "&amp;").replace("<", "&lt;") for source in sources)
    pages = "".join(PAGE.format(source) for source in escaped)
    dump = folder / "dump.xml.bz2"
    dump.write_bytes(bz2.compress(f'<mediawiki xmlns="http://example.org/export/">{pages}</mediawiki>'.encode()))
    return read_wikipedia(dump)


def test_links_and_emphasis_leave_their_words(tmp_path: Path) -> None:
    source = "'''Vera Lindqvist''' led the [[Harbour Board (Oslo)|Harbour Board]] of [[Oslo]] in [http://a.b 1931]."
    assert texts_of(tmp_path, source) == ["Vera Lindqvist led the Harbour Board of Oslo in 1931."]


def test_what_is_no_prose_is_left_out(tmp_path: Path) -> None:
    source = (
        "{{Infobox|name={{nowrap|Vera}}}}\n== Life ==\n* A list of the many harbours that she had built in her time\n"
        "[[File:Oslo.jpg|thumb|The [[Oslo]] harbour in the year in which it opened]]\n"
        "She was born in Bergen<ref>The Bergen Times</ref> and went<ref name='x'/> to Oslo<!-- when? --> at&nbsp;ten.\n"
        "{| class=x\n| a cell of a table that nobody would take for a sentence\n|}\n\n"
        "Her bridges, with piers of granite &ndash; from Drammen &ndash; still stand."
    )
    (text,) = texts_of(tmp_path, source)
    assert text.split("\n\n") == [
        "She was born in Bergen and went to Oslo at ten.",
        "Her bridges, with piers of granite – from Drammen – still stand.",
    ]


def test_redirects_and_empty_pages_give_no_text(tmp_path: Path) -> None:
    assert texts_of(tmp_path, "#REDIRECT [[Harbour Board of the city of Oslo in Norway]]", "{{Stub}}") == []
