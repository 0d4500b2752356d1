from __future__ import annotations

import pytest

from newsrows.lexicon import rows
from newsrows.records import LinkedArticle
from resolution.stories import linked, links


def whom(article: LinkedArticle) -> list[str]:
    """The names of those whom the nominals of a story mean, and 'it'."""
    return [name for text, kind, name in links(article) if kind == "nominal" or text == "It"]


@pytest.mark.parametrize(
    ("title", "nominal"),
    [("minister for food", "The minister"), ("head of schools", "Our head"), ("envoy to Peru", "Their envoy")],
)
def test_a_nominal_leaves_out_determiner_and_complement(title: str, nominal: str) -> None:
    article = linked(f"[p Ann Carter] spoke. [n {nominal}] left.", roles={"Ann Carter": title})
    assert links(article)[1:] == [(nominal, "nominal", "Ann Carter")]


def test_a_nominal_means_the_holder_of_the_title() -> None:
    story = "[p Ann Carter] met [p Bill Brown]. [n The mayor] spoke to [n the housing minister]."
    article = linked(story, roles={"Ann Carter": "Mayor", "Bill Brown": "Housing Minister"})
    assert [name for _, kind, name in links(article) if kind == "nominal"] == ["Ann Carter", "Bill Brown"]


def test_a_title_without_its_complement_means_its_holder() -> None:
    article = linked("[p Ann Carter] spoke. [n The minister] left.", roles={"Ann Carter": "Minister for Food"})
    assert links(article)[1] == ("The minister", "nominal", "Ann Carter")


def test_a_title_of_two_people_is_not_resolved() -> None:
    story = "[p Ann Carter] met [p Bill Brown]. [n The minister] left."
    article = linked(story, roles={"Ann Carter": "minister", "Bill Brown": "minister"})
    assert [kind for _, kind, _ in links(article)] == ["name", "name"]


def test_a_title_of_nobody_is_not_resolved() -> None:
    assert len(linked("[p Ann Carter] spoke. [n The mayor] left.").mentions) == 1


def test_a_title_after_a_comma_means_the_name_before_it() -> None:
    assert links(linked("He met [p Ann Carter], [n the home secretary], there."))[1][2] == "Ann Carter"


def test_a_title_after_another_title_means_somebody_else() -> None:
    story = "[p Ann Carter] spoke. [p Bill Brown] spoke. They met [n the mayor], [n the first minister] and others."
    article = linked(story, roles={"Ann Carter": "mayor", "Bill Brown": "First Minister"})
    assert [name for _, _, name in links(article)][2:] == ["Ann Carter", "Bill Brown"]


def test_a_noun_means_the_organisation_whose_name_contains_it() -> None:
    assert links(linked("[o Riverton Council] spoke. [b The council] left."))[1][2] == "Riverton Council"


def test_a_noun_means_the_only_organisation_of_its_kind() -> None:
    assert links(linked("[o Carter Holdings] spoke. [b The company] left."))[1][2] == "Carter Holdings"
    two = "[o Carter Holdings] and [o Brown Motors] spoke. [b The company] left."
    assert len(linked(two).mentions) == 2


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Justice [p Ida Holm] ruled. [n The judge] left.", "Ida Holm"),
        ("Father [p Jan Holm] prayed. [n The priest] left.", "Jan Holm"),
        ("Justice [p Ida Holm] and Justice [p Una Fahy] ruled. [n The judge] left.", None),
        ("[n The judge] came late. Justice [p Ida Holm] ruled.", "Ida Holm"),  # a case has one
        ("[n The priest] came late. Father [p Jan Holm] prayed.", None),
        ("Justice [p Ida Holm] ruled. It rained. It snowed. It froze. It thawed. [n The judge] left.", "Ida Holm"),
        ("Justice [p Ida Holm] ruled. Then a judge fell ill. [n The judge] left.", None),
        ("Mr [p Jan Holm] sued. [n The judge] left.", None),
    ],
)
def test_a_noun_means_the_only_person_with_its_honorific(story: str, name: str | None) -> None:
    assert [whom for _, kind, whom in links(linked(story)) if kind == "nominal"] == ([name] if name else [])


