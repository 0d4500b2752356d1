from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from newsrows.sources import ReadError
from newsrows.sources.formats import json as json_values

FERRY = {
    "id": 17,
    "headline": "Ferry fares rise",
    "body": "Fares rise by 5%.\r\nThe board said so.",
    "publishedAt": "2024-03-01T23:30:00Z",
    "source": {"id": None, "name": "The Quay Post"},
    "url": "https://quay.example/ferry",
    "lang": "en-GB",
}


def _lines(path: Path, *lines: object) -> None:
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), "utf-8")


def test_usual_keys_of_json_lines_are_used(tmp_path: Path, read) -> None:
    _lines(tmp_path / "news.jsonl", FERRY)
    article = read().article
    assert (article.article_id, article.file_name) == ("17", "news.jsonl#1")
    assert (article.title, article.publisher, article.url) == (
        "Ferry fares rise",
        "The Quay Post",
        "https://quay.example/ferry",
    )
    assert (article.published_on, article.language) == (date(2024, 3, 1), "en")
    assert article.text == "Fares rise by 5%.\nThe board said so."
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


def test_lines_without_ids_have_their_line_numbers(tmp_path: Path, read) -> None:
    (tmp_path / "2024").mkdir()
    _lines(tmp_path / "2024" / "News.ndjson", {"text": "One."}, "", {"text": "Three."})
    outcome = read()
    assert outcome.ids == ["2024-news-1", "2024-news-3"]
    assert [article.file_name for article in outcome.articles] == ["2024/News.ndjson#1", "2024/News.ndjson#3"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "Two', "line 2: found invalid JSON (Unterminated string"),
        ("[1]", "line 2: found list '[1]', expected an object"),
        ('{"text": null}', "line 2: found no text in text, expected an article"),
        ('{"text": 7}', "line 2: found int '7' in text, expected an article"),
        (
            '{"title": "T"}',
            "line 2: found no column of text (columns: title), expected text, body, content, maintext or ",
        ),
        ('{"text": "a\\u0000b"}', "line 2: found NUL characters"),
        ('{"text": " "}', "line 2: found no text in text"),
        ('{"a":' * 100_000, "line 2: found invalid JSON ("),
    ],
)
def test_bad_line_is_rejected_and_the_others_are_read(tmp_path: Path, read, line: str, message: str) -> None:
    _lines(tmp_path / "a.jsonl", {"text": "One."}, line, {"text": "Three."})
    outcome = read()
    assert outcome.ids == ["a-1", "a-3"]
    assert outcome.message.startswith(f"a.jsonl, {message}")


