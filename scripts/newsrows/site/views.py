"""Pages that answer one question at each level of confidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from newsrows.site.comparisons import publishers_panel, subjects_panel
from newsrows.site.first_page import speakers_panel
from newsrows.site.formatters import count_of
from newsrows.site.network import (
    Network,
    about_panel,
    network,
    pairs_about,
    pairs_together,
    together_panel,
)
from newsrows.site.package import Package
from newsrows.site.panels import Panel
from newsrows.site.repeats import agreeing_panel, conflicting_panel, repeated_panel

_SHOWN: Final = 100
VIEWS: Final = (
    ("index.html", "Overview"),
    ("speakers.html", "Speakers"),
    ("compare.html", "Compare"),
    ("network.html", "Network"),
    ("publishers.html", "Publishers"),
    ("subjects.html", "Figures by subject"),
    ("repeats.html", "Repeated"),
)
"""The pages and names of the views, as the navigation shows them."""


@dataclass(frozen=True, slots=True)
class View:
    """A page of panels; `network` is drawn above them."""

    page: str
    title: str
    lead: str
    panels: tuple[Panel, ...]
    network: Network | None = None


def views(package: Package, level: int) -> Iterator[View]:
    """The views of the rows in `package`, which are at least `level` sure."""
    yield View(
        "speakers.html",
        "Speakers",
        "Everybody who speaks, the most direct speech first.",
        (speakers_panel(package, level, shown=_SHOWN, with_trend=True),),
    )
    yield _network(package, level)
    yield View(
        "publishers.html",
        "Publishers side by side",
        "What kinds of sources each publisher quotes.",
        (publishers_panel(package, level),),
    )
    yield View(
        "subjects.html",
        "Figures by subject",
        "Figures about the same thing in the same unit.",
        (subjects_panel(package, level, shown=_SHOWN),),
    )
    yield View(
        "repeats.html",
        "Repeated words and figures",
        "Quotes of the same words and figures about the same thing, found across articles.",
        (
            repeated_panel(package, level, shown=_SHOWN),
            conflicting_panel(package, level, shown=_SHOWN),
            agreeing_panel(package, level, shown=_SHOWN),
        ),
    )


def _network(package: Package, level: int) -> View:
    together, about = pairs_together(package), pairs_about(package)
    drawn = network(package, together, about)
    lead = (
        f"{count_of(len(drawn.nodes), 'person or organisation', 'people and organisations')} who are quoted in the "
        "same articles or speak about each other. Point at one, or reach it with the Tab key, to see its lines."
    )
    if drawn.people > len(drawn.nodes):
        lead += f" These are the most prominent of {drawn.people:,}; the CSV files have all."
    panels = (together_panel(package, together, shown=50), about_panel(package, about, level, shown=50))
    return View("network.html", "Network", lead, panels, drawn)
