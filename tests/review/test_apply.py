"""What marks change in the rows of an article; every rule of validation still holds afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from review_slice import APOLOGY, DISGRACE, TEXT, YEARS, Reviewed, apology, apply, at, corrected, mark, tables, write

from newsrows.review import apply_reviews, read_reviews


def test_tables_without_marks_are_valid(tmp_path: Path):
    assert Reviewed(read_reviews([write(tmp_path / "reviews.csv", [])])).issues == []


def test_article_without_marks_is_not_changed(tmp_path: Path):
    frames = tables()
    reviews = read_reviews(
        [write(tmp_path / "reviews.csv", [mark("mentions", "She", "right", article_sha256="0" * 64)])]
    )
    applied = apply_reviews(frames, reviews)
    assert all(applied.tables[name] is frame for name, frame in frames.items())
    assert applied.outcomes == ()


def test_row_marked_as_right_is_confirmed(tmp_path: Path):
    reviewed = apply(tmp_path, mark("mentions", "Kit Duarte", "right"))
    assert reviewed.states() == ["confirmed"]
    assert {row["text"]: row["review"] for row in reviewed.rows("mentions")} == {
        "Ines Duarte": "none",
        "Marlow Borough": "none",
        "She": "none",
        "Kit Duarte": "confirmed",
    }


def test_further_columns_are_kept(tmp_path: Path):
    frames = tables()
    frames["mentions"] = frames["mentions"].with_columns(entity=pl.int_range(pl.len(), dtype=pl.Int64))
    reviewed = apply(tmp_path, mark("mentions", "Kit Duarte", "right"), frames=frames)
    assert [row["entity"] for row in reviewed.rows("mentions")] == [0, 1, 2, 3]


def test_quote_marked_as_wrong_is_removed_with_its_parts_and_unlinked_from_statistics(tmp_path: Path):
    reviewed = apply(tmp_path, apology("wrong"))
    assert reviewed.states() == ["rejected"]
    assert [row["text"] for row in reviewed.rows("quote_spans")] == [DISGRACE]
    assert [(row["text"], row["quote_id"]) for row in reviewed.rows("statistics")] == [
        ("300 drivers", None),
        ("two years", None),
        ("40", f"tram:q{at(DISGRACE)[0]}"),
    ]


def test_quote_is_unlinked_from_a_person_who_is_no_longer_mentioned(tmp_path: Path):
    reviewed = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong"))
    quote = reviewed.row("quotes", at(DISGRACE)[0])
    assert (quote["person_id"], quote["speaker"], quote["attribution"]) == (None, "Kit Duarte", "named")


def test_role_of_a_person_who_is_no_longer_mentioned_is_removed(tmp_path: Path):
    reviewed = apply(tmp_path, mark("mentions", "Ines Duarte", "wrong"), mark("mentions", "She", "wrong"))
    assert reviewed.rows("roles") == []


def test_role_keeps_its_person_if_its_organisation_is_no_longer_mentioned(tmp_path: Path):
    reviewed = apply(tmp_path, mark("mentions", "Marlow Borough", "wrong"))
    assert [(row["person_id"], row["organisation_id"]) for row in reviewed.rows("roles")] == [("ines-duarte", None)]


def test_mark_of_a_row_that_loses_its_person_is_refused(tmp_path: Path):
    reviewed = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong"), mark("quotes", DISGRACE, "right"))
    assert reviewed.states() == ["rejected", "refused"]
    assert reviewed.row("quotes", at(DISGRACE)[0])["review"] == "none"
    assert "person_id kit-duarte is no longer mentioned" in reviewed.report.lines[0]


def test_corrected_person_may_be_a_name_in_the_article(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(mark("mentions", "She", ""), person="Kit  Duarte"))
    row = reviewed.row("mentions", at("She")[0])
    assert (row["person_id"], row["review"]) == ("kit-duarte", "corrected")


def test_corrected_person_may_be_an_id_of_the_package(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(mark("mentions", "Kit Duarte", ""), person="olga-brandt"))
    assert reviewed.row("mentions", at("Kit Duarte")[0])["person_id"] == "olga-brandt"
    assert reviewed.row("quotes", at(DISGRACE)[0])["person_id"] == "olga-brandt"  # its speaker is that mention
    assert reviewed.row("quotes", at(DISGRACE)[0])["review"] == "none"


def test_quote_with_a_mark_is_not_relinked_with_its_mention(tmp_path: Path):
    lines = [*corrected(mark("mentions", "Kit Duarte", ""), person="olga-brandt"), mark("quotes", DISGRACE, "right")]
    reviewed = apply(tmp_path, *lines)
    assert reviewed.states() == ["corrected", "refused"]


def test_mention_can_be_corrected_to_an_organisation(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(mark("mentions", "She", ""), organisation="Marlow Borough"))
    row = reviewed.row("mentions", at("She")[0])
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
def test_corrected_speaker_decides_the_entity_and_the_attribution(
    speaker: str, attribution: str, person: str | None, organisation: str | None, tmp_path: Path
):
    start, end = at(speaker)
    fixes = {"speaker_start": start, "speaker_end": end, "speaker": speaker}
    reviewed = apply(tmp_path, *corrected(apology(""), **fixes), mark("mentions", "She", "right"))
    quote = reviewed.row("quotes", at(APOLOGY)[0])
    if speaker != "Mayor Ines Duarte":
        assert (quote["speaker"], quote["person_id"], quote["organisation_id"]) == (speaker, person, organisation)
    assert (quote["attribution"], quote["review"]) == (attribution, "corrected")


def test_speaker_of_a_quote_can_be_removed(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(apology(""), speaker="", speaker_start="", speaker_end=""))
    quote = reviewed.row("quotes", at(APOLOGY)[0])
    found = [quote[name] for name in ("speaker", "speaker_start", "speaker_end", "person_id", "attribution")]
    assert found == [None, None, None, None, "none"]


def test_attribution_of_a_person_without_speaker_words_is_continued(tmp_path: Path):
    fixes = {"speaker": "", "speaker_start": "", "speaker_end": "", "person": "Kit Duarte"}
    reviewed = apply(tmp_path, *corrected(apology(""), **fixes))
    quote = reviewed.row("quotes", at(APOLOGY)[0])
    assert (quote["person_id"], quote["attribution"]) == ("kit-duarte", "continued")


def test_moved_quote_changes_its_id_text_parts_and_statistics(tmp_path: Path):
    start = at("300 drivers an apology.")[0]
    reviewed = apply(tmp_path, *corrected(apology(""), start=start))
    quote = reviewed.row("quotes", start)
    assert (quote["quote_id"], quote["text"]) == (f"tram:q{start}", f"300 drivers an apology. … {YEARS}")
    assert [(row["part"], row["text"]) for row in reviewed.rows("quote_spans")][:2] == [
        (0, "300 drivers an apology."),
        (1, YEARS),
    ]
    assert {row["quote_id"] for row in reviewed.rows("statistics")} == {quote["quote_id"], f"tram:q{at(DISGRACE)[0]}"}


def test_shortened_quote_loses_parts_and_statistics(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(apology(""), end=at("We owe 300")[1]))
    assert reviewed.row("quotes", at(APOLOGY)[0])["text"] == "We owe 300"
    assert [row["quote_id"] for row in reviewed.rows("statistics")][:2] == [None, None]


def test_moved_mention_keeps_sentences_in_order(tmp_path: Path):
    start, end = at("Mayor Ines Duarte")
    reviewed = apply(tmp_path, *corrected(mark("mentions", "Ines Duarte", ""), start=start, end=end))
    row = reviewed.row("mentions", start)
    assert (row["mention_id"], row["text"], row["sentence"]) == (f"tram:m{start}", "Mayor Ines Duarte", 1)


def test_statistic_can_be_corrected_in_all_its_columns(tmp_path: Path):
    start, end = at("two years.")
    fixes: dict[str, Any] = {"value": "2.5", "value_max": "3", "bound": "range", "kind": "age", "unit": "", "end": end}
    reviewed = apply(tmp_path, *corrected(mark("statistics", "two years", ""), **fixes, concept="patience"))
    row = reviewed.row("statistics", start)
    names = ("value", "value_max", "bound", "kind", "unit", "concept", "text", "review")
    assert [row[name] for name in names] == [2.5, 3, "range", "age", None, "patience", "two years.", "corrected"]


def test_sentence_is_extended_to_contain_a_moved_statistic(tmp_path: Path):
    end = at('Give us two years."\n\nKit')[1]
    reviewed = apply(tmp_path, *corrected(mark("statistics", "two years", ""), end=end))
    row = reviewed.row("statistics", at("two years")[0])
    assert row["sentence"] == TEXT[at("She added")[0] : end]
    assert row["quote_id"] is None


def test_row_may_move_to_a_start_that_another_row_leaves(tmp_path: Path):
    ines, marlow = at("Ines Duarte"), at("Marlow Borough")
    frames = tables()
    lines = [
        *corrected(mark("mentions", "Marlow Borough", ""), start=at("of Marlow")[0]),
        *corrected(mark("mentions", "Ines Duarte", ""), start=at("Mayor")[0], end=ines[1]),
    ]
    reviewed = apply(tmp_path, *lines, frames=frames)
    assert [row["start"] for row in reviewed.rows("mentions")][:2] == [at("Mayor")[0], marlow[0] - 3]


def test_correction_that_is_true_already_confirms_the_row(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(mark("statistics", "40", ""), value="40.0", unit="village"))
    assert reviewed.states() == ["confirmed"]


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
def test_correction_that_would_break_a_rule_is_refused(
    table: str, words: str, fixes: dict[str, Any], reason: str, tmp_path: Path
):
    reviewed = apply(tmp_path, *corrected(mark(table, words, ""), **fixes))
    assert reviewed.states() == ["refused"]
    assert "reviews.csv, line 2: refused: " in reviewed.report.lines[0]
    assert reason in reviewed.report.lines[0]
    assert all(reviewed.tables[name].equals(frame) for name, frame in tables().items())


def test_two_rows_cannot_have_the_same_start(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(mark("mentions", "Ines Duarte", ""), end=at("Marlow Borough")[1]),
                 *corrected(mark("mentions", "Marlow Borough", ""), start=at("Ines Duarte")[0]))  # fmt: skip
    assert reviewed.states() == ["corrected", "refused"]
    assert "where another row of mentions begins" in reviewed.report.lines[0]


def test_error_about_an_ambiguous_name_lists_the_ids(tmp_path: Path):
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
def test_mark_of_a_row_that_has_changed_is_stale(change: dict[str, Any], tmp_path: Path):
    reviewed = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong", **change))
    assert reviewed.states() == ["stale"]
    assert all(reviewed.tables[name].equals(frame) for name, frame in tables().items())


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
def test_mark_of_an_unchanged_row_is_applied(table: str, words: str, finding: dict[str, Any], tmp_path: Path):
    assert apply(tmp_path, mark(table, words, "right", finding=finding)).states() == ["confirmed"]


def test_correction_is_applied_to_a_row_with_the_old_or_the_corrected_value(tmp_path: Path):
    line = mark("statistics", "40", "", finding={"value": 40, "unit": "thing", "concept": None})
    reviewed = apply(tmp_path, *corrected(line, unit="village", concept="places"))
    assert reviewed.states() == ["corrected"]
    assert reviewed.row("statistics", at("40")[0])["concept"] == "places"


def test_mark_of_a_missing_article_is_stale(tmp_path: Path):
    reviewed = apply(
        tmp_path, mark("mentions", "She", "right"), mark("mentions", "She", "right", article_sha256="a" * 64)
    )
    assert (reviewed.report.confirmed, reviewed.report.stale) == (1, 1)
    assert "line 3: stale: mentions tram:m" in reviewed.report.lines[0]
    assert "no article has the bytes aaaaaaaaaaaa" in reviewed.report.lines[0]


def test_mark_is_applied_to_every_article_with_the_same_bytes(tmp_path: Path):
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
    reviewed = apply(tmp_path, apology("wrong"), frames=twice)
    assert reviewed.tables["quotes"]["text"].to_list() == [DISGRACE, DISGRACE]
    assert reviewed.report.rejected == 1


def test_corrected_row_can_be_marked_again(tmp_path: Path):
    first = mark("statistics", "40", "", finding={"value": 40, "unit": "village"})
    again = mark(
        "statistics", "40", "right", reviewed_at="2026-03-05T10:00:00Z", finding={"value": 50, "unit": "village"}
    )
    reviewed = apply(tmp_path, again, *corrected(first, value=50))
    assert reviewed.states() == ["confirmed", "corrected"]
    row = reviewed.row("statistics", at("40")[0])
    assert (row["value"], row["review"]) == (50, "corrected")


def test_moved_row_can_be_marked_again(tmp_path: Path):
    longer = mark("statistics", "40 villages", "", reviewed_at="2026-03-05T10:00:00Z")
    reviewed = apply(
        tmp_path, *corrected(longer, concept="places"), *corrected(mark("statistics", "40", ""), end=longer["end"])
    )
    assert reviewed.states() == ["corrected", "corrected"]
    row = reviewed.row("statistics", at("40")[0])
    assert (row["text"], row["concept"]) == ("40 villages", "places")


def test_confirmed_row_that_a_later_mark_unlinks_is_refused(tmp_path: Path):
    longer = mark("mentions", "Kit Duarte, her brother", "wrong", reviewed_at="2026-03-05T10:00:00Z")
    lines = [
        *corrected(mark("mentions", "Kit Duarte", ""), end=longer["end"]),
        mark("quotes", DISGRACE, "right"),
        longer,
    ]
    assert apply(tmp_path, *lines).states() == ["corrected", "refused", "rejected"]


def test_pronoun_is_not_a_name_of_a_person(tmp_path: Path):
    reviewed = apply(tmp_path, *corrected(mark("mentions", "Kit Duarte", ""), person="She"))
    assert reviewed.states() == ["refused"]
    assert 'person "She" is neither named in this article nor an id' in reviewed.report.lines[0]


@pytest.mark.parametrize(
    ("kind", "attribution"), [("acronym", "named"), ("partial", "partial"), ("nominal", "nominal")]
)
def test_kind_of_the_mention_decides_the_attribution(kind: str, attribution: str, tmp_path: Path):
    frames = tables()
    is_borough = pl.col("text") == "Marlow Borough"
    frames["mentions"] = frames["mentions"].with_columns(kind=pl.when(is_borough).then(pl.lit(kind)).otherwise("kind"))
    start, end = at("Marlow Borough")
    fixes = {"speaker_start": start, "speaker_end": end, "speaker": "Marlow Borough"}
    reviewed = apply(tmp_path, *corrected(apology(""), **fixes), frames=frames)
    assert reviewed.row("quotes", at(APOLOGY)[0])["attribution"] == attribution
