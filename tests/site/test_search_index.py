from __future__ import annotations

import json
from typing import Any

import pytest
from own_package import Rows, linked_rows, own_rows

from newsrows.site.entity_pages import article_links
from newsrows.site.package import Package
from newsrows.site.search_index import folded, search_files

Files = dict[str, tuple[str, ...]]


def files(package: Package) -> Files:
    return search_files(package, article_links(package))


@pytest.fixture(scope="module")
def quayside() -> Files:
    return files(linked_rows(own_rows()))


def passed(script: str) -> Any:
    """What a script passes to the page: its last argument."""
    return json.loads(script[script.index("[") : script.rindex(")")])


def words(index: Files) -> list[str]:
    return [word for script in index["words"] for word in passed(script)]


def places(index: Files, word: str) -> dict[int, list[int]]:
    """Where a word stands: the numbers of words by the number of the article."""
    firsts = passed(index["shards"][0])
    number = words(index).index(word)
    shard = max(place for place, first in enumerate(firsts) if first <= number)
    result: dict[int, list[int]] = {}
    for entry in passed(index["postings"][shard])[number - firsts[shard]].split(";"):
        article, _, steps = entry.partition(":")
        at, own = 0, []
        for step in steps.split(","):
            at += int(step, 36)
            own.append(at)
        result[int(article, 36)] = own
    return result


def test_every_word_has_its_places(quayside: Files) -> None:
    title = len(["Harbour", "ferries", "to", "stop", "at", "night"])
    assert places(quayside, "harbour") == {0: [0, title + 10, places(quayside, "echo")[0][0] - 1]}
    assert places(quayside, "penny") == {1: [place + 1 for place in places(quayside, "every")[1]]}
    assert words(quayside) == sorted(words(quayside))


def test_case_and_accents_are_folded() -> None:
    assert [folded(word) for word in ("ÉCOLE", "Łódź", "naïve", "Zoë")] == ["ecole", "łodz", "naive", "zoe"]


def test_quote_is_a_range_of_words(quayside: Files) -> None:
    bakery = passed(quayside["found"][0])[1]
    ((first, last, anchor, speaker),) = bakery[4]
    assert (first, last) == (places(quayside, "every")[1][0], places(quayside, "back")[1][-1])
    assert anchor.startswith("q")
    assert passed(quayside["speakers-of-quotes"][0])[speaker] == "Marta Lindqvist"


def test_figure_has_the_words_of_its_sentence() -> None:
    rows = Rows()
    rows.article("a", "Rain fell. Some 12 boats sank at noon. Nobody died.")
    rows.statistic("a", "12 boats", 12, sentence="Some 12 boats sank at noon.")
    index = files(linked_rows(rows))
    ((first, last, _, words_of_figure, _),) = passed(index["found"][0])[0][5]
    assert (first, last) == (places(index, "some")[0][-1], places(index, "noon")[0][-1])
    assert words_of_figure == "12 boats"


def test_texts_are_in_files_that_articles_name(quayside: Files) -> None:
    articles = passed(quayside["found"][0])
    assert [article[6] for article in articles] == [0, 0, 0]
    assert passed(quayside["texts"][0])[1].startswith("Bakery pays back")


def test_long_postings_and_texts_have_files_of_their_own() -> None:
    rows = Rows()
    for number in range(4):
        rows.article(f"a{number}", "boat " * 9_000 + f"end{number}")
    index = files(linked_rows(rows))
    assert [article[6] for article in passed(index["found"][0])] == [0, 1, 2, 3]
    assert len(index["texts"]) == 4
    assert len(index["postings"]) == len(passed(index["shards"][0])) == 2
    assert list(places(index, "end3")) == [3]
    places_in_title = passed(index["found"][0])[3][0].count("boat")
    assert len(places(index, "boat")[3]) == 9_000 + places_in_title


def test_package_without_text_is_searched_by_titles_and_names() -> None:
    rows = own_rows()
    for article in rows.tables["articles"]:
        article["text"] = None
    index = files(linked_rows(rows))
    assert "harbour" in words(index)
    assert [entity[0] for entity in passed(index["names"][0])][:1] == ["Marta Lindqvist"]
