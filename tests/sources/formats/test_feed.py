from __future__ import annotations

from datetime import UTC, date, datetime

ARTICLE = "<p>The ferry was late again on Friday, Ann Carter said.</p><p>It is <b>not</b> new &amp; not nice.</p>"
TEXT = "The ferry was late again on Friday, Ann Carter said.\n\nIt is not new & not nice."
CHANNEL = "<title>The Quay Post</title><link>https://post.example</link><language>en-gb</language>"


def _rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{CHANNEL}{"".join(items)}</channel></rss>'
    )


def _item(content: str, guid: str = "late") -> str:
    return (
        f"<item><title>Ferry &amp;amp; quay</title><link>https://post.example/late</link><guid>{guid}</guid>"
        "<pubDate>Fri, 01 Mar 2024 09:30:00 +0100</pubDate><dc:creator>By Ann Brook</dc:creator>"
        f"<category>Local</category><description>Short.</description>{content}</item>"
    )


def test_entries_of_rss_with_content_are_articles(read, tmp_path) -> None:
    (tmp_path / "feed.rss").write_text(
        _rss(_item(f"<content:encoded><![CDATA[{ARTICLE}]]></content:encoded>")), "utf-8"
    )
    article = read().article
    assert (article.article_id, article.file_name, article.text) == ("late", "feed.rss#1", TEXT)
    assert (article.title, article.publisher, article.authors) == ("Ferry & quay", "The Quay Post", "Ann Brook")
    assert (article.published_on, article.section) == (date(2024, 3, 1), "Local")
    assert article.published_at == datetime(2024, 3, 1, 8, 30, tzinfo=UTC)
    assert article.url == "https://post.example/late"


def test_entries_of_atom_are_articles(read, tmp_path) -> None:
    escaped = ARTICLE.replace("&", "&amp;").replace("<", "&lt;")
    (tmp_path / "feed.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay Post</title>'
        f'<entry><title>Late</title><id>a1</id><content type="html">{escaped}</content>'
        '<link rel="self" href="https://post.example/self"/><link href="https://post.example/late"/>'
        "<author><name>Ann Brook</name></author><published>2024-03-01T09:30:00Z</published></entry>"
        f'<entry><title>Late</title><id>a2</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{ARTICLE}'
        "</div></content><updated>2024-03-02T09:30:00Z</updated></entry></feed>",
        "utf-8",
    )
    first, second = read().articles
    assert (first.text, second.text) == (TEXT, TEXT)
    assert (first.url, first.authors, first.published_on) == (
        "https://post.example/late",
        "Ann Brook",
        date(2024, 3, 1),
    )
    assert (second.article_id, second.published_on) == ("a2", date(2024, 3, 2))


def test_feed_in_a_file_called_xml_is_recognised(read, tmp_path) -> None:
    (tmp_path / "feed.xml").write_text(
        _rss(_item(f"<content:encoded><![CDATA[{ARTICLE}]]></content:encoded>")), "utf-8"
    )
    assert read().article.text == TEXT


def test_entry_with_only_a_summary_is_rejected_and_the_others_are_read(read, tmp_path) -> None:
    content = f"<content:encoded><![CDATA[{ARTICLE}]]></content:encoded>"
    (tmp_path / "feed.rss").write_text(_rss(_item("", "one"), _item(content, "two")), "utf-8")
    outcome = read()
    assert outcome.ids == ["two"]
    assert outcome.message.startswith("feed.rss, item 1: found an entry without content (only a summary)")


def test_description_as_long_as_an_article_is_one(read, tmp_path) -> None:
    long = f"<p>{'The ferry was late. ' * 40}</p>".replace("<", "&lt;")
    (tmp_path / "feed.rss").write_text(_rss(_item("").replace("Short.", long)), "utf-8")
    assert read().article.text == ("The ferry was late. " * 40).strip()


def test_feed_without_entries_and_broken_feed_are_rejected(read, tmp_path) -> None:
    (tmp_path / "a.rss").write_text(_rss(), "utf-8")
    (tmp_path / "b.rss").write_text(_rss(_item("<b>")), "utf-8")
    empty, broken = read().messages
    assert empty.startswith("a.rss: found a feed without entries")
    assert broken.startswith("b.rss: found invalid XML (")