def test_line_that_is_too_long_is_rejected(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", {"text": "x" * 70_000}, {"text": "Two, two."}, {"text": "Three."})
    outcome = read(max_characters=6)
    assert outcome.ids == ["a-3"]
    assert outcome.messages[0].startswith(
        "a.jsonl, line 1: found more than 65,584 bytes, expected at most 65,584 for an"
    )
    assert outcome.messages[1].startswith("a.jsonl, line 2: found 9 characters, expected at most 6; ")


def test_line_that_is_not_utf_8_is_decoded(tmp_path: Path, read) -> None:
    (tmp_path / "a.jsonl").write_bytes('{"text": "“Over,” said Zoë."}\n'.encode("cp1252"))
    article = read().article
    assert (article.text, article.encoding) == ("“Over,” said Zoë.", "cp1252")


def test_lone_surrogate_is_replaced(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", r'{"text": "Over \ud83d", "title": "Cut \ud83d"}')
    article = read().article
    assert (article.text, article.title) == ("Over \N{REPLACEMENT CHARACTER}", "Cut \N{REPLACEMENT CHARACTER}")


def test_markup_is_removed_from_text_that_is_html(tmp_path: Path, read) -> None:
    markup = '<p>Fares <strong>rise</strong> by 5% &amp; more, <a href="#">it said</a>.</p>\n<p>“Over.”</p>'
    _lines(tmp_path / "a.jsonl", {"body": markup}, {"body": "<sic> is no markup."}, {"body": "<p></p>"})
    outcome = read()
    assert outcome.articles[0].text == "Fares rise by 5% & more, it said.\n\n“Over.”"
    assert outcome.articles[0].sha256 == hashlib.sha256(markup.encode()).hexdigest()
    assert outcome.articles[1].text == "<sic> is no markup."
    assert outcome.message.startswith("a.jsonl, line 3: found HTML without text")


def test_nested_keys_are_named_with_dots(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", {"meta": {"key": "A 1"}, "story": {"prose": "Over."}, "text": "Not this."})
    article = read(text_column="story.prose", id_column="meta.key").article
    assert (article.article_id, article.text) == ("a-1", "Over.")


def test_ids_of_records_can_be_ignored(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", {"id": "x", "text": "One."}, {"id": "x", "text": "Two."})
    assert read(id_column="").ids == ["a-1", "a-2"]
    outcome = read()
    assert outcome.ids == ["x"]
    assert outcome.message == (
        f"a.jsonl, line 2: its article_id would be 'x', which {tmp_path}/a.jsonl has already; "
        "next: correct the identifiers, choose another column with --id-column, or number with --id-column ''"
    )


def test_file_without_texts_is_rejected_once(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", *({"title": "T", "prose": "Over."} for _ in range(1000)))
    (tmp_path / "b.txt").write_text("Over.", "utf-8")
    outcome = read()
    assert outcome.ids == ["b"]
    assert outcome.message == (
        "a.jsonl: found no column of text (columns: title, prose), expected text, body, content, maintext or similar; "
        "next: name it with --text-column"
    )
    with pytest.raises(ReadError, match=r"a\.jsonl: found no column of text \(columns: title, prose\)"):
        read(tmp_path / "a.jsonl")
    assert len(read(text_column="prose").articles) == 1001


def test_first_text_is_looked_for_among_a_hundred_objects(tmp_path: Path, read) -> None:
    without_text = [{"title": "T"}] * 100
    _lines(tmp_path / "a.jsonl", *without_text[1:], {"text": "Over."})
    _lines(tmp_path / "b.jsonl", *without_text, {"text": "Over."})
    outcome = read()
    assert outcome.ids == ["a-100"]
    assert outcome.messages[-1].startswith("b.jsonl: found no column of text")


def test_binary_file_with_the_suffix_is_rejected(tmp_path: Path, read) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\x89PNG\0\0\r\n\x1a\n")
    (tmp_path / "b.jsonl").write_bytes('{"text": "Over."}'.encode("utf-16"))
    outcome = read()
    assert outcome.articles == []
    assert outcome.messages == [
        f"{name}.jsonl: found NUL bytes, expected JSON lines in UTF-8 (a binary file, or UTF-16?)" for name in "ab"
    ]


def test_array_of_objects_is_read(tmp_path: Path, read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "_CHUNK", 7)
    articles = [{"text": f"Número {number}: “over”. " * number} for number in range(1, 20)]
    (tmp_path / "a.json").write_text(json.dumps(articles, ensure_ascii=False, indent=1), "utf-8")
    outcome = read()
    assert [article.text for article in outcome.articles] == [article["text"] for article in articles]
    assert outcome.ids == [f"a-{number}" for number in range(1, 20)]


def test_file_of_one_object_is_one_article(tmp_path: Path, read) -> None:
    (tmp_path / "Ferry.json").write_text('{"maintext": "Over."}\n', "utf-8")
    (tmp_path / "bad.json").write_text('{"maintext": ""}\n', "utf-8")
    outcome = read()
    assert (outcome.ids, outcome.articles[0].file_name) == (["ferry"], "Ferry.json")
    assert outcome.message == "bad.json: found no text in maintext, expected an article"


def test_sequence_of_objects_and_wrapped_list_are_read(tmp_path: Path, read) -> None:
    (tmp_path / "a.json").write_text('{"text": "One."}\n{"text": "Two."}', "utf-8")
    (tmp_path / "b.json").write_text('{"status": "ok", "articles": [{"content": "Three."}, {"content": "Four."}]}')
    outcome = read()
    assert [article.text for article in outcome.articles] == ["One.", "Two.", "Three.", "Four."]
    assert outcome.ids == ["a-1", "a-2", "b-1", "b-2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"text": "One."}, {"text": "Tw', "item 2: found invalid JSON (Unterminated string"),
        ('[{"text": "One."}, {"text" "Two."}]', "item 2: found invalid JSON (Expecting ':' delimiter"),
        ('[{"text": "One."}', "the array has no end after item 1: the file is cut off"),
    ],
)
def test_articles_before_an_error_in_an_array_are_kept(
    tmp_path: Path, read, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.setattr(json_values, "_CHUNK", 8)
    (tmp_path / "a.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    outcome = read()
    assert outcome.ids == ["a-1"]
    assert outcome.message.startswith(f"a.json: {message}")
    assert outcome.message.endswith(" (articles before the damage are kept: 1)")


def test_array_that_is_not_utf_8_is_decoded(tmp_path: Path, read) -> None:
    (tmp_path / "a.json").write_bytes(b'[{"text": "One."}, ' + '{"text": "“Over,” said Zoë."}]'.encode("cp1252"))
    assert [(article.text, article.encoding) for article in read().articles] == [
        ("One.", "utf-8"),
        ("“Over,” said Zoë.", "cp1252"),
    ]


def test_endless_object_is_not_read_into_memory(tmp_path: Path, read) -> None:
    (tmp_path / "a.json").write_text('[{"text": "' + "x" * 400_000, "utf-8")
    assert read(max_characters=10).message.startswith("a.json: item 1: found more than 65,616 bytes, expected at most ")


def test_empty_file_is_rejected(tmp_path: Path, read) -> None:
    for name in ("a.json", "b.jsonl"):
        (tmp_path / name).write_bytes(b"\n")
    (tmp_path / "c.json").write_text("[]", "utf-8")
    assert read().messages == [
        f"{name}: found no record, expected articles; next: fill it or remove it"
        for name in ("a.json", "b.jsonl", "c.json")
    ]


def test_metadata_csv_applies_to_records_without_metadata(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", {"text": "One.", "publisher": "Herald"}, {"text": "Two."})
    (tmp_path / "metadata.csv").write_text("file_name,publisher\na.jsonl,The Quay Post\n", "utf-8")
    assert [article.publisher for article in read().articles] == ["Herald", "The Quay Post"]


def test_lone_surrogates_in_keys_and_texts_are_no_error(tmp_path: Path, read) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"\\ud800": 1, "text": "Tide \\ud83d\\udea2 \\udfff."}\n{"\\ud800": "x"}\n', "ascii"
    )
    outcome = read()
    (article,), (message,) = outcome.articles, outcome.messages
    assert article.text == "Tide \N{SHIP} \ufffd."
    assert "columns: \\ud800" in message


def test_number_of_very_many_digits_is_no_error(tmp_path: Path, read) -> None:
    _lines(tmp_path / "a.jsonl", '{"id": ' + "9" * 5_000 + ', "text": "The ferry sailed."}')
    (tmp_path / "b.json").write_text('[{"text": "It came back.", "date": ' + "9" * 5_000 + "}]", "ascii")
    assert [article.article_id for article in read().articles] == ["a-1", "b-1"]


def test_not_a_number_as_a_date_is_unknown(tmp_path: Path, read) -> None:
    (tmp_path / "a.json").write_text('[{"text": "The ferry sailed.", "date": NaN}]', "ascii")
    assert read().article.published_on is None


@pytest.mark.parametrize(("name", "content"), [("a.json", f"[{'1,' * 4_999}1]"), ("a.jsonl", "1\n" * 5_000)])
def test_file_of_bare_numbers_is_not_read_to_its_end(tmp_path: Path, read, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "ascii")
    messages = read().messages
    assert len(messages) == 1_001
    assert messages[-1].startswith(f"{name}: found 1,000 values in a row that are no objects, so nothing after ")


def test_long_run_of_bad_records_is_counted(tmp_path: Path, read) -> None:
    lines = ['{"text": 1}'] * 1_500
    _lines(tmp_path / "a.jsonl", FERRY, *lines, {"text": "It came back."}, lines[0])
    outcome = read()
    assert len(outcome.articles) == 2
    assert len(outcome.messages) == 1_002
    assert outcome.messages[1_000].startswith(
        "a.jsonl, line 1501: found 500 more bad records in a row, of which this is"
    )


def test_invalid_json_is_found_without_reading_on(tmp_path: Path, read) -> None:
    with (tmp_path / "a.json").open("wb") as file:
        file.write(b'{"text": nothing')
        file.truncate(1 << 40)
    assert "invalid JSON" in read().message


@pytest.mark.parametrize("url", ["http://[broken/", "http://example.org:port/a"])
def test_address_that_is_no_url_is_unknown(tmp_path: Path, read, url: str) -> None:
    _lines(tmp_path / "a.jsonl", {"text": "The ferry sailed.", "url": url})
    assert read().article.url is None


def test_authors_and_section_of_an_object(tmp_path: Path, read) -> None:
    row = {"text": "Over.", "author": [{"name": "Ann Carter"}, {"name": "Lee Moss"}], "section": "News"}
    rows = [{**row, "date": "2024-03-01T23:30:00-05:00"}, {"text": "Off.", "byline": "By Ann Carter"}]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in rows))
    first, second = read().articles
    assert (first.authors, first.section) == ("Ann Carter; Lee Moss", "News")
    assert first.published_at is not None
    assert (first.published_at.isoformat(), first.published_on.isoformat()) == (
        "2024-03-02T04:30:00+00:00",
        "2024-03-01",
    )
    assert second.authors == "Ann Carter"
