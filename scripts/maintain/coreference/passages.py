"""Texts in which it is known whom pronouns mean: GAP, GUM and stories written for newsrows."""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Range = tuple[int, int]

STORIES: Final = Path(__file__).with_name("stories.txt")
THIRD_PERSON: Final = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


@dataclass(frozen=True)
class Gold:
    """Whom a pronoun means.

    Attributes:
        right: spans of the person's names; empty if these are not known.
        wrong: spans of names of others; only used if `right` is empty.
        is_unnamed: whether the pronoun may mean somebody without a name.
    """

    right: tuple[Range, ...]
    wrong: tuple[Range, ...]
    is_unnamed: bool


@dataclass(frozen=True)
class Passage:
    """A text, and whom some of its pronouns mean, by the offset of the pronoun."""

    name: str
    text: str
    gold: Mapping[int, Gold]
    source: str


def read_gap(path: Path) -> Iterator[Passage]:
    """The passages of GAP (Webster et al. 2018): one pronoun and two names in each."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = {x: (int(row[f"{x}-offset"]), int(row[f"{x}-offset"]) + len(row[x])) for x in "AB"}
            right = tuple(spans[x] for x in "AB" if row[f"{x}-coref"] == "TRUE")
            gold = Gold(right, tuple(spans.values()), is_unnamed=not right)
            yield Passage(row["ID"], row["Text"], {int(row["Pronoun-offset"]): gold}, "gap")


def read_gum(path: Path) -> Iterator[Passage]:
    """Documents of GUM with all mentions of the people that are named in them: other pronouns mean somebody else."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names, meant = _by_entity(row["mentions"])
            gold = {
                match.start(): Gold(names.get(meant.get(match.start(), ""), ()), (), match.start() not in meant)
                for match in re.finditer(r"[A-Za-z]+", row["text"])
                if match.group().lower() in THIRD_PERSON
            }
            known = {at: entry for at, entry in gold.items() if entry.right or entry.is_unnamed}
            yield Passage(row["doc_id"], row["text"], known, "gum")


def _by_entity(mentions: list[dict[str, Any]]) -> tuple[dict[str, tuple[Range, ...]], dict[int, str]]:
    """The spans of each entity's names, and the entity of each pronoun by its offset."""
    names: dict[str, tuple[Range, ...]] = defaultdict(tuple)
    meant: dict[int, str] = {}
    for mention in mentions:
        if mention["kind"] == "name":
            names[mention["entity"]] += ((mention["start"], mention["end"]),)
        elif mention["kind"] == "pronoun":
            meant[mention["start"]] = mention["entity"]
    return dict(names), meant


# In a story, {A} is a full name, {a} its surname, <he:A> a pronoun that means A, <he:-> one that means nobody named.
_MARK: Final = re.compile(r"\{([A-Ca-c])\}|<(\w+):([A-C-])>|\b(himself|his|him|he)\b", re.IGNORECASE)
_FEMALE: Final = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_MEN: Final = (
    "Martin Oliver Peter Graham Thomas Daniel Stephen Andrew Colin Patrick Marco Ahmed Hugo Simon Gareth Victor"
)
_WOMEN: Final = "Helen Sarah Alice Margaret Julia Fiona Rachel Laura Nora Elena Emma Claire Amina Judith Diana Sophie"
_SURNAMES: Final = (
    "Hartley Pemberton Okafor Lindqvist Marsh Delgado Rowntree Kessler Whitlock Banerjee Fenwick Larsson Osborne Tate "
    "Quigley Moreau Saunders Ridley Vance Castellan Novak Abbott"
)
# Given names that newsrows does not know, so that only the text shows whether a woman or a man bears them.
_UNKNOWN: Final = "Gopal Lindani Palesa Tumi Zanele Xolani Bongani Lerato Siri Jaya Kiran Rui Dao Yaw Sipho Nomvula"
_TELLINGS: Final = 4


def read_stories(path: Path = STORIES, seed: int = 7) -> Iterator[Passage]:
    """The stories written for newsrows, each several times with other names, for men and for women."""
    chance = random.Random(seed)  # noqa: S311 - names of invented people
    for number, story in enumerate(path.read_text(encoding="utf-8").strip().split("\n---\n")):
        is_about_women = re.search(r"<(?:she|her):", story, re.IGNORECASE) is not None
        is_about_both = is_about_women and re.search(r"<(?:he|his|him):", story, re.IGNORECASE) is not None
        for telling in range(_TELLINGS):
            is_female = is_about_women or telling % 2 == 1
            is_unknown = is_about_both or telling == _TELLINGS - 1
            given = chance.sample((_UNKNOWN if is_unknown else _WOMEN if is_female else _MEN).split(), 3)
            family = chance.sample(_SURNAMES.split(), 3)
            people = {x: (f"{given[i]} {family[i]}", family[i]) for i, x in enumerate("ABC")}
            yield _told(f"story-{number}-{telling}", story, people, replaces=is_female and not is_about_women)


def _told(name: str, story: str, people: Mapping[str, tuple[str, str]], *, replaces: bool) -> Passage:
    text, end = "", 0
    names: dict[str, tuple[Range, ...]] = defaultdict(tuple)
    meant: dict[int, str] = {}
    for match in _MARK.finditer(story):
        text += story[end : match.start()]
        end = match.end()
        letter, pronoun, person, bare = match.groups()
        if letter:
            word = people[letter.upper()][letter.islower()]
            names[letter.upper()] += ((len(text), len(text) + len(word)),)
        else:
            word = pronoun or bare
            if replaces:
                other = _FEMALE.get(word.lower(), word.lower())
                word = other.capitalize() if word[0].isupper() else other
            if person:
                meant[len(text)] = person
        text += word
    gold = {at: Gold(names.get(person, ()), (), is_unnamed=person == "-") for at, person in meant.items()}
    return Passage(name, text + story[end:] + "\n", gold, "stories")
