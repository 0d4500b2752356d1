"""The article in a web page that was read before, perhaps in another process or on another machine."""

from __future__ import annotations

from newsrows.read.errors import BadFileError
from newsrows.read.formats.html import extract_page
from newsrows.read.metadata import Metadata
from newsrows.records import Article, Rejected, WebPage


def open_page(page: WebPage) -> Article | Rejected:
    """The article in a page, or why there is none; what metadata files say of it goes before what it says itself.

    The same page gives the same outcome with the same version of trafilatura and of what that is made of.

    Raises:
        ReadError: trafilatura is not installed.
    """
    try:
        record = extract_page(page)
        record.check(page.max_characters)
    except BadFileError as error:
        return Rejected(page.shown, str(error), page.place)
    described = Metadata(page.title, page.publisher, page.published_on, page.url)
    return record.article(page.article_id, page.file_name, described.or_else(record.metadata))
