"""The report in a browser, opened from disk. Without Chromium, its driver and selenium these tests are skipped.

axe-core is looked for where npm puts it (npm install --no-save axe-core), or at $NEWSROWS_AXE, a path to axe.min.js.
"""

import csv
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from own_package import FERRY, HOSTILE, own_rows

from newsrows.records import REVIEW_COLUMNS
from newsrows.review import apply_reviews, read_reviews, report_reviews

AXE = Path(os.environ.get("NEWSROWS_AXE") or Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js")
PAGES = (
    "index.html",
    "articles.html",
    "people.html",
    "quotes.html",
    "statistics.html",
    "search.html?q=ferry",
    "articles/ferry.html",
    "articles/hostile.html",
    "people/marta-lindqvist.html",
    "organisations/quayside-council.html",
)
DARK = {
    "index.html",
    "quotes.html",
    "articles/ferry.html",
    "people/marta-lindqvist.html",
}  # with own colours


@pytest.fixture
def browser(chromium: Any, site: Path) -> Iterator[Any]:
    """A browser without state of earlier tests; the test fails if a page logs anything or uses the network."""
    chromium.set_window_size(1280, 900)
    still = {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", still)
    chromium.get((site / "index.html").as_uri())
    chromium.execute_script("localStorage.clear(); sessionStorage.clear()")
    chromium.get_log("browser")
    chromium.get_log("performance")
    yield chromium
    assert chromium.get_log("browser") == []
    asked = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    addresses = [entry["params"]["request"]["url"] for entry in asked if entry["method"] == "Network.requestWillBeSent"]
    assert addresses
    assert all(address.startswith(("file:", "blob:")) for address in addresses)


def wait_for(condition: Callable[[], Any]) -> Any:
    """Wait until `condition` is true and return its value; fails after five seconds."""
    end = time.monotonic() + 5
    while not (value := condition()):
        assert time.monotonic() < end, "the condition did not become true"
        time.sleep(0.03)
    return value


def open_page(browser: Any, site: Path, page: str) -> None:
    name, _, query = page.partition("?")
    browser.get((site / name).as_uri() + (f"?{query}" if query else ""))


def select(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def texts(browser: Any, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent.trim())"
    return list(browser.execute_script(script, selector))


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains  # noqa: PLC0415

    ActionChains(browser).send_keys(*keys).perform()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("width", [1280, 360])
def test_page_is_not_wider_than_the_window(browser: Any, site: Path, page: str, width: int):
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        open_page(browser, site, page)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install --no-save axe-core")
@pytest.mark.parametrize(
    ("page", "scheme"),
    [*((page, "light") for page in PAGES), *((page, "dark") for page in PAGES if page in DARK)],
)
def test_axe_finds_no_accessibility_fault(browser: Any, site: Path, page: str, scheme: str):
    colours = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", colours)
    open_page(browser, site, page)
    if page == "articles/ferry.html":
        select(browser, ".review-switch").click()
        select(browser, "input[value=corrected]").click()
    browser.execute_script(AXE.read_text("utf-8"))
    faults = browser.execute_async_script("axe.run({preload: false}).then((found) => arguments[0](found.violations))")
    assert [(fault["id"], fault["impact"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []


def test_script_in_an_article_does_not_run(browser: Any, site: Path):
    open_page(browser, site, "articles/hostile.html")
    assert browser.title.startswith("</title><script>")
    assert texts(browser, ".text p") == [
        line.replace('."', '.1"') for line in HOSTILE.splitlines() if line
    ]  # 1: the quote
    assert browser.find_elements("css selector", ".reading img, .reading script, .reading b:not(.who b)") == []
    open_page(browser, site, "quotes.html?q=blockquote")
    assert wait_for(lambda: "1 of 4 rows" in select(browser, ".count").text)
    assert browser.find_elements("css selector", "table img") == []


def test_mark_links_to_its_row_and_back(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    select(browser, ".text a.organisation").click()
    row = browser.switch_to.active_element
    assert (row.get_attribute("data-table"), row.text) == ("mentions", "Quayside Council")
    row.find_element("css selector", ".back").click()
    wait_for(lambda: browser.switch_to.active_element.text == "Quayside Council")
    assert "m" in browser.switch_to.active_element.get_attribute("class").split()


def test_focus_highlights_speaker_and_quote(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    for _ in range(40):
        press(browser, "\ue004")
        if browser.switch_to.active_element.get_attribute("class") == "ref quote-ref":
            break
    assert texts(browser, ".lit-speaker") == ["she"]
    assert texts(browser, ".lit-cue") == ["told"]
    assert "".join(texts(browser, ".text .quote.lit")).startswith("We cannot run empty boats,")
    assert len(browser.find_elements("css selector", "svg.joint path")) == 1
    press(browser, "\ue007")
    assert browser.switch_to.active_element.get_attribute("data-table") == "quotes"


def test_pointer_highlights_speaker_and_quote(browser: Any, site: Path):
    from selenium.webdriver import ActionChains  # noqa: PLC0415

    open_page(browser, site, "articles/ferry.html")
    ActionChains(browser).move_to_element(select(browser, ".text .quote")).perform()
    assert wait_for(lambda: texts(browser, ".lit-speaker")) == ["she"]
    assert "lit" in select(browser, ".quote-card").get_attribute("class")


def test_marks_can_be_hidden_by_kind(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    style = "return getComputedStyle(document.querySelector('.text .organisation')).borderBottomStyle"
    assert browser.execute_script(style) == "dotted"
    select(browser, "input[value=organisation]").click()
    assert browser.execute_script(style) == "none"


def test_listing_can_be_sorted_and_filtered(browser: Any, site: Path):
    open_page(browser, site, "statistics.html?Bound=exact")
    wait_for(lambda: select(browser, ".count").text == "2 of 4 rows.")
    browser.find_elements("css selector", "thead button")[1].click()
    wait_for(lambda: texts(browser, "tbody tr td:nth-child(2)") == ["1,200", "5"])
    assert select(browser, "th[aria-sort]").get_attribute("aria-sort") == "descending"
    browser.find_elements("css selector", "thead button")[1].click()
    wait_for(lambda: texts(browser, "tbody tr td:nth-child(2)") == ["5", "1,200"])
    select(browser, ".filters input").send_keys("ferry users")
    wait_for(lambda: texts(browser, "tbody tr td:first-child") == ["1,200 people"])
    select(browser, "button[type=reset]").click()
    wait_for(lambda: select(browser, ".count").text == "4 rows.")


def test_search_finds_articles_people_quotes_and_figures(browser: Any, site: Path):
    open_page(browser, site, "people/tom-adeyemi.html")
    box = select(browser, ".find input")
    box.send_keys("ferry lind")
    box.submit()
    wait_for(lambda: "search.html?q=ferry+lind" in browser.current_url and texts(browser, ".results li"))
    wait_for(lambda: select(browser, ".count").text.endswith("result.") or "results." in select(browser, ".count").text)
    assert "Harbour ferries to stop at night" in texts(browser, ".results .where")
    query = select(browser, "form.search input[type=search]")
    query.clear()
    query.send_keys("penny")
    wait_for(lambda: texts(browser, ".results .what") == ["quote", "article"])
    select(browser, ".results .where").click()
    wait_for(lambda: browser.current_url.partition("#")[0].endswith("articles/bakery.html"))


def choose(browser: Any, row: Any, verdict: str) -> None:
    box = row.find_element("css selector", f"input[value={verdict}]")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", box)
    box.click()


def mark_ferry(browser: Any) -> None:
    """One row right, one wrong, one quote's speaker corrected."""
    select(browser, ".review-switch").click()
    choose(browser, select(browser, ".figure-card"), "right")
    choose(browser, select(browser, ".role-card"), "wrong")
    quote = select(browser, ".quote-card")
    choose(browser, quote, "corrected")
    browser.execute_script("""
        const words = [...document.querySelectorAll(".text p")][2].lastChild;
        const range = document.createRange();
        range.setStart(words, words.textContent.indexOf("Lindqvist"));
        range.setEnd(words, words.textContent.indexOf(" added"));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    """)
    button = next(b for b in quote.find_elements("css selector", "button") if "as speaker" in (b.accessible_name or ""))
    wait_for(lambda: "Lindqvist" in browser.execute_script("return String(getSelection())"))
    time.sleep(0.1)
    browser.execute_script("arguments[0].click()", button)


def saved(browser: Any) -> list[dict[str, str]]:
    path = Path(browser.downloads) / "reviews.csv"
    path.unlink(missing_ok=True)
    select(browser, ".review-bar button").click()
    wait_for(path.is_file)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_marks_are_saved_as_csv_and_survive_a_reload(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    mark_ferry(browser)
    lines = saved(browser)
    assert tuple(lines[0]) == REVIEW_COLUMNS
    assert [(line["table"], line["verdict"], line["column"]) for line in lines] == [
        ("statistics", "right", ""),
        ("roles", "wrong", ""),
        ("quotes", "corrected", "speaker_start"),
        ("quotes", "corrected", "speaker_end"),
        ("quotes", "corrected", "speaker"),
    ]
    start = FERRY.index("Lindqvist added")
    assert [line["corrected"] for line in lines[2:]] == [str(start), str(start + len("Lindqvist")), "Lindqvist"]
    assert json.loads(lines[2]["finding"]) == {
        "kind": "direct",
        "polarity": "affirmed",
        "speaker": "she",
        "speaker_start": FERRY.index("she told"),
        "speaker_end": FERRY.index("she told") + 3,
        "source_type": "person",
        "person": "Marta Lindqvist",
        "organisation": None,
    }
    for line in lines:
        whole = FERRY[int(line["start"]) : int(line["end"])]
        assert line["text"] == whole or line["table"] == "quotes"
        assert len(line["article_sha256"]) == 64
    open_page(browser, site, "articles/bakery.html")
    assert "0 of 7 rows marked here, 3 in all articles" in select(browser, ".review-bar").text
    open_page(browser, site, "articles/ferry.html")
    assert saved(browser) == lines


def test_saved_marks_are_applied_to_the_rows(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    mark_ferry(browser)
    for card in browser.find_elements("css selector", ".quote-card")[1:]:
        choose(browser, card, "corrected")
        labels = card.find_elements("css selector", ".fields label")
        box = next(label for label in labels if label.find_element("css selector", "span").text == "person")
        change(browser, box.find_element("css selector", "input"), "Marta Lindqvist")
    for card in browser.find_elements("css selector", ".mention, .figure-card:not(:first-child)"):
        choose(browser, card, "right")
    saved(browser)
    reviews = read_reviews([Path(browser.downloads) / "reviews.csv"])
    frames = own_rows().frames()
    article_of = frames["quotes"].select("quote_id", "article_id")
    applied = apply_reviews({**frames, "quote_spans": frames["quote_spans"].join(article_of, on="quote_id")}, reviews)
    report = report_reviews(reviews, applied.outcomes)
    assert report.lines == ()
    assert (report.confirmed, report.corrected, report.rejected) == (7, 2, 1)
    quotes = {row["speaker"]: row for row in applied.tables["quotes"].to_dicts() if row["article_id"] == "ferry"}
    assert (quotes["Lindqvist"]["review"], quotes["Lindqvist"]["speaker_start"]) == (
        "corrected",
        FERRY.index("Lindqvist added"),
    )
    assert quotes["Its chairman, Tom Adeyemi"]["person_id"] == "marta-lindqvist"


def tab_to(browser: Any, *wanted: str) -> Any:
    """Press Tab until an element has the focus that one of the selectors `wanted` finds."""
    for _ in range(120):
        press(browser, "\ue004")
        element = browser.switch_to.active_element
        if any(browser.execute_script("return arguments[0].matches(arguments[1])", element, name) for name in wanted):
            return element
    raise AssertionError(wanted)


def test_rows_can_be_reviewed_with_the_keyboard(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    tab_to(browser, ".review-switch")
    press(browser, "\ue007")
    tab_to(browser, ".quote-card input[type=radio]")
    press(browser, " ", "\ue014", "\ue014")  # right, wrong, to be corrected
    tab_to(browser, ".quote-card .span input")
    press(browser, *(["\ue003"] * 10), "Its chairman")
    tab_to(browser, ".figure-card input[type=radio]")
    press(browser, " ")
    tab_to(browser, ".review-bar button")
    path = Path(browser.downloads) / "reviews.csv"
    path.unlink(missing_ok=True)
    press(browser, "\ue007")
    wait_for(path.is_file)
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(line["verdict"], line["column"], line["corrected"]) for line in csv.DictReader(file)]
    start = FERRY.index("Its chairman")
    assert lines == [
        ("corrected", "speaker_start", str(start)),
        ("corrected", "speaker_end", str(start + len("Its chairman"))),
        ("corrected", "speaker", "Its chairman"),
        ("right", "", ""),
    ]


def test_new_mark_of_a_corrected_row_keeps_the_first_mark(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    select(browser, ".review-switch").click()
    choose(browser, select(browser, ".figure-card"), "right")
    line = saved(browser)[0]
    before = {
        **line,
        "verdict": "corrected",
        "column": "unit",
        "corrected": "person",
        "reviewed_at": "2026-01-01T08:00:00Z",
    }
    before["finding"] = line["finding"].replace('"unit":"person"', '"unit":"boat"')
    assert before["finding"] != line["finding"]
    path = Path(browser.downloads) / "before.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, REVIEW_COLUMNS)
        writer.writeheader()
        writer.writerow(before)
    select(browser, ".review-bar input[type=file]").send_keys(str(path))
    wait_for(lambda: "1 marks loaded." in select(browser, ".review-bar").text)
    choose(browser, select(browser, ".figure-card"), "right")
    both = saved(browser)
    assert [(mark["verdict"], mark["finding"]) for mark in both] == [
        ("corrected", before["finding"]),
        ("right", line["finding"]),
    ]
    select(browser, ".figure-card .verdict button").click()
    assert saved(browser) == [before]


def change(browser: Any, box: Any, value: str) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", box)
    box.clear()
    box.send_keys(value)
    browser.execute_script("arguments[0].blur()", box)


def test_saved_marks_can_be_loaded(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    mark_ferry(browser)
    lines = saved(browser)
    browser.execute_script("localStorage.clear()")
    open_page(browser, site, "articles/bakery.html")
    assert "0 in all articles" in select(browser, ".review-bar").text
    select(browser, ".review-bar input[type=file]").send_keys(str(Path(browser.downloads) / "reviews.csv"))
    wait_for(lambda: "3 marks loaded." in select(browser, ".review-bar").text)
    assert saved(browser) == lines


def test_mark_can_be_removed(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    select(browser, ".review-switch").click()
    card = select(browser, ".figure-card")
    choose(browser, card, "wrong")
    card.find_element("css selector", "button").click()
    assert "0 of 10 rows marked here" in select(browser, ".review-bar").text
    assert not select(browser, ".figure-card input[value=wrong]").is_selected()


def test_print_shows_only_text_and_rows(browser: Any, site: Path):
    open_page(browser, site, "articles/ferry.html")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not select(browser, ".find").is_displayed()
        assert not select(browser, ".marks").is_displayed()
        assert select(browser, ".text").is_displayed()
        assert select(browser, ".rows").value_of_css_property("max-height") == "none"
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
