"""Made-up stories for web pages: every word of an article, and of what stands around it, is known by construction."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PLACES = ("Eastmere", "Port Callow", "Harrow Sands", "Wexcombe", "Dunnel", "Marlow Quay", "Tarn Valley", "Oldbridge")
_BODIES = ("harbour board", "county council", "transport agency", "hospital trust", "school board", "water company")
_TOPICS = ("ferry link", "flood wall", "library", "tram line", "fish market", "power plant", "housing scheme", "bridge")
_GIVEN = ("Ada", "Omar", "Lena", "Zoë", "Piotr", "Grace", "Imran", "Niamh", "Caleb", "Ruth")
_FAMILY = ("Brook", "Said", "Fields", "Holt", "Nowak", "Whitlock", "Qureshi", "Doyle", "Mensah", "Lindqvist")
_ROLES = ("chair of the board", "head of planning", "a resident of 40 years", "the union’s secretary", "deputy mayor")
_SENTENCES = (
    "The {topic} in {place} will cost £{n} million, {m}% more than the {body} had planned.",
    "{name}, {role}, said the {body} had been warned about the {topic} in {month}.",
    "“We asked for {n} months, and we were given {m} days,” said {name}, {role}.",
    "Work on the {topic} stopped in {month} after a contractor found cracks in {n} of its {m} supports.",
    "Residents of {place} have waited {n} years for an answer, and many have given up attending meetings.",
    "A report that the {body} published on Friday says {n} families live within a mile of the {topic}.",
    "The opposition wants a vote on it before {month}, which {name} called unlikely.",
    "Officials in {place} declined to say how much of the money has been spent so far.",
    "“Nobody told us that the {topic} would close,” {name} told a meeting of about {n} people.",
    "By {month} the number of complaints had risen from {m} to more than {n}00, according to the {body}.",
    "The court is expected to hear the case of the {topic} in {month}; the {body} denies the claims.",
    "{name}, {role}, walked out of the room after {m} minutes and did not take questions.",
    "It was the third such delay since {month}, and the {body} has promised that it will be the last.",
    "In {place}, where the river is widest, engineers measured a rise of {m} centimetres in a week.",
)
_MONTHS = ("January", "March", "April", "June", "September", "October", "November")
_HEADLINES = (
    "{place} {topic} delayed again as costs rise by {m}%",
    "Anger in {place} over plans for {topic}",
    "{body} apologises for {topic} errors",
    "How the {topic} of {place} became a test for the {body}",
    "Thousands sign petition to save {topic} in {place}",
)
_SITES = ("The Quay Post", "Evening Ledger", "Tidewater Gazette", "North Shore News", "The Oldbridge Observer")


@dataclass(frozen=True)
class Story:
    """A story, and the words that a site puts around it."""

    title: str
    site: str
    authors: tuple[str, ...]
    section: str
    day: str
    paragraphs: tuple[str, ...]
    standfirst: str
    captions: tuple[str, ...]
    others: tuple[str, ...]
    teasers: tuple[str, ...]
    bio: str
    comments: tuple[str, ...]


def story(seed: int, paragraphs: int = 12) -> Story:
    """A story that is the same for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing secret

    def fill(template: str) -> str:
        return template.format(
            place=random.choice(_PLACES),
            topic=random.choice(_TOPICS),
            body=random.choice(_BODIES),
            name=f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}",
            role=random.choice(_ROLES),
            month=random.choice(_MONTHS),
            n=random.randint(11, 98),
            m=random.randint(2, 60),
        )

    def prose(sentences: int) -> str:
        return " ".join(fill(template) for template in random.sample(_SENTENCES, sentences))

    def headline() -> str:
        text = fill(random.choice(_HEADLINES))
        return text[0].upper() + text[1:]

    authors = tuple(f"{random.choice(_GIVEN)} {random.choice(_FAMILY)}" for _ in range(1 + seed % 2))
    return Story(
        title=headline(),
        site=random.choice(_SITES),
        authors=tuple(dict.fromkeys(authors)),
        section=random.choice(("Politics", "Local news", "Business", "Environment")),
        day=f"20{random.randint(10, 25)}-0{random.randint(1, 9)}-{random.randint(10, 28)}",
        paragraphs=tuple(prose(random.choice((1, 2, 2, 3))) for _ in range(paragraphs)),
        standfirst=fill("The {body} of {place} must find £{n} million for its {topic}, and nobody knows where"),
        captions=tuple(
            fill("The {topic} in {place} on a day in {month}. Photograph: {name}/Callow Images") for _ in "ab"
        ),
        others=tuple(dict.fromkeys(headline() for _ in range(6))),
        teasers=tuple(prose(1) for _ in range(4)),
        bio=f"{authors[0]} has covered {random.choice(_PLACES)} for {random.randint(3, 20)} years and writes a weekly column.",
        comments=tuple(
            f"I think {fill('the {topic} should never have been built and {place} pays for it.')}" for _ in "abc"
        ),
    )
