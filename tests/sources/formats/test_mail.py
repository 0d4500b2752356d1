from __future__ import annotations

import gc
import mailbox
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from newsrows.sources import ReadOptions
from newsrows.sources import options as read_options
from newsrows.sources.formats.mail import read_mbox
from newsrows.sources.record import BadRecord, InputFile, Record

BODY = "The ferry was late again on Friday, Ann Carter said.\n\nFrom now on it is free."


def _message(body: str = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {
        "From": "Harbour Office <press@harbour.example>",
        "Subject": "Fwd: Ferry late",
        "Date": "Fri, 01 Mar 2024 23:30:00 -0500",
        **headers,
    }
    for name, value in given.items():
        message[name] = value
    message.set_content(body)
    return message


def _mailbox(path: Path, *messages: EmailMessage) -> Path:
    box = mailbox.mbox(path)
    for message in messages:
        box.add(message)
    box.close()
    return path


def test_message_is_an_article_with_its_sender_as_publisher(read, tmp_path) -> None:
    (tmp_path / "Late Ferry.eml").write_bytes(bytes(_message()))
    article = read().article
    assert (article.article_id, article.title, article.publisher) == ("late-ferry", "Ferry late", "Harbour Office")
    assert (article.published_on, article.published_at) == (date(2024, 3, 1), datetime(2024, 3, 2, 4, 30, tzinfo=UTC))
    assert article.text == BODY


def test_address_is_not_a_publisher(read, tmp_path) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(_message(From="press@harbour.example")))
    assert read().article.publisher is None


def test_encoded_header_and_body_are_decoded(read, tmp_path) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(_message("The café at the quay: “shut”.", Subject="Café — shut")))
    article = read().article
    assert (article.title, article.text) == ("Café — shut", "The café at the quay: “shut”.")


def test_answered_messages_and_signatures_are_left_out(read, tmp_path) -> None:
    (tmp_path / "a.eml").write_bytes(
        bytes(_message(f"{BODY}\n\n> Is it late?\n> It is.\n\n-- \nAnn Carter\nHarbour Office\n"))
    )
    assert read().article.text == BODY


def test_flowed_lines_are_joined(read, tmp_path) -> None:
    message = _message("The ferry was \nlate again.\n\nIt left.\n")
    message.set_param("format", "flowed")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    assert read().article.text == "The ferry was late again.\n\nIt left."


def test_html_is_read_where_the_plain_text_is_only_a_note_on_it(read, tmp_path) -> None:
    html = "<html><body><h1>Ferries</h1>" + f"<p>{' '.join(['The ferry was late.'] * 20)}</p>" * 2 + "</body></html>"
    for name, body in (("a", "See this message in your browser."), ("b", " ".join(["The ferry was late."] * 41))):
        message = _message(body)
        message.add_alternative(html, subtype="html")
        (tmp_path / f"{name}.eml").write_bytes(bytes(message))
    note, whole = read().articles
    assert note.text.startswith("Ferries\n\nThe ferry was late.")
    assert whole.text.startswith("The ferry was late.")


def test_attachments_are_not_read(read, tmp_path) -> None:
    message = _message()
    message.add_attachment("Another text.", filename="a.txt")
    message.add_attachment(b"\0" * 9_000_000, maintype="image", subtype="png", filename="a.png")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    assert read().article.text == BODY


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.eml: found no header, expected a message with From, Subject and Date"),
        (b"From: Ann <a@example.org>\n\n", "a.eml: found no text in the message, expected an article in its body"),
        (
            b"From: Ann <a@example.org>\nSubject: " + b"=?utf-8?q?a?= " * 1_000 + b"\n\nLate.",
            "a.eml: found a header of more",
        ),
        (
            b"From: Ann <a@example.org>\n\n" + b"Content-Type: text/plain\n" * 1_001,
            "a.eml: found a message of more than 1,",
        ),
        (
            b"From: Ann <a@example.org>\nContent-Type: text/plain; charset=nonsense\n\n\xff\xfe",
            "a.eml: the message cannot be read (LookupError: ",
        ),
    ],
)
def test_file_that_is_no_message_is_rejected(read, tmp_path, data: bytes, message: str) -> None:
    (tmp_path / "a.eml").write_bytes(data)
    assert read().message.startswith(message)


def test_mailbox_has_an_article_in_each_message(read, tmp_path) -> None:
    _mailbox(tmp_path / "all.mbox", _message(Subject="One"), _message("\n"), _message(Subject="Three"))
    outcome = read()
    assert [(article.article_id, article.file_name, article.title) for article in outcome.articles] == [
        ("all-1", "all.mbox#1", "One"),
        ("all-3", "all.mbox#3", "Three"),
    ]
    assert [article.text for article in outcome.articles] == [BODY, BODY]
    assert outcome.message.startswith("all.mbox, message 2: found no text in the message")


def test_line_of_text_that_begins_with_from_does_not_end_a_message(read, tmp_path) -> None:
    header = "From ann@example.org Fri Mar  1 09:30:00 2024\nFrom: Ann <a@example.org>\n\n"
    (tmp_path / "a.mbox").write_text(
        f"{header}Late.\n\nFrom here on it is free.\n\n>From 9 it left.\n\n{header}Free.\n", "ascii"
    )
    assert [article.text for article in read().articles] == [
        "Late.\n\nFrom here on it is free.\n\nFrom 9 it left.",
        "Free.",
    ]


def test_file_that_is_no_mailbox_is_rejected(read, tmp_path) -> None:
    (tmp_path / "a.mbox").write_text("The ferry is late.\n", "ascii")
    assert read().message.startswith("a.mbox: found no line 'From ...' before the first message")


def test_message_that_is_too_large_is_rejected_and_the_others_are_read(read, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(read_options, "_ADDITIONAL_BYTES", 100)
    _mailbox(tmp_path / "a.mbox", _message("Late.\n" * 2_000), _message("Free."))
    outcome = read(max_characters=100)
    assert [article.text for article in outcome.articles] == ["Free."]
    assert outcome.message.startswith("a.mbox, message 1: found more than 7,200 bytes in a document")


def test_message_that_is_too_large_is_not_kept_in_memory(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(read_options, "_ADDITIONAL_BYTES", 100)
    path = _mailbox(tmp_path / "a.mbox", _message("Late.\n" * 500_000))
    tracemalloc.start()
    (item,) = read_mbox(InputFile("a", "a", lambda: path.open("rb")), ReadOptions(max_characters=100))
    assert tracemalloc.get_traced_memory()[1] < 500_000
    tracemalloc.stop()
    assert isinstance(item, BadRecord)


@pytest.fixture
def usual_collector() -> Iterator[None]:
    """Python's own pace of collecting garbage; a build collects more rarely."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("usual_collector")
def test_memory_does_not_grow_with_the_mailbox(tmp_path) -> None:
    path = _mailbox(tmp_path / "a.mbox", *[_message(BODY * 100)] * 3)
    data = path.read_bytes()

    def peak(copies: int) -> int:
        path.write_bytes(data * copies)
        tracemalloc.start()
        records = sum(
            isinstance(item, Record) for item in read_mbox(InputFile("a", "a", lambda: path.open("rb")), ReadOptions())
        )
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert records == 3 * copies
        return top

    assert peak(40) < 1.5 * peak(10)  # the collector of garbage runs now and then