@pytest.mark.parametrize(
    ("nominal", "name"),
    [
        ("the Danish minister", "Ida Holm"),
        ("the South African minister", "Una Fahy"),
        ("the Peruvian minister", None),
        ("the Danish mayor", None),
    ],
)
def test_a_title_with_a_nationality_means_its_holder_there(nominal: str, name: str | None) -> None:
    told = linked(
        f"Danish minister [p Ida Holm] met South African minister [p Una Fahy]. Later [n {nominal}] left.",
        roles={"Ida Holm": "minister", "Una Fahy": "minister"},
        phrases={"Ida Holm": "Danish minister Ida Holm", "Una Fahy": "South African minister Una Fahy"},
    )
    assert [whom for _, kind, whom in links(told) if kind == "nominal"] == ([name] if name else [])


def test_another_word_for_a_title_means_its_only_holder() -> None:
    article = linked("[p Ida Holm] rose. [n The attorney] left.", roles={"Ida Holm": "defence lawyer"})
    assert links(article)[1:] == [("The attorney", "nominal", "Ida Holm")]


def test_another_word_for_the_titles_of_two_people_is_not_resolved() -> None:
    story = "Mr [p Holm] wrote to Ms [p Fahy]. [n The lawyer] left. [n The attorney] stayed."
    article = linked(story, roles={"Holm": "solicitor", "Fahy": "barrister"})
    assert [kind for _, kind, _ in links(article)] == ["name", "name"]


@pytest.mark.parametrize(
    ("story", "title", "name"),
    [
        ("[p Ida Holm] scored. [f She] met [p Una Fahy]. [p Ida Holm] ran.", "captain", "Ida Holm"),
        ("[p Ida Holm] scored. [p Ida Holm] ran past [p Una Fahy].", None, "Ida Holm"),
        ("[p Ida Holm] scored. [p Ida Holm] ran past [p Una Fahy].", "coach", None),
        ("[p Ida Holm] scored.", None, None),
        ("[p Ida Holm] scored. [p Una Fahy] fell.", None, None),
    ],
)
def test_a_position_means_the_player_with_whom_the_sentences_begin(
    story: str, title: str | None, name: str | None
) -> None:
    told = f'{story} "Luck," [n the winger] said.'
    article = linked(told, said=(("Luck", "the winger"),), roles={"Ida Holm": title} if title else {})
    assert [whom for _, kind, whom in links(article) if kind == "nominal"] == ([name] if name else [])


def test_a_profession_does_not_mean_a_player() -> None:
    story = '[p Ida Holm] fell. [p Ida Holm] bled. "Luck," [n the surgeon] said.'
    assert len(linked(story, said=(("Luck", "the surgeon"),)).mentions) == 2


# Titles


@pytest.mark.parametrize(
    ("nominal", "name"),
    [
        ("the education minister", "Ida Holm"),
        ("the health minister", "Una Fahy"),
        ("the young health minister", "Una Fahy"),
        ("the minister", None),
        ("the rival minister", None),
        ("the transport minister", None),
        ("the deputy education minister", None),
    ],
)
def test_words_before_a_title_tell_its_holders_apart(nominal: str, name: str | None) -> None:
    article = linked(
        f"[p Ida Holm] met [p Una Fahy]. Later [n {nominal}] left.",
        roles={"Ida Holm": "education minister", "Una Fahy": "health minister"},
    )
    assert whom(article) == ([name] if name else [])


@pytest.mark.parametrize(
    ("title", "nominal", "is_resolved"),
    [
        ("vice president", "The president", False),
        ("vice president", "The vice president", True),
        ("prime minister", "The minister", False),
        ("deputy leader", "The leader", False),
        ("party leader", "The leader", True),
        ("former president", "The former president", True),
        ("president", "The former president", False),
    ],
)
def test_a_prefix_makes_another_office(title: str, nominal: str, is_resolved: bool) -> None:
    article = linked(f"[p Ida Holm] spoke. [n {nominal}] left.", roles={"Ida Holm": title})
    assert whom(article) == (["Ida Holm"] if is_resolved else [])


