import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest
from own_package import FERRY, HOSTILE, Rows, own_rows, write_package

from newsrows.records import Issue
from newsrows.site import ReportError, ReportSummary, check_report, write_report
from newsrows.site.confidence import LEVELS, level_page
from newsrows.site.views import VIEWS


class Page(HTMLParser):
    """The tags, ids and text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]

    @property
    def text(self) -> str:
        return "".join(self.words)


def pages(site: Path) -> Iterator[tuple[Path, Page]]:
    return ((path, Page(path)) for path in sorted(site.rglob("*.html")))


def test_report_has_a_page_per_article_person_and_organisation(report: ReportSummary, site: Path):
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    tables = {f"{name}.html" for name in ("articles", "people", "organisations", "quotes", "statistics", "roles")}
    views = {level_page(name, level) for name, _ in VIEWS if name != "compare.html" for level in LEVELS}
    boats, people = FERRY.index("We cannot"), FERRY.index("1,200")
    assert found == {
        "search.html",
        "compare.html",
        f"utterances/ferry-u{boats}.html",
        f"claims/ferry-c{people}.html",
    } | tables | views | {
        "articles/ferry.html",
        "articles/bakery.html",
        "articles/hostile.html",
        "people/marta-lindqvist.html",
        "people/tom-adeyemi.html",
        "people/eve-o-hara.html",
        "organisations/quayside-council.html",
        "organisations/ferry-users-united.html",
    }
    assert (report.articles, report.pages, report.issues) == (3, len(found), 0)


def test_every_link_leads_to_a_file_and_an_anchor(site: Path):
    ids = {path.resolve(): set(page.ids) for path, page in pages(site)}
    followed = 0
    for path, page in pages(site):
        for tag, attributes in page.tags:
            address = attributes.get("href") if tag in {"a", "link"} else attributes.get("src")
            if not address or address.startswith(("https://echo.example", "https://www.wikidata.org/wiki/Q4242")):
                continue
            parts = urlsplit(address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            assert target.is_file(), (path, address)
            assert not parts.fragment or parts.fragment in ids[target], (path, address)
            followed += 1
    assert followed > 100


def test_ids_of_a_page_are_unique(site: Path):
    for path, page in pages(site):
        assert len(page.ids) == len(set(page.ids)), path


def test_content_security_policy_allows_only_the_reports_own_files(site: Path):
    for path, page in pages(site):
        policies = [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, path
        assert {rule.strip() for rule in policies[0].split(";")} == {
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        }


def test_pages_use_nothing_that_the_policy_forbids(site: Path):
    for path, page in pages(site):
        for tag, attributes in page.tags:
            assert tag != "script" or attributes["src"].lstrip("./").startswith("assets/"), path
            assert tag not in {"style", "img", "iframe", "object", "base"}, path
            assert not any(name == "style" or name.startswith("on") for name in attributes), (path, attributes)


def test_markup_in_an_article_is_shown_as_text(site: Path):
    page = Page(site / "articles" / "hostile.html")
    shown = HOSTILE.replace('."', '.1"')  # the number of the quote stands after it
    assert set(shown.split()) <= set(page.text.split())
    scripts = [attributes["src"] for tag, attributes in page.tags if tag == "script"]
    assert scripts == ["../assets/article.js", "../assets/review.js"]
    assert not any("javascript:" in (attributes.get("href") or "") for _, attributes in page.tags)


def test_script_files_only_pass_data_to_the_page(site: Path):
    for path in (site / "data").glob("*.js"):
        assert re.match(
            r"newsrows\.(rows|words|shards|articles|speakers|entities|(postings|texts)\(\d+, )\(?\[",
            path.read_text("utf-8"),
        )


def test_article_page_shows_the_whole_text(site: Path):
    source = (site / "articles" / "ferry.html").read_text("utf-8")
    for start, paragraph in re.findall(r'<p data-start="(\d+)">(.*?)</p>', source, re.DOTALL):
        words = re.sub(r'<a class="ref.*?</a>|<[^>]*>', "", paragraph)
        assert words == words.strip()
        assert (
            words.replace("&#34;", '"')
            == own_rows().tables["articles"][0]["text"][int(start) :][: len(words.replace("&#34;", '"'))]
        )


def test_quote_in_parts_links_to_its_row_and_back(site: Path):
    page = Page(site / "articles" / "ferry.html")
    row = next(a for _, a in page.tags if a.get("data-table") == "quotes")
    marked = [a for tag, a in page.tags if tag in {"a", "span"} and row["id"] in (a.get("data-rows") or "").split()]
    references = [a for tag, a in page.tags if tag == "a" and a.get("class") == "ref quote-ref"]
    assert len([a for a in marked if "quote" in (a.get("class") or "").split()]) == 4  # cut by the figure inside
    assert references[0]["href"] == f"#{row['id']}"
    assert f"t-{row['id']}" in page.ids
    assert any(a.get("href") == f"#t-{row['id']}" for _, a in page.tags)


def test_page_of_a_person_shows_roles_quotes_and_mentions(site: Path):
    text = " ".join(Page(site / "people" / "marta-lindqvist.html").text.split())
    assert "2 quotes of 16 words · 3 mentions in 2 articles" in text
    assert "council leader, Quayside Council" in text
    assert text.index("We cannot run empty boats") < text.index("Every penny came back")


def test_page_of_a_person_shows_the_merged_names(site: Path):
    text = " ".join(Page(site / "people" / "marta-lindqvist.html").text.split())
    names = (
        "‘Marta Lindqvist’ the name itself, 2 times in 1 article ‘Lindqvist’ a part of the name, 1 time in 1 article"
    )
    assert names in text


def test_only_a_valid_wikidata_id_is_linked(site: Path):
    def links(name: str) -> list[str]:
        page = Page(site / "people" / f"{name}.html")
        return [a["href"] or "" for tag, a in page.tags if tag == "a" and "external" in (a.get("rel") or "")]

    assert links("marta-lindqvist") == ["https://www.wikidata.org/wiki/Q4242"]
    assert links("eve-o-hara") == []


def test_quotes_link_to_their_words_on_the_live_page_of_an_article_with_a_web_address(site: Path):
    def links(name: str) -> list[str]:
        page = Page(site / "articles" / f"{name}.html")
        return [a["href"] or "" for tag, a in page.tags if tag == "a" and "live" in (a.get("class") or "")]

    assert links("ferry") == [
        "https://echo.example/ferry#:~:text=We%20cannot%20run%20empty,used%20them%20last%20year%2C",
        "https://echo.example/ferry#:~:text=between%2040%25%20and%2060%25,no%20other%20way%20home",
    ]
    assert links("bakery") == links("hostile") == []  # no address, and javascript:


def test_former_role_is_shown_as_former(site: Path):
    text = " ".join(Page(site / "people" / "tom-adeyemi.html").text.split())
    assert "former chairman, Ferry Users United" in text
    assert "former" in (site / "data" / "roles-0.js").read_text("utf-8")
    assert "current" not in " ".join(Page(site / "people" / "marta-lindqvist.html").text.split())


def test_reviewed_row_is_shown_as_confirmed_or_corrected(site: Path):
    assert " ".join(Page(site / "articles" / "bakery.html").text.split()).count("corrected · in the text") == 1
    assert "confirmed · in the text" in " ".join(Page(site / "articles" / "bakery.html").text.split())
    assert '"corrected"' in (site / "data" / "statistics-0.js").read_text("utf-8")
    assert "Review" not in Page(site / "quotes.html").text  # none of them was


def test_first_page_shows_the_counts(site: Path):
    text = " ".join(Page(site / "index.html").text.split())
    assert "3 articles from 3 publishers" in text
    assert "They name 3 people and 2 organisations, hold 4 quotes, 100 % of them" in text
    assert "2 March to 9 April 2021" in text


def test_csv_files_of_the_first_page_have_all_rows(site: Path):
    lines = (site / "csv" / "speakers.70.csv").read_text("utf-8").splitlines()
    assert lines[0] == "Speaker,Direct words,Share,All words,Share of all,Quotes,Papers"
    assert lines[1] == "Marta Lindqvist,16,0.7273,16,0.4848,2,2"
    assert len(lines) == 4


def test_first_page_of_an_older_package_says_what_is_missing(tmp_path: Path):
    folder = write_package(tmp_path / "package")
    for table, columns in (("people", ["gender", "gender_source"]), ("quotes", ["words"]), ("mentions", ["quote_id"])):
        path = folder / "data" / "parquet" / f"{table}.parquet"
        pl.read_parquet(path).drop(columns).write_parquet(path)
    write_report(folder, tmp_path / "out")
    text = " ".join(Page(tmp_path / "out" / "index.html").text.split())
    missing = re.search(r"This package does not have (.*): an older version of newsrows made it", text)
    assert missing is not None
    assert set(missing[1].split(", ")) == {
        "people.gender",
        "people.gender_source",
        "quotes.words",
        "mentions.quote_id",
    }
    assert "Who speaks, and how much" in text
    assert "Women and men" not in text


def test_names_of_300_characters_stay_whole_in_the_page(tmp_path: Path):
    rows = own_rows()
    rows.tables["people"][0]["name"] = name = "Marta " + "x" * 300
    write_report(rows.write(tmp_path / "package"), tmp_path / "out")
    cells = [a.get("title") for tag, a in Page(tmp_path / "out" / "index.html").tags if tag == "a"]
    assert name in cells


def test_report_on_an_invalid_package_shows_the_issues(package: Path, tmp_path: Path):
    issues = [Issue("quotes", "span-text-mismatch", "found <i>x</i>", row=14, column="text")] * 7
    summary = write_report(package, tmp_path / "out", issues=issues)
    assert summary.issues == 7
    assert "7 issues" in Page(tmp_path / "out" / "index.html").text
    listed = Page(tmp_path / "out" / "issues.html")
    assert "found <i>x</i>" in listed.text
    assert sum(tag == "tr" for tag, _ in listed.tags) == 8


def test_report_on_a_package_without_text_lists_its_rows(tmp_path: Path):
    folder = write_package(tmp_path / "package")
    path = folder / "data" / "parquet" / "articles.parquet"
    pl.read_parquet(path).drop("text").write_parquet(path)
    write_report(folder, tmp_path / "out")
    page = Page(tmp_path / "out" / "articles" / "ferry.html")
    assert "published without the articles’ text" in page.text
    assert "We cannot run empty boats" in page.text
    assert not any((attributes.get("href") or "").startswith("#t-") for _, attributes in page.tags)


def broken_rows() -> Rows:
    """Ids, keys and spans as no valid package has them."""
    rows = own_rows()
    rows.tables["articles"][1]["article_id"] = "../../../Bakery <b>"
    for name in ("mentions", "quotes", "statistics"):
        for row in rows.tables[name]:
            if row["article_id"] == "bakery":
                row["article_id"] = "../../../Bakery <b>"
    rows.tables["mentions"][0].update(organisation_id="nobody-knows")
    rows.tables["mentions"][1].update(start=90_000, end=5)
    rows.tables["mentions"].append({**rows.tables["mentions"][2]})
    rows.tables["roles"][0].update(person_id="nobody")
    rows.tables["quotes"][0].update(speaker_start=-4, kind=None, confidence=None, text=None)
    rows.tables["quotes"][1].update(article_id="not-there")
    rows.tables["statistics"][0].update(value=float("nan"), bound="perhaps")
    rows.tables["statistics"][1].update(statistic_id=None)
    rows.tables["people"][0].update(person_id="../index")
    return rows


def test_report_on_a_broken_package_shows_all_usable_rows(tmp_path: Path):
    folder = broken_rows().write(tmp_path / "package")
    (folder / "data" / "parquet" / "quote_spans.parquet").unlink()
    summary = write_report(folder, tmp_path / "out")
    assert summary.articles == 3
    assert "rows lack a value that the report needs, or repeat a key" in Page(tmp_path / "out" / "issues.html").text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "package"]
    test_every_link_leads_to_a_file_and_an_anchor(tmp_path / "out")
    test_ids_of_a_page_are_unique(tmp_path / "out")


def test_column_of_a_wrong_type_is_read_as_null(tmp_path: Path):
    folder = write_package(tmp_path / "package")
    path = folder / "data" / "parquet" / "statistics.parquet"
    frame = pl.read_parquet(path)
    frame.with_columns(pl.col("start").cast(pl.String), concept=pl.concat_list("concept")).write_parquet(path)
    write_report(folder, tmp_path / "out")
    assert "1,200 person" in Page(tmp_path / "out" / "articles" / "ferry.html").text


def test_report_on_an_empty_package_is_written(tmp_path: Path):
    folder = Rows().write(tmp_path / "package")
    assert write_report(folder, tmp_path / "out").articles == 0


def test_error_about_too_many_articles_names_the_limit_and_the_option(package: Path, tmp_path: Path):
    with pytest.raises(ReportError, match=r"found 3 articles, expected at most 2, .*--max-articles 3"):
        write_report(package, tmp_path / "out", max_articles=2)
    assert not (tmp_path / "out").exists()


def test_check_raises_the_errors_of_writing_and_changes_nothing(package: Path, tmp_path: Path):
    check_report(package, tmp_path / "new" / "out")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    for out, limit, message in (
        (tmp_path / "out", 2, "found 3 articles, expected at most 2"),
        (tmp_path / "file", 9, "found a file, expected a folder"),
        (tmp_path / "file" / "out", 9, "cannot be written"),
        (package, 9, "holds the package itself"),
    ):
        with pytest.raises(ReportError, match=message):
            check_report(package, out, max_articles=limit)
    with pytest.raises(ReportError, match="expected a package"):
        check_report(tmp_path, tmp_path / "out")


def test_folder_without_a_package_is_an_error(tmp_path: Path):
    with pytest.raises(ReportError, match=r"found no .*articles\.parquet, expected a package"):
        write_report(tmp_path, tmp_path / "out")


def test_file_that_is_not_parquet_is_an_error(tmp_path: Path):
    folder = write_package(tmp_path / "package")
    (folder / "data" / "parquet" / "roles.parquet").write_bytes(b"PAR?")
    with pytest.raises(ReportError, match=r"roles\.parquet: cannot be read as Parquet"):
        write_report(folder, tmp_path / "out")


def test_folder_with_other_files_is_not_replaced(package: Path, tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    with pytest.raises(ReportError, match=r"found files without newsrows-report\.txt"):
        write_report(package, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_report_replaces_an_earlier_report(package: Path, tmp_path: Path):
    out = tmp_path / "out"
    write_report(package, out)
    (out / "articles" / "gone.html").write_text("an article that is no more")
    write_report(package, out)
    assert not (out / "articles" / "gone.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_same_package_gives_the_same_report(package: Path, site: Path, tmp_path: Path):
    write_report(package, tmp_path / "out")
    for path in site.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "out" / path.relative_to(site)).read_bytes()


def test_folder_that_cannot_be_written_is_an_error(package: Path, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="found a file, expected a folder"):
        write_report(package, tmp_path / "file")
    with pytest.raises(ReportError, match="cannot be written"):
        write_report(package, tmp_path / "file" / "out")


def test_folder_of_the_package_is_not_replaced(tmp_path: Path):
    folder = write_package(tmp_path / "package")
    with pytest.raises(ReportError, match="holds the package itself"):
        write_report(folder, folder)
