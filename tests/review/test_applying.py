"""Marks on the rows of an article of our own: what they change, and that every rule of validation still holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from review_slice import APOLOGY, DISGRACE, TEXT, YEARS, Done, apology, apply, at, corrected, mark, tables, write

from newsrows.review import apply_reviews, read_reviews


def test_the_slice_itself_is_valid(tmp_path: Path):
    assert Done(read_reviews([write(tmp_path / "reviews.csv", [])])).issues == []


def test_articles_without_marks_are_passed_on_as_they_are(tmp_path: Path):
    frames = tables()
    reviews = read_reviews(
        [write(tmp_path / "reviews.csv", [mark("mentions", "She", "right", article_sha256="0" * 64)])]
    )
    applied = apply_reviews(frames, reviews)
    assert all(applied.tables[name] is frame for name, frame in frames.items())
    assert applied.outcomes == ()


def test_a_right_row_is_confirmed(tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "Kit Duarte", "right"))
    assert done.states() == ["confirmed"]
    assert {row["text"]: row["review"] for row in done.rows("mentions")} == {
        "Ines Duarte": "none",
        "Marlow Borough": "none",
        "She": "none",
        "Kit Duarte": "confirmed",
    }


def test_further_columns_are_passed_on(tmp_path: Path):
    frames = tables()
    frames["mentions"] = frames["mentions"].with_columns(entity=pl.int_range(pl.len(), dtype=pl.Int64))
    done = apply(tmp_path, mark("mentions", "Kit Duarte", "right"), frames=frames)
    assert [row["entity"] for row in done.rows("mentions")] == [0, 1, 2, 3]


def test_a_wrong_quote_takes_its_parts_along_and_frees_its_figures(tmp_path: Path):
    done = apply(tmp_path, apology("wrong"))
    assert done.states() == ["rejected"]
    assert [row["text"] for row in done.rows("quote_spans")] == [DISGRACE]
    assert [(row["text"], row["quote_id"]) for row in done.rows("statistics")] == [
        ("300 drivers", None),
        ("two years", None),
        ("40", f"tram:q{at(DISGRACE)[0]}"),
    ]


def test_who_is_mentioned_no_more_speaks_no_more(tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong"))
    quote = done.row("quotes", at(DISGRACE)[0])
    assert (quote["person_id"], quote["speaker"], quote["attribution"]) == (None, "Kit Duarte", "named")


def test_a_role_whose_person_is_mentioned_no_more_is_left_out(tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "Ines Duarte", "wrong"), mark("mentions", "She", "wrong"))
    assert done.rows("roles") == []


def test_a_role_keeps_its_person_where_its_organisation_goes(tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "Marlow Borough", "wrong"))
    assert [(row["person_id"], row["organisation_id"]) for row in done.rows("roles")] == [("ines-duarte", None)]


def test_a_confirmed_row_that_loses_its_person_is_refused_not_confirmed(tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong"), mark("quotes", DISGRACE, "right"))
    assert done.states() == ["rejected", "refused"]
    assert done.row("quotes", at(DISGRACE)[0])["review"] == "none"
    assert "person_id kit-duarte is no longer mentioned" in done.report.lines[0]


def test_a_corrected_person_is_named_as_in_the_article(tmp_path: Path):
    done = apply(tmp_path, *corrected(mark("mentions", "She", ""), person="Kit  Duarte"))
    row = done.row("mentions", at("She")[0])
    assert (row["person_id"], row["review"]) == ("kit-duarte", "corrected")


def test_a_corrected_person_may_be_an_id_of_the_package(tmp_path: Path):
    done = apply(tmp_path, *corrected(mark("mentions", "Kit Duarte", ""), person="olga-brandt"))
    assert done.row("mentions", at("Kit Duarte")[0])["person_id"] == "olga-brandt"
    assert done.row("quotes", at(DISGRACE)[0])["person_id"] == "olga-brandt"  # its speaker is that mention
    assert done.row("quotes", at(DISGRACE)[0])["review"] == "none"


def test_a_marked_quote_does_not_follow_its_mention(tmp_path: Path):
    lines = [*corrected(mark("mentions", "Kit Duarte", ""), person="olga-brandt"), mark("quotes", DISGRACE, "right")]
    done = apply(tmp_path, *lines)
    assert done.states() == ["corrected", "refused"]


def test_a_mention_can_become_an_organisation(tmp_path: Path):
    done = apply(tmp_path, *corrected(mark("mentions", "She", ""), organisation="Marlow Borough"))
    row = done.row("mentions", at("She")[0])
    assert (row["person_id"], row["organisation_id"]) == (None, "marlow-borough")


@pytest.mark.parametrize(
    ("speaker", "attribution", "person", "organisation"),
    [
        ("She", "pronoun", "ines-duarte", None),
        ("Kit Duarte, her brother", "named", "kit-duarte", None),
        ("Mayor Ines Duarte of Marlow Borough", "named", "ines-duarte", None),
        ("Marlow Borough", "named", None, "marlow-borough"),
        ("her brother", "named", None, None),  # nobody is mentioned by these words
    ],
)
def test_a_corrected_speaker_brings_the_person(
    speaker: str, attribution: str, person: str | None, organisation: str | None, tmp_path: Path
):
    start, end = at(speaker)
    fixes = {"speaker_start": start, "speaker_end": end, "speaker": speaker}
    done = apply(tmp_path, *corrected(apology(""), **fixes), mark("mentions", "She", "right"))
    quote = done.row("quotes", at(APOLOGY)[0])
    if speaker != "Mayor Ines Duarte":
        assert (quote["speaker"], quote["person_id"], quote["organisation_id"]) == (speaker, person, organisation)
    assert (quote["attribution"], quote["review"]) == (attribution, "corrected")


def test_a_quote_can_lose_its_speaker(tmp_path: Path):
    done = apply(tmp_path, *corrected(apology(""), speaker="", speaker_start="", speaker_end=""))
    quote = done.row("quotes", at(APOLOGY)[0])
    found = [quote[name] for name in ("speaker", "speaker_start", "speaker_end", "person_id", "attribution")]
    assert found == [None, None, None, None, "none"]


def test_a_person_without_words_is_a_speaker_carried_on(tmp_path: Path):
    fixes = {"speaker": "", "speaker_start": "", "speaker_end": "", "person": "Kit Duarte"}
    done = apply(tmp_path, *corrected(apology(""), **fixes))
    quote = done.row("quotes", at(APOLOGY)[0])
    assert (quote["person_id"], quote["attribution"]) == ("kit-duarte", "continued")


def test_a_moved_quote_takes_id_text_parts_and_figures_along(tmp_path: Path):
    start = at("300 drivers an apology.")[0]
    done = apply(tmp_path, *corrected(apology(""), start=start))
    quote = done.row("quotes", start)
    assert (quote["quote_id"], quote["text"]) == (f"tram:q{start}", f"300 drivers an apology. … {YEARS}")
    assert [(row["part"], row["text"]) for row in done.rows("quote_spans")][:2] == [
        (0, "300 drivers an apology."),
        (1, YEARS),
    ]
    assert {row["quote_id"] for row in done.rows("statistics")} == {quote["quote_id"], f"tram:q{at(DISGRACE)[0]}"}


def test_a_shortened_quote_drops_parts_and_lets_figures_go(tmp_path: Path):
    done = apply(tmp_path, *corrected(apology(""), end=at("We owe 300")[1]))
    assert done.row("quotes", at(APOLOGY)[0])["text"] == "We owe 300"
    assert [row["quote_id"] for row in done.rows("statistics")][:2] == [None, None]


def test_a_moved_mention_keeps_sentences_in_order(tmp_path: Path):
    start, end = at("Mayor Ines Duarte")
    done = apply(tmp_path, *corrected(mark("mentions", "Ines Duarte", ""), start=start, end=end))
    row = done.row("mentions", start)
    assert (row["mention_id"], row["text"], row["sentence"]) == (f"tram:m{start}", "Mayor Ines Duarte", 1)


def test_a_figure_is_corrected_in_all_its_columns(tmp_path: Path):
    start, end = at("two years.")
    fixes: dict[str, Any] = {"value": "2.5", "value_max": "3", "bound": "range", "kind": "age", "unit": "", "end": end}
    done = apply(tmp_path, *corrected(mark("statistics", "two years", ""), **fixes, concept="patience"))
    row = done.row("statistics", start)
    names = ("value", "value_max", "bound", "kind", "unit", "concept", "text", "review")
    assert [row[name] for name in names] == [2.5, 3, "range", "age", None, "patience", "two years.", "corrected"]


def test_a_figure_that_leaves_its_sentence_widens_it(tmp_path: Path):
    end = at('Give us two years."\n\nKit')[1]
    done = apply(tmp_path, *corrected(mark("statistics", "two years", ""), end=end))
    row = done.row("statistics", at("two years")[0])
    assert row["sentence"] == TEXT[at("She added")[0] : end]
    assert row["quote_id"] is None


def test_rows_may_change_places(tmp_path: Path):
    ines, marlow = at("Ines Duarte"), at("Marlow Borough")
    frames = tables()
    lines = [
        *corrected(mark("mentions", "Marlow Borough", ""), start=at("of Marlow")[0]),
        *corrected(mark("mentions", "Ines Duarte", ""), start=at("Mayor")[0], end=ines[1]),
    ]
    done = apply(tmp_path, *lines, frames=frames)
    assert [row["start"] for row in done.rows("mentions")][:2] == [at("Mayor")[0], marlow[0] - 3]


def test_a_correction_that_already_holds_confirms(tmp_path: Path):
    done = apply(tmp_path, *corrected(mark("statistics", "40", ""), value="40.0", unit="village"))
    assert done.states() == ["confirmed"]


@pytest.mark.parametrize(
    ("table", "words", "fixes", "reason"),
    [
        ("mentions", "She", {"end": 100_000}, "expected one inside the article"),
        ("mentions", "She", {"start": 0, "end": 4}, "shares nothing with the row"),
        ("mentions", "She", {"end": "12a"}, "expected an offset"),
        ("mentions", "She", {"kind": "title"}, "expected one of name, partial"),
        ("mentions", "She", {"person": "Duarte"}, "neither named in this article nor an id"),
        ("mentions", "She", {"person": ""}, "neither a person nor an organisation"),
        ("mentions", "She", {"person": "Kit Duarte", "organisation": "Marlow Borough"}, "expected one of the two"),
        ("roles", "Mayor Ines Duarte", {"title": ""}, "title is empty"),
        ("roles", "Mayor Ines Duarte", {"person": ""}, "expected one; next: mark the role as wrong"),
        ("roles", "Mayor Ines Duarte", {"person": "olga-brandt"}, "is not mentioned in this article"),
        ("roles", "Mayor Ines Duarte", {"status": "past"}, "expected one of current"),
        ("quotes", DISGRACE, {"speaker": "She"}, "the article has"),
        ("quotes", DISGRACE, {"speaker_start": ""}, "expected all three or none"),
        ("quotes", DISGRACE, {"speaker_end": 99_999}, "expected words inside the article"),
        ("quotes", DISGRACE, {"person": "olga-brandt"}, "is not mentioned in this article"),
        ("statistics", "40", {"value": "forty"}, "expected a number"),
        ("statistics", "40", {"value": "nan"}, "expected a number"),
        ("statistics", "40", {"value_max": "50"}, "expected value_max for a range and for nothing else"),
        ("statistics", "40", {"bound": "range", "value_max": "30"}, "is above value_max"),
        ("statistics", "40", {"unit": "a\0b"}, "NUL"),
    ],
)
def test_a_correction_that_would_break_a_rule_is_refused(
    table: str, words: str, fixes: dict[str, Any], reason: str, tmp_path: Path
):
    done = apply(tmp_path, *corrected(mark(table, words, ""), **fixes))
    assert done.states() == ["refused"]
    assert "reviews.csv, line 2: refused: " in done.report.lines[0]
    assert reason in done.report.lines[0]
    assert all(done.tables[name].equals(frame) for name, frame in tables().items())


def test_two_rows_cannot_begin_at_one_place(tmp_path: Path):
    done = apply(tmp_path, *corrected(mark("mentions", "Ines Duarte", ""), end=at("Marlow Borough")[1]),
                 *corrected(mark("mentions", "Marlow Borough", ""), start=at("Ines Duarte")[0]))  # fmt: skip
    assert done.states() == ["corrected", "refused"]
    assert "where another row of mentions begins" in done.report.lines[0]


def test_an_ambiguous_name_is_refused_with_the_ids(tmp_path: Path):
    frames = tables()
    she = pl.col("text") == "She"
    namesake = pl.when(she).then(pl.lit("Kit Duarte")).otherwise("text")
    frames["mentions"] = frames["mentions"].with_columns(
        text=namesake, kind=pl.when(she).then(pl.lit("name")).otherwise("kind")
    )
    reviews = read_reviews(
        [write(tmp_path / "r.csv", corrected(mark("roles", "Mayor Ines Duarte", ""), person="Kit Duarte"))]
    )
    assert "give the id: ines-duarte, kit-duarte" in apply_reviews(frames, reviews).outcomes[0].reason


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Kit Duartes"},
        {"start": 1},
        {"finding": {"kind": "partial"}},
        {"finding": {"kind": "name", "person": "Ines Duarte"}},
        {"finding": {"person": None}},
        {"finding": {"person": "Somebody Gone"}},
    ],
)
def test_a_mark_on_a_row_that_says_something_else_is_stale(change: dict[str, Any], tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong", **change))
    assert done.states() == ["stale"]
    assert all(done.tables[name].equals(frame) for name, frame in tables().items())


@pytest.mark.parametrize(
    ("table", "words", "finding"),
    [
        ("mentions", "Kit Duarte", {"kind": "name", "person": "Kit Duarte", "organisation": None}),
        ("mentions", "Kit Duarte", {"person": "kit-duarte"}),
        ("statistics", "40", {"value": 40, "value_max": None, "unit": "village", "concept": None}),
        ("statistics", "40", {"value": "40.0"}),
        ("roles", "Mayor Ines Duarte", {"title": "Mayor", "organisation": "Marlow Borough"}),
    ],
)
def test_a_mark_on_a_row_that_says_the_same_holds(table: str, words: str, finding: dict[str, Any], tmp_path: Path):
    assert apply(tmp_path, mark(table, words, "right", finding=finding)).states() == ["confirmed"]


def test_a_correction_holds_where_the_row_has_what_was_found_or_what_is_right(tmp_path: Path):
    line = mark("statistics", "40", "", finding={"value": 40, "unit": "thing", "concept": None})
    done = apply(tmp_path, *corrected(line, unit="village", concept="places"))
    assert done.states() == ["corrected"]
    assert done.row("statistics", at("40")[0])["concept"] == "places"


def test_a_mark_whose_article_is_gone_is_stale(tmp_path: Path):
    done = apply(tmp_path, mark("mentions", "She", "right"), mark("mentions", "She", "right", article_sha256="a" * 64))
    assert (done.report.confirmed, done.report.stale) == (1, 1)
    assert "line 3: stale: mentions tram:m" in done.report.lines[0]
    assert "no article has the bytes aaaaaaaaaaaa" in done.report.lines[0]


def test_marks_hold_for_every_article_of_the_same_bytes(tmp_path: Path):
    twice = {}
    for name, frame in tables().items():
        copy = frame.with_columns(pl.lit("copy").alias("article_id"))
        keys = [
            column
            for column in copy.columns
            if column.endswith("_id") and column[:-3] in {"mention", "role", "quote", "statistic"}
        ]
        twice[name] = pl.concat([frame, copy.with_columns(pl.col(key).str.replace("^tram:", "copy:") for key in keys)])
    twice["articles"] = twice["articles"].with_columns(file_name=pl.col("article_id") + ".txt")
    done = apply(tmp_path, apology("wrong"), frames=twice)
    assert done.tables["quotes"]["text"].to_list() == [DISGRACE, DISGRACE]
    assert done.report.rejected == 1


def test_a_corrected_row_can_be_marked_again(tmp_path: Path):
    first = mark("statistics", "40", "", finding={"value": 40, "unit": "village"})
    again = mark(
        "statistics", "40", "right", reviewed_at="2026-03-05T10:00:00Z", finding={"value": 50, "unit": "village"}
    )
    done = apply(tmp_path, again, *corrected(first, value=50))
    assert done.states() == ["confirmed", "corrected"]
    row = done.row("statistics", at("40")[0])
    assert (row["value"], row["review"]) == (50, "corrected")


def test_a_moved_row_can_be_marked_again(tmp_path: Path):
    longer = mark("statistics", "40 villages", "", reviewed_at="2026-03-05T10:00:00Z")
    done = apply(
        tmp_path, *corrected(longer, concept="places"), *corrected(mark("statistics", "40", ""), end=longer["end"])
    )
    assert done.states() == ["corrected", "corrected"]
    row = done.row("statistics", at("40")[0])
    assert (row["text"], row["concept"]) == ("40 villages", "places")


def test_what_a_later_round_takes_away_is_refused_in_the_end(tmp_path: Path):
    longer = mark("mentions", "Kit Duarte, her brother", "wrong", reviewed_at="2026-03-05T10:00:00Z")
    lines = [
        *corrected(mark("mentions", "Kit Duarte", ""), end=longer["end"]),
        mark("quotes", DISGRACE, "right"),
        longer,
    ]
    assert apply(tmp_path, *lines).states() == ["corrected", "refused", "rejected"]