def test_the_president_is_not_a_former_president_if_there_is_another() -> None:
    story = "[p Ida Holm] met [p Una Fahy]. [n The president] left. [n The former president] stayed."
    article = linked(story, roles={"Ida Holm": "president", "Una Fahy": "former president"})
    assert whom(article) == ["Ida Holm", "Una Fahy"]


@pytest.mark.parametrize(
    ("phrase", "nominal", "is_resolved"),
    [
        ("Ida Holm", "The Ohio senator", True),
        ("Ohio senator Ida Holm", "The Ohio senator", True),
        ("Texas senator Ida Holm", "The Ohio senator", False),
        ("Ida Holm", "The Republican senator", True),
        ("Democratic senator Ida Holm", "The Republican senator", False),
        ("Republican senator Ida Holm", "The GOP senator", True),
    ],
)
def test_a_seat_fits_by_place_and_party_unless_others_are_known(phrase: str, nominal: str, is_resolved: bool) -> None:
    article = linked(
        f"{phrase.replace('Ida Holm', '[p Ida Holm]')} spoke. [n {nominal}] left.",
        roles={"Ida Holm": "senator"},
        phrases={"Ida Holm": phrase},
    )
    assert whom(article) == (["Ida Holm"] if is_resolved else [])


@pytest.mark.parametrize("between", ["Then another mayor fell ill.", "Then the mayor of Bexton fell ill."])
def test_a_title_does_not_refer_back_over_another_holder(between: str) -> None:
    assert whom(linked(f"[p Ida Holm] spoke. {between} [n The mayor] left.", roles={"Ida Holm": "mayor"})) == []


def test_a_spouse_of_the_same_surname_shows_who_holds_an_office() -> None:
    story = "Sir [p Ian Holm] paid. Lady [p Eva Holm], [n the mayor]'s wife, left. [n The mayor] stayed."
    assert whom(linked(story, described=(("Eva Holm", "wife", "mayor"),))) == ["Ian Holm", "Ian Holm"]


# Descriptions


@pytest.mark.parametrize(
    ("phrase", "nominal", "is_resolved"),
    [
        ("pop singer", "the singer", True),
        ("pop singer", "the pop singer", True),
        ("actress", "the actor", True),
        ("accused", "the defendant", True),
        ("oscar winner", "the Oscar winner", True),
        ("plumber", "the singer", False),
        ("head teacher", "the young teacher", False),
    ],
)
def test_a_description_fits_by_its_noun(phrase: str, nominal: str, is_resolved: bool) -> None:
    article = linked(
        f"[p Ida Holm] met [p Jan Fahy]. Later [n {nominal}] left.", described=(("Ida Holm", phrase, None),)
    )
    assert whom(article) == (["Ida Holm"] if is_resolved else [])


def test_a_description_of_two_people_is_not_resolved() -> None:
    article = linked(
        "[p Ida Holm] met [p Jan Fahy]. Later [n the teacher] left.",
        described=(("Ida Holm", "teacher", None), ("Jan Fahy", "teacher", None)),
    )
    assert whom(article) == []


@pytest.mark.parametrize(
    ("story", "described", "name"),
    [
        ("[p Ian Holm] fell. [m His] [n wife] wept.", ("Eva Holm", "wife", "his"), "Eva Holm"),
        ("[p Ian Holm] fell. [m His] [n sister] wept.", ("Eva Holm", "wife", "his"), None),
        ("[p Eva Holm] wept. [f Her] [n husband] fell.", ("Eva Holm", "wife", "his"), "Ian Holm"),
        ("[p Eva Holm] wept. [f Her] [n father] fell.", ("Eva Holm", "daughter", "his"), "Ian Holm"),
        ("[p Bo Falk] fell. [m His] [n wife] wept.", ("Eva Holm", "wife", "his"), None),
    ],
)
def test_a_relative_is_the_one_whom_the_article_calls_so(
    story: str, described: tuple[str, str, str | None], name: str | None
) -> None:
    article = linked(f"[p Ian Holm] left [m his] home to [p Eva Holm]. {story}", described=(described,))
    assert whom(article) == ([name] if name else [])


