import pytest

from newsrows.site.addresses import article_page, entity_page, row_anchor, row_link, web_link
from newsrows.site.rows import EntityKey


def test_address_of_a_page_is_made_from_the_id():
    assert article_page("dawn-raids_2") == "articles/dawn-raids_2.html"
    assert entity_page(EntityKey("person", "ann-lee")) == "people/ann-lee.html"
    assert entity_page(EntityKey("organisation", "the-herald"), 2) == "organisations/the-herald.2.html"
    assert row_link("dawn-raids", "dawn-raids:q12") == "articles/dawn-raids.html#q12"


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "con", "A", "a.2", "", "x" * 300, 'a"><b>', "a/b", "ä"])
def test_unusual_id_is_replaced_by_its_hash(identifier):
    page = article_page(identifier)
    assert page.startswith("articles/x.")
    assert page.removeprefix("articles/x.").removesuffix(".html").isalnum()
    assert page != article_page(identifier + "-")


@pytest.mark.parametrize("row_id", ["", "a:", "a:Q1", 'a:q1" onclick="x', "a:q-1"])
def test_unusual_row_id_gives_a_harmless_anchor(row_id):
    assert row_anchor(row_id).isalnum()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://echo.example/a?b=1", True),
        ("HTTP://echo.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//echo.example", False),
        ("https://a b", False),
        (None, False),
    ],
)
def test_only_http_addresses_are_linked(url, shown):
    assert web_link(url) == (url if shown else None)
