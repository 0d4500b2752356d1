"""Articles to measure on: paragraphs of real ones put together anew, under other names."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsrows.lexicon import column

_TOP = Path(__file__).resolve().parents[2]
_FULL_NAME = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b")
_SYLLABLES = ("ba", "cor", "del", "fen", "gar", "hol", "ker", "lan", "mar", "nor", "pel", "ros", "sten", "tor", "wick")
_A_FOLDER = 1000


def default_texts() -> list[Path]:
    """Folders of articles: the annotated ones where they are at hand, else those of the project."""
    annotated = _TOP.parent / "shared" / "bench"
    return [annotated] if annotated.is_dir() else [_TOP / "seeds", _TOP / "tests" / "golden" / "articles"]


def paragraphs_of(folders: Sequence[Path]) -> list[str]:
    """The paragraphs of ten words and more in the .txt files below `folders`, in the order of the files' names."""
    files = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    texts = (path.read_text("utf-8", errors="replace") for path in files)
    return [part for text in texts for part in text.split("\n\n") if len(part.split()) >= 10]


def words_in(folder: Path) -> int:
    """How many words the articles below `folder` have."""
    return sum(len(path.read_text("utf-8").split()) for path in folder.rglob("*.txt"))


def write_articles(paragraphs: Sequence[str], folder: Path, *, count: int, length: int, seed: int = 1) -> None:
    """Write `count` articles of `length` paragraphs, as many a folder as is good for one."""
    for number, text in enumerate(_articles(paragraphs, count, length, seed)):
        path = folder / f"{number // _A_FOLDER:04}" / f"a{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _articles(paragraphs: Sequence[str], count: int, length: int, seed: int) -> Iterator[str]:
    random_ = random.Random(seed)  # noqa: S311 - no secret
    given = sorted(set(column("given_names", "name")))
    known = frozenset(name.capitalize() for name in given)
    for _ in range(count):
        text = "\n\n".join(random_.choices(paragraphs, k=length))
        for old in dict.fromkeys(_FULL_NAME.findall(text)):
            if old[0] in known:
                family = "".join(random_.choices(_SYLLABLES, k=3)).capitalize()
                text = text.replace(" ".join(old), f"{random_.choice(given).capitalize()} {family}")
                text = re.sub(rf"\b{old[1]}\b", family, text)
        yield text


def distinct_names(count: int, seed: int = 1) -> Iterator[str]:
    """Full names, hardly two of them alike."""
    random_ = random.Random(seed)  # noqa: S311 - no secret
    given = sorted(name.capitalize() for name in set(column("given_names", "name")))
    for _ in range(count):
        family = "".join(random_.choices(_SYLLABLES, k=random_.randint(2, 4))).capitalize()
        yield f"{random_.choice(given)} {random_.choice(_SYLLABLES)[0].upper()}. {family}"
