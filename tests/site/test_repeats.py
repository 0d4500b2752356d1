from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from own_package import linked_frames, own_rows

from newsrows.site.entity_pages import article_links
from newsrows.site.package import Package, at_confidence
from newsrows.site.repeats import Piece, conflicting_panel, differences, repeated_panel, view_groups


@pytest.fixture(scope="module")
def quayside() -> Package:
    return linked_frames(own_rows())


def test_only_repeated_utterances_and_claims_have_a_page(quayside: Package) -> None:
    pages = [view.page for view in view_groups(quayside, article_links(quayside))]
    assert [page.partition("/")[0] for page in pages] == ["utterances", "claims"]
    assert pages[0].startswith("utterances/ferry-u")


def test_page_has_every_wording_in_order_of_time(quayside: Package) -> None:
    utterance, claim = view_groups(quayside, article_links(quayside))
    assert [wording.row.article_id for wording in utterance.wordings] == ["ferry", "bakery"]
    assert utterance.speaker is not None
    assert utterance.speaker.name == "Marta Lindqvist"
    assert [wording.row["value"] for wording in claim.wordings] == [1200, 5]  # the second has no date


def test_order_is_that_of_the_dates() -> None:
    rows = own_rows()
    rows.tables["articles"][0]["published_on"] = date(2022, 1, 1)
    package = linked_frames(rows)
    utterance, _ = view_groups(package, article_links(package))
    assert [wording.row.article_id for wording in utterance.wordings] == ["bakery", "ferry"]


def test_copied_article_is_counted_once(quayside: Package) -> None:
    articles = dict(quayside.articles)
    columns = articles["bakery"].columns
    cells = list(articles["bakery"].cells)
    cells[columns["duplicate_of"]] = "ferry"
    articles["bakery"] = replace(articles["bakery"], cells=tuple(cells))
    package = replace(quayside, articles=articles)
    (row,) = repeated_panel(package, 70, shown=8).rows
    assert [cell.value for cell in row[2:]] == [2, 2, 1, 2]
    utterance, _ = view_groups(package, article_links(package))
    assert [wording.copy_of is not None for wording in utterance.wordings] == [False, True]


def test_repeats_below_the_confidence_are_left_out(quayside: Package) -> None:
    assert len(repeated_panel(at_confidence(quayside, 0.8), 80, shown=8).rows) == 1
    assert repeated_panel(at_confidence(quayside, 0.9), 90, shown=8).rows == ()


def test_conflicting_figures_show_their_range(quayside: Package) -> None:
    (row,) = conflicting_panel(quayside, 70, shown=8).rows
    assert row[1].value == "5–1,200 person"


def test_words_that_are_cut_and_changed_are_marked() -> None:
    assert differences("We cannot run empty boats, friends.", "we can't run empty boats") == (
        Piece("we", "same"),
        Piece("cannot", "cut"),
        Piece("can't", "added"),
        Piece("run empty boats", "same"),
        Piece("friends.", "cut"),
    )


def test_case_and_punctuation_make_no_difference() -> None:
    assert differences("Every penny – came back.", "every penny — came back") == (
        Piece("every penny", "same"),
        Piece("–", "cut"),
        Piece("—", "added"),
        Piece("came back", "same"),
    )


def test_very_long_wordings_are_not_compared() -> None:
    long = "word " * 401
    assert differences(long, "word") == (Piece("word", "same"),)