@pytest.mark.parametrize(("nominal", "is_resolved"), [("The Dane", True), ("The Swede", False)])
def test_a_nationality_alone_means_the_only_person_described_by_it(nominal: str, is_resolved: bool) -> None:
    article = linked(
        f"[p Ida Holm] met [p Jan Fahy]. [n {nominal}] left.", described=(("Ida Holm", "Danish actress", None),)
    )
    assert whom(article) == (["Ida Holm"] if is_resolved else [])


# Introductions


@pytest.mark.parametrize(
    ("story", "roles", "name"),
    [
        ("[n A judge] freed a thief. [p Ida Holm] spoke.", {"Ida Holm": "judge"}, "Ida Holm"),
        ("[n A judge] freed a thief. [p Ida Holm] spoke.", {"Ida Holm": "lawyer"}, None),
        ("[n A judge] freed a thief. [p Ida Holm] spoke.", {}, "Ida Holm"),
        ("[n A judge] freed a thief. Yesterday [p Ida Holm] spoke.", {}, None),
        ("[n A judge] freed [p Jan Fahy]. [p Ida Holm] spoke.", {}, None),
        ("[p Ida Holm] fell. [n A judge] freed a thief.", {"Ida Holm": "judge"}, None),
    ],
)
def test_an_indefinite_noun_means_the_person_whom_the_next_sentences_name(
    story: str, roles: dict[str, str], name: str | None
) -> None:
    assert whom(linked(story, roles=roles)) == ([name] if name else [])


# Organisations


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("[o Norwind Airlines] grew. [b The airline] hired.", "Norwind Airlines"),
        ("[o Kelder Police] searched. [b The force] waited.", "Kelder Police"),
        ("[o Aldermoor Rovers] lost. [b The club] paid.", "Aldermoor Rovers"),
        ("[o Riverton Bank] lost. [b The lender] paid.", "Riverton Bank"),
        ("[o Riverton Bank] lost. [b The Hull-based bank] paid.", "Riverton Bank"),
        ("[o Riverton Bank] lost. [b The rival bank] paid.", None),
        ("[o Riverton Council] met. [b The parish council] paid.", None),
        ("[o Riverton Council] met [o Bexton Council]. [b The council] paid.", None),
        ("[o Riverton Council] met. Another council left. [b The council] paid.", None),
        ("[o European Union] met. [b The union] paid.", None),
        ("[o Lumora] grew. [b The company] hired.", "Lumora"),
        ("[o Lumora] and [o Vexto] grew. [b The company] hired.", None),
        ("[o Lumora] is one of many groups. [b The group] hired.", None),
        ("[o Riverton Museum] grew. [b The company] hired.", None),
    ],
)
def test_a_noun_means_the_only_organisation_that_it_fits(story: str, name: str | None) -> None:
    assert whom(linked(story)) == ([name] if name else [])


def test_a_description_shows_what_an_organisation_is() -> None:
    story = "[o Lumora] met [o Vexto]. [b The games maker] hired."
    assert whom(linked(story, described=(("Lumora", "games maker", None),))) == ["Lumora"]


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("A spokesman for [o Riverton Bank] spoke. [n The spokesman] left.", "Riverton Bank"),
        ("[o Riverton Bank] spokesman spoke. [n The spokesman] left.", "Riverton Bank"),
        ("[o Riverton Bank] spokesman [p Jan Fahy] spoke. [n The spokesman] left.", None),
        ("[o Riverton Bank] failed. [n The spokesman] left.", None),
        ("[p Jan Fahy], a spokesman for [o Riverton Bank], spoke. [n The spokesman] left.", None),
        ("[o Riverton Bank] failed. [b A bank spokesman] spoke.", "Riverton Bank"),
        ("[o Riverton Bank] failed. [b A council spokesman] spoke.", None),
        ("[o Riverton Bank] failed. [b A spokesman] spoke.", "Riverton Bank"),
        ("[p Jan Fahy] sued [o Riverton Bank]. [b A spokesman] spoke.", None),
        ("[o Riverton Bank] sued [o Vexto]. [b A spokesman] spoke.", None),
    ],
)
def test_an_unnamed_spokesperson_stands_for_the_organisation(story: str, name: str | None) -> None:
    assert whom(linked(story)) == ([name] if name else [])


