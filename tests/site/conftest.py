"""A small package of articles of our own, the report on it, and a browser where one is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_package import write_package

from newsrows.site import ReportSummary, write_report


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def report(package: Path, tmp_path_factory: pytest.TempPathFactory) -> ReportSummary:
    return write_report(package, tmp_path_factory.mktemp("site") / "report")


@pytest.fixture(scope="session")
def site(report: ReportSummary) -> Path:
    return report.first_page.parent


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium drives the browser, and is not installed")
    from selenium.common.exceptions import WebDriverException  # noqa: PLC0415 - selenium may be missing

    binary = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("needs chromium and chromedriver (Debian: apt-get install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
    ):
        options.add_argument(argument)
    options.binary_location = binary
    downloads = tmp_path_factory.mktemp("downloads")
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    try:
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    except WebDriverException as error:  # another version than its driver, or a container that forbids browsers
        pytest.skip(f"{binary} does not start: {str(error.msg).splitlines()[0]}")
    browser.downloads = downloads
    yield browser
    browser.quit()
