"""What each person and organisation is called in the report: entities of the same name are told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from newsrows.site.formatters import shorten, spaced
from newsrows.site.rows import Entity, EntityKey


def labels(entities: Mapping[EntityKey, Entity]) -> Mapping[EntityKey, str]:
    """A label for each entity, which no other entity has.

    It is the name. Where several entities share it, their positions follow ('Ann Lee (warden)'), or their ids where
    the positions do not differ either.
    """
    namesakes: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities.values():
        namesakes[_folded(entity.name)].append(entity)
    result: dict[EntityKey, str] = {}
    for group in namesakes.values():
        details = {entity.key: _detail(entity, entities) for entity in group}
        times = Counter(map(_folded, details.values()))
        for entity in group:
            detail = details[entity.key]
            if len(group) > 1:
                own = detail if detail and times[_folded(detail)] == 1 else entity.key.id
                result[entity.key] = f"{entity.name} ({own})"
            else:
                result[entity.key] = entity.name
    return _unique(result)


def position(entity: Entity, entities: Mapping[EntityKey, Entity]) -> str:
    """What a person is ('warden, Quay Trust') or what kind of organisation this is; empty if it is not known."""
    if entity.key.type == "organisation":
        return spaced(entity.row["kind"])
    organisation_id = entity.row["organisation_id"]
    employer = entities.get(EntityKey("organisation", organisation_id)) if organisation_id else None
    return ", ".join(filter(None, (entity.row["title"], employer.name if employer else None)))


def _detail(entity: Entity, entities: Mapping[EntityKey, Entity]) -> str:
    return shorten(position(entity, entities) or ("" if entity.key.type == "person" else "organisation"), 60)


def _unique(result: Mapping[EntityKey, str]) -> Mapping[EntityKey, str]:
    """The labels, with type and id behind those that occur twice: a name may look like another's label."""
    times = Counter(map(_folded, result.values()))
    return {
        key: label if times[_folded(label)] == 1 else f"{label} [{key.type} {key.id}]" for key, label in result.items()
    }


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
