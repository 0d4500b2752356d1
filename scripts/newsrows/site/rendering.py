"""Renders pages from templates: values are escaped, and a page may run only the report's own scripts and styles."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from newsrows import __version__
from newsrows.site import charts, formatters
from newsrows.site.addresses import entity_page, rows_link, web_link, wikidata_link
from newsrows.site.confidence import DEFAULT_LEVEL, LEVELS, level_values

# In Chromium and Firefox 'self' covers the files beside a page that is opened from disk.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)


def render(template: str, page: str, **values: Any) -> str:
    """The HTML of one page.

    Args:
        template: the name of a template, without '.html'.
        page: the address of the page, relative to the report's folder.
        values: what the template needs. It also gets `page` and `root`, which leads from the page to that folder.
    """
    root = "../" * page.count("/")
    html: str = _environment().get_template(f"{template}.html").render(page=page, root=root, **values)
    return html


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("newsrows.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}  # the columns in the order of the schema
    environment.globals.update(
        policy=POLICY,
        version=__version__,
        all_levels=LEVELS,
        default_level=DEFAULT_LEVEL,
        entity_page=entity_page,
        level_values=level_values,
        rows_link=rows_link,
        web_link=web_link,
        wikidata_link=wikidata_link,
    )
    environment.filters.update(
        number=formatters.number_text,
        figure=formatters.figure_text,
        words=formatters.spaced,
        relation=formatters.relation_text,
        shorten=formatters.shorten,
        count=formatters.count_of,
        percent=formatters.percent_text,
        claim=formatters.claim_text,
        stack=charts.stack,
        columns=charts.columns,
        dots=charts.dots,
    )
    return environment
