"""Pages out of templates: all is escaped, and each page forbids all scripts and styles but the report's files."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from newsrows import __version__
from newsrows.site import formatters as wording
from newsrows.site.addresses import article_page, entity_page, web_link, wikidata_link

# Chromium and Firefox let 'self' match the files beside a page that was opened from disk.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


def render(template: str, page: str, **values: Any) -> str:
    """The HTML of `page` (its place relative to the top of the report) made from the template of that name.

    `values` are what the template needs; `root` leads from the page to the top of the report.
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
        article_page=article_page,
        entity_page=entity_page,
        web_link=web_link,
        wikidata_link=wikidata_link,
    )
    environment.filters.update(
        number=wording.number_text,
        figure=wording.figure_text,
        words=wording.in_words,
        relation=wording.relation_text,
        shorten=wording.shorten,
        count=wording.count_of,
    )
    return environment
