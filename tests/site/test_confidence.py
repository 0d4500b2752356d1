from newsrows.site.confidence import DEFAULT_LEVEL, LEVELS, level_page, level_values


def test_every_level_has_a_page_of_its_own() -> None:
    assert level_page("index.html", DEFAULT_LEVEL) == "index.html"
    assert level_page("index.html", 90) == "index.90.html"
    assert len({level_page("index.html", level) for level in LEVELS}) == len(LEVELS)


def test_level_is_a_filter_of_listings() -> None:
    assert level_values(90) == {"confidence": "0.9"}
    assert level_values(0) == {}