def test_a_named_spokesman_is_the_spokesman() -> None:
    story = "A spokesman for [o Riverton Bank] spoke. [p Jan Fahy] spoke. [n The spokesman] left."
    assert whom(linked(story, roles={"Jan Fahy": "spokesman"})) == ["Jan Fahy"]


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("The [o Riverton Bank] failed. [t It] apologised.", "Riverton Bank"),
        ("Customers of [o Riverton Bank] wept. [t It] apologised.", None),
        ("[o Riverton Bank]'s head left. [t It] apologised.", None),
        ("[o Riverton Bank] failed. It rained. [t It] apologised.", None),
        ("[o Riverton Bank] failed. [p Jan Fahy] left. [t It] apologised.", None),
    ],
)
def test_it_means_the_organisation_with_which_the_sentence_before_begins(story: str, name: str | None) -> None:
    assert whom(linked(story)) == ([name] if name else [])


def test_it_may_mean_the_organisation_that_spoke_before() -> None:
    story = "A statement from the [o Riverton Bank] said sorry. [t It] apologised."
    article = linked(story, said=(("sorry", "A statement from the Riverton Bank"),), kind="indirect")
    assert whom(article) == ["Riverton Bank"]


# Appositions


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("They met [o Lumora], [b the company], there.", "Lumora"),
        ("They met Lady [p Holm], [n the minister]'s wife.", None),
        ("They met [p Ida Holm], [n the minister] said.", None),
    ],
)
def test_a_noun_between_commas_after_a_name_means_the_one_named(story: str, name: str | None) -> None:
    assert whom(linked(story)) == ([name] if name else [])


def test_evidence_that_is_often_right_has_a_higher_probability() -> None:
    shares = {row["evidence"]: int(row["right"]) / max(int(row["links"]), 1) for row in rows("nominal_evidence")}
    assert shares["all words"] > shares["kind noun; nearest"]


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("[o Lumora] fell. [o Lumora] rose. [p Ann Carter] sang. It rained. [b The firm] left.", ["Lumora"]),
        ("[o Lumora] fell. [o Vexto] rose. It rained. It snowed. [b The firm] left.", []),
        ("[o Lumora] fell. [o Lumora] rose. It rained. It met a rival firm. [b The firm] left.", []),
        (
            "[o Lumora] fell. [o Lumora] sank. [o Lumora] rose. [o Vexto] hid. [o Lumora] won. It froze. [b The firm].",
            ["Lumora"],
        ),
    ],
)
def test_the_company_is_the_one_that_the_article_is_about(story: str, names: list[str]) -> None:
    assert whom(linked(story)) == names


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("[p Anna Berg] spoke. [n The prime minister] left.", "Anna Berg"),
        ("[p Anna Berg] spoke. The prime minister of Denmark sang. [n The prime minister] left.", None),
        ("[p Anna Berg] spoke. Denmark's prime minister sang. [n The prime minister] left.", None),
        ("[p Anna Berg] spoke. The Danish prime minister sang. [n The prime minister] left.", None),
        ("The prime minister of Denmark sang. [p Anna Berg] spoke. [n The prime minister] left.", "Anna Berg"),
    ],
)
def test_an_office_of_another_place_is_not_the_holder_named_before(story: str, name: str | None) -> None:
    article = linked(story, roles={"Anna Berg": "Prime Minister"})
    assert whom(article) == ([name] if name else [])


def test_the_client_is_whom_the_lawyer_defends_or_the_only_accused() -> None:
    described = (("Ann Carter", "lawyer", None), ("Lee Marsh", "accused", None))
    story = "[p Lee Marsh] denied theft. [p Ann Carter] said [n her client] was ill."
    assert whom(linked(story, described=described)) == ["Lee Marsh"]
    assert whom(linked(story, described=described[:1])) == []


@pytest.mark.parametrize(
    ("title", "names"), [("justice secretary", ["Ann Carter"]), ("press secretary", []), ("secretary", [])]
)
def test_the_minister_means_a_secretary_of_state(title: str, names: list[str]) -> None:
    assert whom(linked("[p Ann Carter] spoke. [n The minister] left.", roles={"Ann Carter": title})) == names
