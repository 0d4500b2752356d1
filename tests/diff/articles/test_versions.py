"""What came, went and changed between two versions of an article."""

from __future__ import annotations

from typing import Any

import polars as pl

from newsrows.diff.articles.versions import VersionDiff, compare_versions

QUOTE = {"person_id": None, "organisation_id": None, "speaker": None, "kind": "direct", "start": 0}
FIGURE = {"value": None, "value_max": None, "bound": "exact", "unit": None, "start": 0, "sentence": ""}


def rows(defaults: dict[str, Any], **versions: list[dict[str, Any]]) -> pl.DataFrame:
    """The rows of both versions; those of `old` and `new` follow each other in the text."""
    made = [
        {"article_id": version, **defaults, "start": number, **row}
        for version, given in versions.items()
        for number, row in enumerate(given)
    ]
    return pl.DataFrame(made, schema_overrides={"person_id": pl.String, "organisation_id": pl.String}, strict=False)


def diff(name: str, **tables: pl.DataFrame) -> VersionDiff:
    """The differences in one kind of rows; tables that are not given are empty."""
    mentions = {"article_id": "", "kind": "name", "text": "", "person_id": "", "organisation_id": "", "start": 0}
    empty = {
        "quotes": pl.DataFrame([{"article_id": "", "utterance_id": "", "text": "", **QUOTE}]).clear(),
        "statistics": pl.DataFrame([{"article_id": "", "claim_id": "", "text": "", **FIGURE}]).clear(),
        "mentions": pl.DataFrame([mentions]).clear(),
        "roles": pl.DataFrame([{"article_id": "", "person_id": "", "title": "", "start": 0}]).clear(),
        "people": pl.DataFrame({"person_id": ["ada"], "name": ["Ada Quill"]}),
        "organisations": pl.DataFrame({"organisation_id": ["qb"], "name": ["Quay Board"]}),
    }
    return next(one for one in compare_versions({**empty, **tables}) if one.name == name)


def texts(*pairs: tuple[Any, ...]) -> list[tuple[str, ...]]:
    return [tuple(dict(row)["text"] for row in pair) for pair in pairs]


def test_quotes_of_one_utterance_are_one_quote() -> None:
    found = diff(
        "quotes",
        quotes=rows(
            QUOTE,
            old=[
                {"utterance_id": "old:u1", "text": "We sail at dawn", "person_id": "ada"},
                {"utterance_id": "old:u2", "text": "No comment", "speaker": "a pilot"},
            ],
            new=[
                {"utterance_id": "old:u1", "text": "We sail at noon", "person_id": "ada"},
                {"utterance_id": "new:u9", "text": "It was late", "organisation_id": "qb"},
            ],
        ),
    )
    assert texts(*found.changed) == [("We sail at dawn", "We sail at noon")]
    assert found.went == ((("text", "No comment"), ("speaker", "a pilot"), ("kind", "direct")),)
    assert found.came == ((("text", "It was late"), ("speaker", "Quay Board"), ("kind", "direct")),)


def test_an_edited_quote_is_known_by_its_speaker_and_first_or_last_words() -> None:
    words = ("We do not yet know the reason", "We do not yet know", "And we may never know the reason")
    old = [{"utterance_id": "old:u1", "text": words[0], "person_id": "ada"}]
    for other in words[1:]:
        new = [{"utterance_id": "new:u1", "text": other, "person_id": "ada"}]
        found = diff("quotes", quotes=rows(QUOTE, old=old, new=new))
        assert len(found.changed) == (1 if other != words[2] else 0)
    somebody_else = [{"utterance_id": "new:u1", "text": words[1], "person_id": "bo"}]
    assert not diff("quotes", quotes=rows(QUOTE, old=old, new=somebody_else)).changed


def test_a_quote_that_is_told_twice_and_then_once_went_once() -> None:
    row = {"utterance_id": "old:u1", "text": "Yes", "person_id": "ada"}
    found = diff("quotes", quotes=rows(QUOTE, old=[row, row], new=[row]))
    assert (found.unchanged, len(found.went), found.came, found.changed) == (1, 1, (), ())


def test_figures_are_known_by_their_claim_or_by_the_rest_of_the_sentence() -> None:
    sentences = ("Three boats left.", "Five boats left.", "Some 40 crews stayed.", "40 crews stayed home.")
    found = diff(
        "figures",
        statistics=rows(
            FIGURE,
            old=[
                {"claim_id": "old:c1", "text": "Three boats", "value": 3.0, "sentence": sentences[0]},
                {
                    "claim_id": "old:c9",
                    "text": "40 crews",
                    "value": 40.0,
                    "sentence": sentences[2],
                    "bound": "approximate",
                },
            ],
            new=[
                {"claim_id": "new:c1", "text": "Five boats", "value": 5.0, "sentence": sentences[1]},
                {"claim_id": "old:c9", "text": "40 crews", "value": 40.0, "sentence": sentences[3]},
            ],
        ),
    )
    assert sorted(texts(*found.changed)) == [("40 crews", "40 crews"), ("Three boats", "Five boats")]
    assert (found.came, found.went, found.unchanged) == ((), (), 0)


def test_people_come_go_and_get_titles() -> None:
    mention = {"kind": "name", "organisation_id": None}
    found = diff(
        "people",
        mentions=rows(
            mention,
            old=[{"text": "Ada Quill", "person_id": "ada"}, {"text": "Bo Lind", "person_id": "bo"}],
            new=[
                {"text": "Quill", "person_id": "ada", "kind": "partial"},
                {"text": "Ada Quill", "person_id": "ada"},
                {"text": "she", "person_id": "cy", "kind": "pronoun"},
            ],
        ),
        roles=rows({}, new=[{"person_id": "ada", "title": "minister"}]),
    )
    assert found.went == ((("name", "Bo Lind"), ("called", "Bo Lind"), ("titles", None)),)
    ((old, new),) = found.changed
    assert (dict(old)["titles"], dict(new)["titles"]) == (None, "minister")
    assert found.came == ()
