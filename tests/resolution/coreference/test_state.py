from __future__ import annotations

from newsrows.records import Findings, Gender, Mention, Span
from newsrows.resolution.coreference.state import Cluster, CoreferenceState, Reference, genders_differ


def mention(text: str, gender: Gender | None = None) -> Mention:
    return Mention(Span(0, len(text), text), "person", "name", 0, gender=gender)


def state_of(cluster: Cluster, *mentions: Mention) -> CoreferenceState:
    return CoreferenceState(Findings("a", 1, 1, 1, mentions), [cluster])


def test_a_cluster_counts_forms_and_genders() -> None:
    cluster = Cluster("person", ("robin",))
    for index, gender in enumerate(("male", "female", "female")):
        cluster.add(index, mention("Robin\nCarter", gender), ("robin", "carter"))
    assert (cluster.forms, cluster.gender) == ({"Robin Carter": 3}, "female")


def test_a_pronoun_shows_the_gender_of_a_unisex_name() -> None:
    cluster = Cluster("person", ("robin", "quellmalz"))
    state = state_of(cluster, mention("Robin Quellmalz"), mention("she", "female"))
    assert state.gender(cluster) is None
    state.link(1, Reference(cluster))
    assert state.gender(cluster) == "female"


def test_a_common_surname_alone_shows_no_gender_although_it_is_a_given_name() -> None:
    scott, mary = Cluster("person", ("scott",)), Cluster("person", ("mary", "quellmalz"))
    assert (state_of(scott).gender(scott), state_of(mary).gender(mary)) == (None, "female")


def test_the_last_mention_before_an_index_is_found() -> None:
    cluster = Cluster("person", ("ann",))
    state = state_of(cluster, *[mention("Ann")] * 4)
    cluster.add(0, mention("Ann"), ("ann",))
    for index in (3, 2):
        state.link(index, Reference(cluster))
    assert [state.last_before(cluster, index) for index in range(4)] == [-1, 0, 0, 2]


def test_an_unknown_gender_does_not_differ() -> None:
    assert genders_differ("female", "male")
    assert not genders_differ("female", None)
    assert not genders_differ("female", "female")
