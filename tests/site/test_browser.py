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
    "index.0.html",
    "speakers.html",
    "compare.html",
    "network.html",
    "publishers.html",
    "subjects.html",
    "repeats.html",
    f"utterances/ferry-u{FERRY.index('We cannot')}.html",
    f"claims/ferry-c{FERRY.index('1,200')}.html",
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
    "network.html",
    "compare.html",
    "quotes.html",
    f"utterances/ferry-u{FERRY.index('We cannot')}.html",
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
    # data: is the icon that Chromium draws in a field for dates
    assert [address for address in addresses if not address.startswith(("file:", "blob:", "data:image/"))] == []


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


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_is_wider_than_the_window(browser: Any, site: Path, width: int):
    screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        for page in PAGES:
            open_page(browser, site, page)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page
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


def count_text(browser: Any) -> str:
    return str(select(browser, ".count").text)


def test_listing_can_be_sorted_and_filtered(browser: Any, site: Path):
    open_page(browser, site, "statistics.html?bound=exact")
    wait_for(lambda: count_text(browser) == "2 of 4 rows.")
    browser.find_elements("css selector", "thead button")[1].click()
    wait_for(lambda: texts(browser, "tbody tr td:nth-child(2)") == ["1,200", "5"])
    assert select(browser, "th[aria-sort]").get_attribute("aria-sort") == "descending"
    browser.find_elements("css selector", "thead button")[1].click()
    wait_for(lambda: texts(browser, "tbody tr td:nth-child(2)") == ["5", "1,200"])
    assert browser.current_url.endswith("statistics.html?bound=exact&sort=value")
    select(browser, ".filters input").send_keys("ferry users")
    wait_for(lambda: texts(browser, "tbody tr td:first-child") == ["1,200 people"])
    select(browser, "button[type=reset]").click()
    wait_for(lambda: count_text(browser) == "4 rows.")
    assert browser.current_url.endswith("statistics.html")


def test_address_chooses_the_rows(browser: Any, site: Path):
    for query, count in {
        "speaker=Marta+Lindqvist": 2,
        "speaker=lind": 2,
        "paper=Loaf+%26+Times": 1,
        "from=2021-03-03&to=2021-04-09": 1,
        "source_type=person&kind=indirect&polarity=affirmed": 1,
        "confidence=0.81": 0,
        "about=Ferry+Users+United": 1,
        "about=Ferry+Users+United&confidence=0.7": 0,
        "gender=female&organisation=Quayside+Council": 2,
        "speaker=nobody": 0,
    }.items():
        open_page(browser, site, f"quotes.html?{query}")
        wait_for(lambda expected=f"{count} of 4 rows.": count_text(browser) == expected)


def test_numbers_of_the_first_page_open_that_many_rows(browser: Any, site: Path):
    open_page(browser, site, "index.0.html")
    script = """return [...document.querySelectorAll(".panel:not(.time-panel) td.k-number a[href*='quotes.html']")]
        .map((link) => [link.href, link.textContent])"""  # those of the timeline count words
    links = {address: int(number) for address, number in browser.execute_script(script)}
    assert len(links) > 8
    for address, number in links.items():
        browser.get(address)
        expected = "4 rows." if number == 4 else f"{number} of 4 rows."
        wait_for(lambda expected=expected: count_text(browser) == expected)


def test_people_are_sorted_by_family_name(browser: Any, site: Path):
    open_page(browser, site, "people.html?sort=-name")
    wait_for(lambda: texts(browser, "tbody td:first-child")[-1] == "Tom Adeyemi")
    assert texts(browser, "tbody td:first-child")[1] == "Marta Lindqvist"


def test_chosen_rows_are_saved_as_csv(browser: Any, site: Path):
    path = Path(browser.downloads) / "quotes.csv"
    path.unlink(missing_ok=True)
    open_page(browser, site, "quotes.html?speaker=Marta+Lindqvist&sort=-words")
    select(browser, ".save").click()
    wait_for(path.is_file)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"].split()[0] for row in rows] == ["We", "Every"]
    assert (rows[0]["speaker"], rows[0]["paper"], rows[0]["cue"]) == ("Marta Lindqvist", "Harbour Echo", "told")


