"""Generates articles for measurements from the paragraphs of real articles, with other names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsrows.lexicon import column

_TOP = Path(__file__).resolve().parents[2]
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b")
_SYLLABLES = ("ba", "cor", "del", "fen", "gar", "hol", "ker", "lan", "mar", "nor", "pel", "ros", "sten", "tor", "wick")
_ARTICLES_PER_FOLDER = 1000


def default_texts() -> list[Path]:
    """Return folders of articles: the annotated ones if they are available, otherwise those of the project."""
    annotated = _TOP.parent / "shared" / "bench"
    return [annotated] if annotated.is_dir() else [_TOP / "seeds", _TOP / "tests" / "golden" / "articles"]


def paragraphs_of(folders: Sequence[Path]) -> list[str]:
    """Return the paragraphs of at least ten words in the .txt files below `folders`, in the order of file names."""
    files = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    texts = (path.read_text("utf-8", errors="replace") for path in files)
    return [part for text in texts for part in text.split("\n\n") if len(part.split()) >= 10]


def words_in(folder: Path) -> int:
    """Return the number of words of the articles below `folder`."""
    return sum(len(path.read_text("utf-8").split()) for path in folder.rglob("*.txt"))


def write_articles(paragraphs: Sequence[str], folder: Path, *, count: int, length: int, seed: int = 1) -> None:
    """Write `count` articles of `length` paragraphs, in folders of a thousand articles."""
    for number, text in enumerate(_articles(paragraphs, count, length, seed)):
        path = folder / f"{number // _ARTICLES_PER_FOLDER:04}" / f"a{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _articles(paragraphs: Sequence[str], count: int, length: int, seed: int) -> Iterator[str]:
    random_ = random.Random(seed)  # noqa: S311 - not for security
    given_names = sorted(set(column("given_names", "name")))
    capitalised = frozenset(name.capitalize() for name in given_names)
    for _ in range(count):
        text = "\n\n".join(random_.choices(paragraphs, k=length))
        for old in dict.fromkeys(_FULL_NAME.findall(text)):
            if old[0] in capitalised:
                family = "".join(random_.choices(_SYLLABLES, k=3)).capitalize()
                text = text.replace(" ".join(old), f"{random_.choice(given_names).capitalize()} {family}")
                text = re.sub(rf"\b{old[1]}\b", family, text)
        yield text


def distinct_names(count: int, seed: int = 1) -> Iterator[str]:
    """Yield `count` full names, nearly all of them different."""
    random_ = random.Random(seed)  # noqa: S311 - not for security
    given_names = sorted(name.capitalize() for name in set(column("given_names", "name")))
    for _ in range(count):
        family = "".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))).capitalize()
        yield f"{random_.choice(given_names)} {random_.choice(_SYLLABLES)[0].upper()}. {family}"
