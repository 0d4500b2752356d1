"""Keys of articles, and lists and sets of them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrows.engine.keys import KEY_SCHEMA, KeyList, KnownKeys, article_key
from newsrows.records import Article, WebPage

ONE = Article("one", "one.txt", "1" * 64, "One.")

# Some that differ in their first half, some in their second only.
keys = st.tuples(st.sampled_from(["0" * 16, "f" * 16, "8" + "0" * 15]), st.integers(0, 2**64 - 1)).map(
    lambda pair: f"{pair[0]}{pair[1]:016x}"
)


@pytest.mark.parametrize("change", [{"sha256": "4" * 64}, {"title": "One"}, {"file_name": "a/one.txt"}])
def test_key_of_an_article_depends_on_its_metadata(change) -> None:
    assert article_key(replace(ONE, **change)) != article_key(ONE)
    assert article_key(replace(ONE)) == article_key(ONE)


def test_key_of_a_page_depends_on_everything_but_its_display_name() -> None:
    page = WebPage("one", "one.html", "1" * 64, b"<p>One.", "news/one.html", 1000)
    changes = [{name: "2"} for name in WebPage.__slots__ if name not in {"data", "shown"}]
    changed = {article_key(replace(page, **change)) for change in changes}
    assert len(changed | {article_key(page)}) == len(changes) + 1
    assert article_key(replace(page, shown="one.html")) == article_key(page)


@given(st.lists(keys))
def test_key_list_keeps_the_order_of_keys(found) -> None:
    assert list(KeyList(found)) == found
    assert len(KeyList(found)) == len(found)


@given(st.lists(keys), st.lists(keys))
def test_known_keys_contains_exactly_the_added_keys(known, others) -> None:
    found = KnownKeys(KeyList(known).frame())
    assert sorted(found) == sorted(set(known))
    assert len(found) == len(set(known))
    assert [key in found for key in known + others] == [key in set(known) for key in known + others]


def test_known_keys_does_not_contain_other_values() -> None:
    found = KnownKeys(pl.DataFrame(schema=KEY_SCHEMA))
    assert len(found) == 0
    assert "one" not in found
    assert 1 not in found
    assert "0" * 32 not in found
