from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newsrows.sources.article_ids import TakenIds, id_from_name, id_from_number, normalised_id


def test_what_is_packed_is_called_what_it_is_called_unpacked() -> None:
    assert id_from_name("2024/Rail Strike.txt.gz") == "rail-strike"
    assert id_from_number("2024/news.jsonl.gz", 12) == "2024-news-12"
    assert id_from_number("all.zip/2024/news.warc.gz", 3) == "all-zip-2024-news-3"


@given(st.text(min_size=1))
def test_an_identifier_has_the_characters_that_one_may_have(identifier: str) -> None:
    assert re.fullmatch(r"[a-z0-9_-]{0,120}", normalised_id(identifier))


def test_long_identifiers_stay_different() -> None:
    one, two = (normalised_id(f"https://quay.example/{'x' * 200}/{end}") for end in "ab")
    assert one != two
    assert len(one) == len(two) == 113


@given(st.lists(st.tuples(st.text("ab1", max_size=4), st.integers(0, 9))))
def test_the_first_has_the_identifier(claims: list[tuple[str, int]]) -> None:
    taken, expected = TakenIds(), dict[str, int]()
    for identifier, file in claims:
        assert taken.claim(identifier, file) == expected.get(identifier)
        expected.setdefault(identifier, file)


def test_many_identifiers_take_little_memory() -> None:
    taken = TakenIds()
    assert all(taken.claim(f"news-{number}", number % 7) is None for number in range(20_000))
    assert [taken.claim(f"news-{number}", 9) for number in range(20_000)] == [number % 7 for number in range(20_000)]
    assert len(taken._hashes) * (taken._hashes.itemsize + taken._files.itemsize) <= 36 * 20_000
