"""Score roles against the annotation in tests/gold/roles.csv: score_roles.py BENCH [--split dev] [--errors].

BENCH holds the articles, which are not ours to publish: <set>/text/<article>.txt below it.
"""

import argparse
import csv
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a plain clone, where newsrows is not installed

from newsrows.extraction.finder import find, parse_all
from newsrows.extraction.models import load_models
from newsrows.extraction.names.gazetteers import SINGULAR_TITLES
from newsrows.lexicon import rows
from newsrows.records import Article, Role

GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold" / "roles.csv"
SMALL = ("of", "for", "to", "at", "on", "with", "in")
WRITTEN_OUT = {row["form"].lower(): row["title"] for row in rows("honorifics") if row["title"]}


@dataclass(frozen=True)
class Held:
    """A role, annotated or found: person and organisation as offsets, title as it is compared."""

    person: tuple[int, int]
    title: str
    organisation: tuple[int, int] | None
    status: str
    is_counted: bool = True

    @property
    def head(self) -> str:
        """The word that a title is of: 'minister' of 'minister for food'."""
        words = self.title.split()
        end = next((i for i, word in enumerate(words) if word in SMALL and i), len(words))
        return words[end - 1]


_NOBODY = Held((0, 0), "", None, "")


@dataclass(frozen=True)
class Result:
    """Counts of one article: annotated and found roles, those that agree by person and head word, and by more."""

    gold: int
    found: int
    hits: int
    titles: int
    organisations: int
    statuses: int


def normal(title: str) -> str:
    """A title in lower case and the singular, with abbreviations written out: 'Sen.' and 'senators' are 'senator'."""
    words = title.replace("-", " - ").lower().split()
    return " ".join(WRITTEN_OUT.get(word, SINGULAR_TITLES.get(word, word)) for word in words)


def shared(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether two half-open stretches overlap, or neither is there."""
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and other[0] < one[1]


def read_gold(split: str | None) -> dict[tuple[str, str], list[dict[str, str]]]:
    """The annotated rows by set and article; an article without roles has none."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    with GOLD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if split in {None, row["split"]}:
                held = found.setdefault((row["set"], row["article"]), [])
                held += [row] if row["title_start"] else []
    return found


def gold_role(row: Mapping[str, str], text: str) -> Held:
    """An annotated row with the words of its title."""
    a, b = int(row["title_start"]), int(row["title_end"])
    of = (int(row["organisation_start"]), int(row["organisation_end"])) if row["organisation_start"] else None
    person = (int(row["person_start"]), int(row["person_end"]))
    return Held(person, normal(text[a:b]), of, row["status"], row["counted"] == "yes")


def found_role(role: Role) -> Held:
    """What newsrows found, in the same shape."""
    of = role.organisation
    return Held(
        (role.person.start, role.person.end), normal(role.title), (of.start, of.end) if of else None, role.status
    )


def pair(gold: Sequence[Held], found: Sequence[Held]) -> Iterator[tuple[Held | None, Held | None]]:
    """One-to-one pairs of one person's roles, equal titles first, then equal head words; then what is left over."""
    free, open_ = list(found), list(gold)
    tests: tuple[Callable[[Held, Held], bool], ...] = (lambda g, f: g.title == f.title, lambda g, f: g.head == f.head)
    for test in tests:
        for annotated in list(open_):
            match = next((f for f in free if shared(annotated.person, f.person) and test(annotated, f)), None)
            if match is not None:
                free.remove(match)
                open_.remove(annotated)
                yield annotated, match
    yield from ((annotated, None) for annotated in open_)
    yield from ((None, one) for one in free)


def judge(pairs: Sequence[tuple[Held | None, Held | None]]) -> Result:
    """Counts over one article; what is annotated as not counted, and what was found for it, count neither way."""
    kept = [(g, f) for g, f in pairs if g is None or g.is_counted]
    both = [(g, f) for g, f in kept if g and f]
    return Result(
        gold=sum(g is not None for g, _ in kept),
        found=sum(f is not None for _, f in kept),
        hits=len(both),
        titles=sum(g.title == f.title for g, f in both),
        organisations=sum(shared(g.organisation, f.organisation) for g, f in both),
        statuses=sum(g.status == f.status for g, f in both),
    )


def figures(results: Sequence[Result]) -> dict[str, float]:
    """Precision, recall and F1; and the shares of hits whose title, organisation and status are right."""
    total = {name: sum(getattr(result, name) for result in results) for name in Result.__annotations__}
    hits = max(total["hits"], 1)
    return {
        "precision": total["hits"] / max(total["found"], 1),
        "recall": total["hits"] / max(total["gold"], 1),
        "F1": 2 * total["hits"] / max(total["found"] + total["gold"], 1),
        "title": total["titles"] / hits,
        "organisation": total["organisations"] / hits,
        "status": total["statuses"] / hits,
    }


def intervals(results: Sequence[Result], draws: int = 1000) -> dict[str, tuple[float, float]]:
    """95 % intervals of the bootstrap over articles, seeded."""
    rng = random.Random(0)  # noqa: S311 - a bootstrap keeps no secrets
    drawn = [figures(rng.choices(results, k=len(results))) for _ in range(draws)]
    ordered = {name: sorted(one[name] for one in drawn) for name in drawn[0]}
    return {name: (values[draws // 40], values[-draws // 40]) for name, values in ordered.items()}


def report(results: Sequence[Result]) -> str:
    """The figures as a table in Markdown."""
    values, ranges = figures(results), intervals(results)
    cells = (f"{value:.3f} [{ranges[name][0]:.2f}-{ranges[name][1]:.2f}]" for name, value in values.items())
    lines = [["articles", "roles", *values], ["---"] * (len(values) + 2)]
    lines += [[str(len(results)), str(sum(result.gold for result in results)), *cells]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def explain(key: tuple[str, str], text: str, annotated: Held | None, found: Held | None) -> str:
    """One pair that does not agree, with the text around it."""
    a, b = (annotated or found or _NOBODY).person
    around = " ".join(text[max(0, a - 90) : b + 110].split())
    sides = (f"{side.title} | {side.status} | {side.organisation}" if side else "-" for side in (annotated, found))
    return f"{'/'.join(key)}: {' <> '.join(sides)}\n    {around}"


def main() -> None:
    """Find the roles of the annotated articles, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("bench", type=Path, help="the folder with the articles")
    parser.add_argument("--split", choices=["dev", "held-out-1", "held-out-2"])
    parser.add_argument("--errors", action="store_true", help="print what does not agree")
    arguments = parser.parse_args()
    gold = read_gold(arguments.split)
    paths = [next(arguments.bench.rglob(f"{name}/**/text/{article}.txt")) for name, article in gold]
    articles = [Article(p.stem, p.name, "", p.read_bytes().decode("utf-8").replace("\r\n", "\n")) for p in paths]
    results = []
    parses = parse_all((article.text for article in articles), load_models())
    for key, article, parsed in zip(gold, articles, parses, strict=True):
        findings = find(article, parsed)
        annotated = [gold_role(row, article.text) for row in gold[key]]
        pairs = list(pair(annotated, [found_role(role) for role in findings.roles]))
        results.append(judge(pairs))
        if arguments.errors:
            wrong = ((g, f) for g, f in pairs if g is None or (g.is_counted and (f is None or g.title != f.title)))
            for one in wrong:
                sys.stdout.write(explain(key, article.text, *one) + "\n")
    sys.stdout.write(report(results) + "\n")


if __name__ == "__main__":
    main()
