from __future__ import annotations

import pytest

from newsrows.records import Description, Findings, Mention, Role, Span
from newsrows.resolution.coreference.facts import ArticleFacts
from newsrows.resolution.coreference.organisation_mentions import cluster_organisations
from newsrows.resolution.coreference.person_mentions import cluster_people
from newsrows.resolution.coreference.state import CoreferenceState
from resolution.stories import read_story


def facts_of(
    marked: str, *, titles: dict[str, str] | None = None, described: tuple[tuple[str, str, str | None], ...] = ()
) -> ArticleFacts:
    """The facts of a story, with titles by name, and with (name, description, owner)."""
    text, mentions = read_story(marked)

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words), words)

    clusters = [*cluster_people(mentions, text), *cluster_organisations(mentions, text)]
    for cluster in clusters:
        cluster.titles += [title for name, title in (titles or {}).items() if name in cluster.forms]
    findings = Findings(
        "a",
        1,
        1,
        1,
        mentions,
        tuple(Role(span(name), title, span(name)) for name, title in (titles or {}).items()),
        tuple(
            Description(span(name), phrase.split()[-1], tuple(phrase.split()[:-1]), span(owner) if owner else None)
            for name, phrase, owner in described
        ),
    )
    state = CoreferenceState(findings, clusters)
    state.linked.update({i: cluster for cluster in clusters for i in cluster.members})
    return ArticleFacts(state, text)


def phrases(facts: ArticleFacts, noun: str) -> list[tuple[str, str, bool]]:
    return [(" ".join(fact.words), fact.source, fact.is_former) for fact in facts.with_noun(noun)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Housing Minister", ("housing minister", "role", False)),
        ("minister for food", ("minister", "role", False)),
        ("former minister", ("minister", "role", True)),
        ("ex-minister", ("minister", "role", True)),
    ],
)
def test_a_title_is_a_fact_without_its_complement(title: str, expected: tuple[str, str, bool]) -> None:
    assert phrases(facts_of("[p Ida Holm] left.", titles={"Ida Holm": title}), "minister") == [expected]


@pytest.mark.parametrize(
    ("name", "noun", "source"),
    [
        ("Riverton Council", "council", "name"),
        ("Bank of Riverton", "bank", "name"),
        ("Norwind Airways", "airline", "name"),
        ("Riverton Police", "force", "name"),
        ("Carter Motors", "company", "kind"),
    ],
)
def test_the_name_and_the_kind_of_an_organisation_are_facts(name: str, noun: str, source: str) -> None:
    assert source in {source for _, source, _ in phrases(facts_of(f"[o {name}] met."), noun)}


def test_a_union_of_nations_is_not_a_workers_union() -> None:
    assert phrases(facts_of("[o European Union] met."), "union") == []


def test_a_relative_is_found_in_both_directions() -> None:
    facts = facts_of("[p Jan Fahy] met [p Ida Holm].", described=(("Ida Holm", "wife", "Jan Fahy"),))
    jan, ida = facts.state.clusters
    assert facts.relatives(jan, "wife") == [ida]
    assert facts.relatives(ida, "husband") == [jan]
    assert facts.relatives(ida, "sister") == []


def test_only_nationalities_and_parties_describe_somebody_alone() -> None:
    facts = facts_of("[p Ida Holm] left.", described=(("Ida Holm", "young Danish actress", None),))
    assert [len(facts.described_as(word)) for word in ("dane", "danish", "young", "actress", "swede")] == [
        1,
        1,
        0,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("marked", "is_found"),
    [
        ("A spokesman for [o Riverton Bank] spoke.", True),
        ("[o Riverton Bank]'s new spokeswoman spoke.", True),
        ("[o Riverton Bank] spokesman [p Jan Fahy] spoke.", False),
        ("A customer of [o Riverton Bank] spoke.", False),
    ],
)
def test_an_unnamed_spokesperson_stands_beside_the_organisation(marked: str, is_found: bool) -> None:
    assert (facts_of(marked).spokesperson_before(9) is not None) is is_found


@pytest.mark.parametrize(("name", "is_unknown"), [("Lumora", True), ("Riverton Museum", False)])
def test_a_name_may_not_show_what_an_organisation_is(name: str, is_unknown: bool) -> None:
    facts = facts_of(f"[o {name}] met.")
    assert facts.is_unknown(facts.state.clusters[0]) is is_unknown


def test_an_honorific_is_not_a_profession() -> None:
    facts = facts_of("Dr [p Ida Holm] met [p Jan Fahy].", titles={"Jan Fahy": "mayor"})
    assert [facts.has_profession(cluster) for cluster in facts.state.clusters] == [False, True]


def test_words_of_an_entity_can_be_added() -> None:
    facts = facts_of("[p Ida Holm] met Ohio senator [p Jan Fahy].", titles={"Jan Fahy": "senator"})
    jan = facts.state.clusters[1]
    assert "ohio" in facts.words_of(jan)
    facts.words_of(jan).add("republican")
    assert "republican" in facts.words_of(jan)


def test_a_mention_of_a_name_with_a_description_is_known() -> None:
    facts = facts_of("[p Ida Holm] left.", described=(("Ida Holm", "teacher", None),))
    assert facts.described == {(0, "teacher")}


def test_pronouns_do_not_have_facts() -> None:
    mention = Mention(Span(0, 2, "He"), "person", "pronoun", 0)
    facts = ArticleFacts(CoreferenceState(Findings("a", 1, 1, 1, (mention,)), []), "He left.")
    assert list(facts.with_noun("minister")) == []


def test_description_of_a_mention_in_no_cluster_is_no_fact() -> None:
    text, mentions = read_story("[p Ann Carter] met [p Bo Lind].")
    clusters = cluster_people(mentions[:1], text)
    bo, ann = mentions[1].span, mentions[0].span
    descriptions = (Description(bo, "brother", ("younger",), ann), Description(bo, "lawyer", (), ann))
    state = CoreferenceState(Findings("a", 1, 1, 1, mentions, (), descriptions), clusters)
    state.linked.update({i: cluster for cluster in clusters for i in cluster.members})
    facts = ArticleFacts(state, text)
    assert phrases(facts, "brother") == []
    assert facts.relatives(clusters[0], "brother") == []
