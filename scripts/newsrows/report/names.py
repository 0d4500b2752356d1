"""What people and organisations are called in one article: marks of a review name them so, for ids may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsrows.report.rows import EntityKey, MentionRow, entity_of

_ORDER = ("name", "acronym", "partial")


def local_names(mentions: Iterable[MentionRow]) -> Mapping[EntityKey, str]:
    """One name for each whom an article mentions, by which nobody else of the kind goes there.

    The longest of the fullest kind; the id where the article has no name of one's own ('the minister', 'she', or
    'Smith' where there are two).
    """
    named: dict[EntityKey, set[tuple[int, int, str]]] = {}
    bearers: dict[tuple[str, str], set[EntityKey]] = {}
    for mention in mentions:
        key = entity_of(mention)
        if key is None:
            continue
        forms = named.setdefault(key, set())
        if mention.text and mention.kind in _ORDER:
            form = " ".join(mention.text.split())
            forms.add((_ORDER.index(mention.kind), -len(form), form))
            bearers.setdefault((key.type, form), set()).add(key)
    return {
        key: next((form for _, _, form in sorted(forms) if len(bearers[key.type, form]) == 1), key.id)
        for key, forms in named.items()
    }
