"""Pages put together at random from parts of news sites: any kind of container, names of classes, inserts and surroundings."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from page_markup import Page, document, esc, json_ld, links, tags
from page_stories import Story, story


class _Names:
    """The names of classes on a site: telling ones, hashes or none."""

    def __init__(self, random: Random) -> None:
        self.style = random.choice(("telling", "bem", "hashed", "none"))
        self.random = random
        self.hashes: dict[str, str] = {}

    def of(self, telling: str) -> str:
        """A class attribute for an element of this meaning."""
        match self.style:
            case "none":
                return ""
            case "hashed":
                made = self.hashes.setdefault(telling, f"css-{self.random.randrange(16**6):x}")
                return f'class="{made}"'
            case "bem":
                return f'class="c-{telling.replace(" ", "-")}__wrap c-{telling.replace(" ", "-")}--v2"'
        return f'class="{telling}"'


def mixed(seed: int) -> Page:
    """The page of this number."""
    random = Random(seed)  # noqa: S311 - nothing secret
    s = story(7000 + seed, random.choice((5, 8, 12, 20)))
    names = _Names(random)
    body = _article(s, names, random)
    head = (
        json_ld(s, **({"articleBody": " ".join(s.paragraphs)} if random.random() < 0.2 else {}))
        if random.random() < 0.6
        else ""
    )
    after = "".join(part(s, names, random) for part in random.sample(_SURROUNDINGS, random.choice((1, 2, 3))))
    before = random.choice(("", _menu(random), _cookies(names)))
    where = random.choice(("main", "div"))
    html = document(s, f"{before}<{where}><div {names.of('layout row')}>{body}{after}</div></{where}>", head)
    return Page(f"mixed_{seed}", html, s.paragraphs, s.title, s.site)


def _article(s: Story, names: _Names, random: Random) -> str:
    chunks = random.choice((1, 1, 2, 3))
    size = -(-len(s.paragraphs) // chunks)
    write = random.choice((_p, _p_rich, _p_rich, _p_numbered, _p_span, _divs, _breaks))
    parts = [s.paragraphs[start : start + size] for start in range(0, len(s.paragraphs), size)]
    inserts = random.sample(_INSERTS, random.choice((0, 1, 2, 3)))
    body = random.choice(
        (
            "article-body",
            "article-body",
            "content",
            "story-body has-ads",
            "content-with-sidebar",
            "text share-enabled",
            "prose",
        )
    )
    blocks = []
    for number, part in enumerate(parts):
        cut = random.randint(1, max(1, len(part) - 1))
        insert = inserts.pop()(s, names, random) if inserts else ""
        inner = f"{write(part[:cut], names)}{insert}{write(part[cut:], names) if part[cut:] else ''}"
        wrapped = f"<div {names.of(body)}>{inner}</div>"
        for depth in range(random.choice((0, 0, 1, 2))):
            wrapped = f"<div {names.of(f'grid item-{depth}')}>{wrapped}</div>"
        blocks.append(wrapped)
        if number + 1 < len(parts):
            blocks.append(f"<div {names.of('ad-slot')}><div><span>Advertisement</span></div></div>")
    heading = random.choice(("h1", "h1", "h1", "h2"))
    logo = f"<h1 {names.of('logo')}>{s.site}</h1>" if random.random() < 0.2 else ""
    head = f"{logo}<{heading} {names.of('headline')}>{esc(s.title)}</{heading}>"
    if random.random() < 0.5:
        tag = random.choice(("p", "h2", "div"))
        head += f"<{tag} {names.of('standfirst')}>{esc(s.standfirst)}</{tag}>"
    head += random.choice((f"<div {names.of('byline')}>By {s.authors[0]}</div>", f"<p>By {s.authors[0]}</p>", ""))
    head += random.choice((f"<time>{s.day} 09:30</time>", f"<div {names.of('date')}>Published {s.day}</div>", ""))
    if random.random() < 0.5:
        head += _caption(s, names, random)
    if random.random() < 0.4:
        head = f"<header>{head}</header>"
    tag = random.choice(("article", "article", "div", "section"))
    return f"<{tag} {names.of('story')}>{head}{''.join(blocks)}{random.choice(_TAILS)(s, names, random)}</{tag}>"


def _rich(text: str, random: Random) -> str:
    """A paragraph with links, emphasis or a drop cap in it; the words stay the same."""
    words = esc(text).split(" ")
    match random.randrange(8):
        case 0:
            words[1] = f'<a href="/said">{words[1]}</a>'
        case 1:
            words[2] = f"<b>{words[2]}</b>"
        case 2:
            words[-1] = f"<em>{words[-1]}</em>"
        case 3 if len(words) > 12:
            words[4:9] = [f'<a href="https://example.org/report"><strong>{" ".join(words[4:9])}</strong></a>']
    return " ".join(words)


def _p_rich(texts: tuple[str, ...], names: _Names) -> str:
    return "".join(f"<p>{_rich(t, names.random)}</p>" for t in texts)


def _p_numbered(texts: tuple[str, ...], names: _Names) -> str:
    """Every paragraph has an id and a class with a number."""
    number = names.random.randrange(1000)
    return "".join(
        f'<p id="p-{number + n}" class="para-{number + n}">{_rich(t, names.random)}</p>' for n, t in enumerate(texts)
    )


def _p(texts: tuple[str, ...], names: _Names) -> str:
    return tags("p", texts, names.of("paragraph") if names.style != "telling" else "")


def _p_span(texts: tuple[str, ...], names: _Names) -> str:
    return "".join(f"<p><span {names.of('text')}>{esc(t)}</span></p>" for t in texts)


def _divs(texts: tuple[str, ...], names: _Names) -> str:
    return tags("div", texts, names.of("paragraph"))


def _breaks(texts: tuple[str, ...], names: _Names) -> str:
    return f"<div {names.of('text')}>{'<br><br>'.join(map(esc, texts))}</div>"


def _caption(s: Story, names: _Names, random: Random) -> str:
    return random.choice(
        (
            f"<figure><img src=a.jpg><figcaption>{esc(s.captions[0])}</figcaption></figure>",
            f"<div {names.of('image')}><img src=a.jpg><span {names.of('caption')}>{esc(s.captions[0])}</span></div>",
            f"<div {names.of('image')}><img src=a.jpg><p {names.of('caption')}>{esc(s.captions[0])}</p></div>",
        )
    )


def _related(s: Story, names: _Names, random: Random) -> str:
    heading = random.choice(("Related", "Read more", "More on this story", "Recommended", "Related articles"))
    return f"<div {names.of('related-links')}><h3>{heading}</h3>{links(s.others[:3])}</div>"


def _linked_line(s: Story, names: _Names, random: Random) -> str:
    start = random.choice(("", "READ MORE: ", "Also read: ", "Related: "))
    return f'<p><strong>{start}<a href="/9">{esc(s.others[3])}</a></strong></p>'


def _newsletter(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('newsletter-box')}><h4>Sign up to our daily newsletter</h4><p>The day’s main stories, sent to your inbox each evening.</p><form><input><button>Sign up</button></form></div>"


def _pull_quote(s: Story, names: _Names, random: Random) -> str:
    return f"<aside {names.of('pullquote')}><p>{esc(s.paragraphs[-1].split('. ')[0])}</p></aside>"


def _picture(s: Story, names: _Names, random: Random) -> str:
    return _caption(s, names, random)


def _app_line(s: Story, names: _Names, random: Random) -> str:
    return random.choice(
        (
            '<p><em>Sign up to <a href="/n">our weekly letter</a> for more stories like this.</em></p>',
            f'<p>Download the {s.site} app <a href="/app">here</a>.</p>',
            "<p>Story continues below advertisement</p>",
            f'<p><a href="/v"><img src="v.jpg"> WATCH: {esc(s.others[2])}</a></p>',
        )
    )


def _gallery(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('gallery-carousel')}>{''.join(f'<figure><img src=g.jpg><figcaption>{esc(c)}</figcaption></figure>' for c in s.captions)}</div>"


_INSERTS: list[Callable[[Story, _Names, Random], str]] = [
    _related,
    _linked_line,
    _newsletter,
    _pull_quote,
    _picture,
    _app_line,
    _gallery,
]


def _menu(random: Random) -> str:
    return f"<div>{links([f'Section {n} of the site' for n in range(random.choice((20, 90)))])}</div>"


def _cookies(names: _Names) -> str:
    return f"<div {names.of('cookie-banner')}><p>We use cookies to improve your experience, to show you content that you like, and to measure how our site is used.</p><button>Accept</button></div>"


def _cards(s: Story, names: _Names, random: Random) -> str:
    heading = random.choice(("More from {0}", "Latest news", "You may also like", "Top stories", "Most read")).format(
        s.site
    )
    cards = "".join(
        f'<div {names.of("card")}><h3><a href="/7">{esc(o)}</a></h3><p>{esc(t)}</p></div>'
        for o, t in zip(s.others, s.teasers, strict=False)
    )
    return f"<div {names.of('more-stories')}><h2>{heading}</h2>{cards}</div>"


def _comments(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('comments')}><h3>Comments</h3>{tags('p', s.comments)}</div>"


def _sidebar(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('sidebar')}><h4>Most read</h4><ol>{''.join(f'<li><a href=/3>{esc(o)}</a></li>' for o in s.others)}</ol></div>"


def _next_story(s: Story, names: _Names, random: Random) -> str:
    other = story(9000 + random.randrange(50), 5)
    return f"<div {names.of('next-story')}><h1>{esc(other.title)}</h1>{tags('p', other.paragraphs)}</div>"


_SURROUNDINGS: list[Callable[[Story, _Names, Random], str]] = [_cards, _comments, _sidebar, _next_story]


def _bio(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('author-bio')}><p>{esc(s.bio)}</p></div>"


def _long_end(s: Story, names: _Names, random: Random) -> str:
    """Everything that a site puts below a story."""
    return "".join(
        (
            f"<p><em>{esc(s.bio)}</em></p>",
            f"<p>© {s.day[:4]} {s.site}. All rights reserved.</p>",
            "<p>Have you been affected? Write to <a href='mailto:desk@example.org'>desk@example.org</a></p>",
            f"<div {names.of('newsletter-signup')}><h3>Never miss a story</h3><p>Get the best of {s.site} in your inbox, free, every weekday.</p></div>",
        )
    )


def _tags(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('tags')}>Tags: <a href=/1>rivers</a>, <a href=/2>councils</a></div>"


def _share(s: Story, names: _Names, random: Random) -> str:
    return f"<div {names.of('share-bar')}><span>Share this article</span><a href=#>Facebook</a><a href=#>X</a></div>"


def _nothing(s: Story, names: _Names, random: Random) -> str:
    return ""


_TAILS: list[Callable[[Story, _Names, Random], str]] = [_bio, _tags, _share, _nothing, _long_end]
PAGES = [mixed(seed) for seed in range(300)]
