from __future__ import annotations

from newsrows.records import Gender
from newsrows.resolution.entities.evidence import facts_of
from newsrows.resolution.entities.person_cluster import PersonCluster, PersonRecord, are_different


def cluster(
    name: str = "ann quellmalz",
    *evidence: str,
    gender: Gender | None = None,
    generation: str | None = None,
    registry: str | None = None,
    articles: int = 1,
) -> PersonCluster:
    words = tuple(name.split(" "))
    facts = facts_of(evidence)
    return PersonCluster.of(
        [
            PersonRecord(
                0,
                name,
                words,
                gender,
                None,
                evidence,
                facts,
                generation,
                frozenset(),
                articles,
                articles,
                "a",
                registry,
            )
        ]
    )


def test_different_entries_of_the_registry_are_different_people() -> None:
    assert are_different(cluster(registry="one"), cluster(registry="two"))
    assert not are_different(cluster(registry="one", gender="male"), cluster(registry="one", gender="female"))


def test_gender_generation_and_facts_separate_people() -> None:
    assert are_different(cluster(gender="male"), cluster(gender="female"))
    assert are_different(cluster(generation="jr"), cluster(generation="sr"))
    assert are_different(cluster("ann quellmalz", "goalkeeper"), cluster("ann quellmalz", "minister"))
    assert not are_different(cluster(), cluster(gender="male", generation="jr"))


def test_a_merged_cluster_adds_up_articles_and_shows_the_usual_gender() -> None:
    merged = cluster(gender="male", articles=2)
    merged.merge(cluster("bill quellmalz", gender="female", articles=3))
    assert (merged.articles, merged.gender, merged.names) == (
        5,
        "female",
        {("ann", "quellmalz"), ("bill", "quellmalz")},
    )


def test_a_given_name_shows_the_gender_if_no_article_does() -> None:
    assert cluster("mary quellmalz").gender == "female"
    assert cluster("quellmalz").gender is None
