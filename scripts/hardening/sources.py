"""Files of articles that were damaged, or written to do harm; and reviews and registries of the same kind."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import newsrows as nr
from newsrows.records import Rejected, WebPage
from newsrows.resolution import read_registry
from newsrows.review import read_reviews
from newsrows.sources import ReadOptions, find_files, open_page, read_unopened

_SENTENCE = "The harbour reopened on Friday. “We are glad,” said Ann Lee, the mayor of Exmouth."
_ARTICLE = {"id": "a", "title": "Harbour", "date": "2024-03-01", "url": "https://example.org/a", "text": _SENTENCE}
_HEADER = "article_sha256,article_id,table,row_id,start,end,text,verdict,finding,column,corrected,reviewed_at"
_FILES = {
    "a.json": json.dumps([_ARTICLE]),
    "a.jsonl": json.dumps(_ARTICLE) + "\n",
    "a.csv": f"id,title,date,text\na,Harbour,2024-03-01,{json.dumps(_SENTENCE)}\n",
    "a.md": f"---\ntitle: Harbour\ndate: 2024-03-01\ntags: [a, b]\n---\n{_SENTENCE}\n",
    "a.txt": _SENTENCE,
    "a.html": f"<html><head><title>Harbour</title></head><body><article><p>{_SENTENCE}</p></article></body></html>",
    "a.xml": f"<rss><channel><item><title>Harbour</title><description>{_SENTENCE}</description></item></channel></rss>",
    "metadata.csv": "file_name,title,published_on\na.txt,Harbour,2024-03-01\n",
    "reviews.csv": f"{_HEADER}\n{'0' * 64},a,quotes,a:q3,3,9,harbour,right,,,,2026-01-01T00:00:00Z\n",
    "registry.csv": "id,name,type,aliases\nann-lee,Ann Lee,person,A. Lee\n",
}
_PIECES = [
    *(
        "\0",
        "\ud800",
        "\\ud800",
        "\U0010ffff",
        "\u202e",
        "\x1b]0;x\x07",
        "\r",
        "\n\n",
        '"',
        "'",
        ",",
        "---\n",
        "[" * 200,
    ),
    *(
        "{" * 200,
        "9" * 500,
        "1e999",
        "NaN",
        "-Infinity",
        "!!python/object:a",
        "&a [*a]",
        "<!ENTITY a 'b'>",
        "<!---->" * 9,
    ),
    *("::error::", "=1+1", "../../x", "http://[broken/", "0000-00-00", "99999-12-31", "%s", " " * 500, "é" * 300),
]


def _damaged(text: str, random: Random) -> bytes:
    data = text
    for _ in range(random.randint(1, 4)):
        place = random.randint(0, len(data))
        end = min(len(data), place + random.choice((0, 0, 1, 5, 40)))
        data = data[:place] + random.choice(_PIECES) + data[end:]
    encoded = data.encode("utf-8", "surrogatepass")
    if random.random() < 0.3:
        place = random.randrange(len(encoded))
        encoded = encoded[:place] + random.randbytes(random.randint(1, 3)) + encoded[place + 1 :]
    return encoded[: random.randint(0, len(encoded))] if random.random() < 0.2 else encoded


def try_sources(folder: Path, random: Random) -> None:
    """Read damaged files, one of each kind: each is read, rejected with a reason, or refused with a message."""
    for name, text in _FILES.items():
        (folder / name).write_bytes(_damaged(text, random))
    for path in [folder, *(folder / name for name in _FILES if name.startswith("a."))]:
        try:
            for item in read_unopened(find_files([path]), ReadOptions()):
                article = open_page(item) if isinstance(item, WebPage) else item
                if isinstance(article, Rejected) and len(article.reason) > 1_000:
                    raise AssertionError(f"{article.file_name}: a reason of more than 1,000 characters")
        except nr.NewsrowsError:
            continue


def try_reviews(folder: Path, random: Random) -> None:
    """Read damaged reviews and a damaged registry."""
    for name, read in (("reviews.csv", lambda path: read_reviews([path])), ("registry.csv", read_registry)):
        (folder / name).write_bytes(_damaged(_FILES[name], random))
        try:
            read(folder / name)
        except nr.NewsrowsError as error:
            if len(str(error)) > 5_000:
                raise AssertionError("a message of more than 5,000 characters") from None
