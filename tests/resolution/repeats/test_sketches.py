"""Sketches of articles."""

from datetime import date

from newsrows.records import Article
from newsrows.resolution.repeats.sketches import SKETCH_SCHEMA, sketch, sketch_articles

STORY = " ".join(f"word{number} and then word{number * 7}" for number in range(200))


def test_the_sketch_of_a_part_is_in_the_sketch_of_the_whole() -> None:
    part = " ".join(STORY.split()[100:300])
    assert 20 < len(sketch(part)) < len(sketch(STORY))
    assert set(sketch(part)) <= set(sketch(STORY))


def test_case_and_punctuation_do_not_matter() -> None:
    assert sketch(STORY.upper().replace(" AND", ", AND")) == sketch(STORY)


def test_order_matters() -> None:
    assert not set(sketch(" ".join(reversed(STORY.split())))) & set(sketch(STORY))


def test_a_text_of_three_words_has_no_sketch() -> None:
    assert sketch("only three words") == sketch("") == []


def test_a_sketch_does_not_depend_on_the_process() -> None:
    assert sketch("the boats sail on monday and on tuesday at noon from the old pier") == [
        76232421389674872,
        8480794134408370124,
    ]


def test_rows_have_dates_and_sketches() -> None:
    article = Article("pier", "pier.txt", "0" * 64, STORY, published_on=date(2031, 5, 4))
    rows = sketch_articles([article])
    assert rows.schema == SKETCH_SCHEMA
    assert rows["published_on"].to_list() == [date(2031, 5, 4)]
    assert rows["shingles"].to_list() == [sketch(STORY)]