def test_rows_are_cards_on_a_phone(browser: Any, site: Path):
    screen = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    try:
        open_page(browser, site, "quotes.html")
        assert select(browser, "tbody tr").value_of_css_property("display") == "block"
        assert not select(browser, "thead").is_displayed()
        assert not select(browser, ".filters details .fields").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_speakers_are_compared(browser: Any, site: Path):
    open_page(browser, site, "compare.html")
    wait_for(lambda: len(texts(browser, "thead th")) == 3)
    open_page(browser, site, "compare.html?speaker=Tom+Adeyemi&confidence=70")
    wait_for(lambda: texts(browser, "thead th a") == ["Tom Adeyemi"])
    select(browser, "input[name=add]").send_keys("lindq\ue007")
    wait_for(lambda: texts(browser, "thead th a") == ["Tom Adeyemi", "Marta Lindqvist"])
    assert browser.current_url.endswith("speaker=Tom+Adeyemi&speaker=Marta+Lindqvist&confidence=70")
    rows = dict(zip(texts(browser, "tbody th"), texts(browser, "tbody tr"), strict=True))
    assert rows["Words"] == "Words1116"
    assert rows["Words in Loaf & Times"] == "Words in Loaf & Times04"
    path = Path(browser.downloads) / "compare.csv"
    path.unlink(missing_ok=True)
    select(browser, ".save").click()
    wait_for(path.is_file)
    assert path.read_text("utf-8").splitlines()[0] == ",Tom Adeyemi,Marta Lindqvist"
    select(browser, "thead button").click()
    wait_for(lambda: texts(browser, "thead th a") == ["Marta Lindqvist"])


def test_network_shows_the_lines_of_who_has_the_focus(browser: Any, site: Path):
    open_page(browser, site, "network.0.html")
    tab_to(browser, "svg.network a")
    name = browser.switch_to.active_element.get_attribute("aria-label")
    assert select(browser, ".network .count").text.startswith(f"{name}: ")
    assert texts(browser, "svg.network line.lit") != []
    assert name in texts(browser, "svg.network text.lit")
    select(browser, ".network-choice input[value=about]").click()
    assert not select(browser, "line.about").is_displayed()


def test_quotes_of_a_person_are_filtered_by_confidence(browser: Any, site: Path):
    open_page(browser, site, "people/marta-lindqvist.html?confidence=0.9")
    assert select(browser, ".sureness [role=status]").text == "0 of 2 are shown."
    assert not select(browser, ".said").is_displayed()
    select(browser, ".sureness option").click()
    assert select(browser, ".said").is_displayed()


def results(browser: Any, site: Path, query: str) -> list[tuple[str, str]]:
    """The kinds and titles of the results of a search."""
    open_page(browser, site, f"search.html?{query}")
    wait_for(lambda: "result" in count_text(browser))
    return list(zip(texts(browser, ".results .what"), texts(browser, ".results .where"), strict=True))


def test_search_finds_articles_people_quotes_and_figures(browser: Any, site: Path):
    open_page(browser, site, "people/tom-adeyemi.html")
    box = select(browser, ".find input")
    box.send_keys("ferry lind")
    box.submit()
    wait_for(lambda: "search.html?q=ferry+lind" in browser.current_url and texts(browser, ".results li"))
    assert "Harbour ferries to stop at night" in texts(browser, ".results .where")
    query = select(browser, "form.search input[type=search]")
    query.clear()
    query.send_keys("penny")
    wait_for(lambda: texts(browser, ".results .what") == ["quote", "article"])
    assert texts(browser, ".results mark") == ["penny", "penny"]
    assert browser.current_url.endswith("search.html?q=penny")
    select(browser, ".results .where").click()
    wait_for(lambda: browser.current_url.partition("#")[0].endswith("articles/bakery.html"))


def test_search_finds_phrases_similar_words_and_names(browser: Any, site: Path):
    assert [kind for kind, _ in results(browser, site, "q=%22empty+boats%22")] == ["quote", "article"]
    assert results(browser, site, "q=%22boats+empty%22") == []
    assert [kind for kind, _ in results(browser, site, "q=emtpy+botas&kind=quote")] == ["quote"]
    assert "for empty, boats" in count_text(browser)
    assert results(browser, site, "q=lindqvsit")[0] == ("person", "Marta Lindqvist")
    assert ("figure", "1,200 people") in results(browser, site, "q=1,200")
    assert results(browser, site, "q=%3Cscript%3Ealert")[0][0] == "person"


def test_search_is_filtered_by_paper_date_and_speaker(browser: Any, site: Path):
    titles = ["Harbour ferries to stop at night", "Bakery pays back £3.4m"]
    assert [title for _, title in results(browser, site, "q=council&kind=article")][:2] == titles
    assert results(browser, site, "q=council&kind=article&paper=Loaf+%26+Times") == [("article", titles[1])]
    assert results(browser, site, "q=council&kind=article&to=2021-03-31") == [("article", titles[0])]
    assert results(browser, site, "q=council&kind=article&from=2021-03-31") == [("article", titles[1])]
    assert {title for _, title in results(browser, site, "q=boats&speaker=Marta+Lindqvist")} == {"Marta Lindqvist"}
    assert results(browser, site, "q=boats&speaker=Tom+Adeyemi") == []


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
    assert (report.confirmed, report.corrected, report.rejected) == (8, 2, 1)
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
    assert "0 of 11 rows marked here" in select(browser, ".review-bar").text
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
