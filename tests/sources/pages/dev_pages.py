"""Pages that were at hand while the rules were written: one function per shape."""

from __future__ import annotations

from page_markup import Page, document, esc, json_ld, links, tags
from page_stories import Story, story


def plain(s: Story) -> Page:
    body = f'<main><article><h1>{esc(s.title)}</h1><p class="byline">By {s.authors[0]}</p>{tags("p", s.paragraphs)}</article></main>'
    return Page("plain", document(s, body), s.paragraphs, s.title, s.site, s.authors[:1])


def chunks(s: Story) -> Page:
    """Several body blocks with advertisements and lists between them."""
    inner = "".join(
        f'<div class="grid grid-items-2"><div class="body body__container article__body" data-hook="client-content">'
        f'<div class="body__inner-container">{tags("p", s.paragraphs[start : start + 4], "class=paywall")}</div></div>'
        f'<aside class="persistent-aside"><div class="ad ad--rail"><p>Advertisement</p></div>'
        f'<div class="most-popular"><h3>Most Popular</h3>{links(s.others[:3])}</div></aside></div>'
        for start in (0, 4, 8)
    )
    body = (
        f'<main id="main-content"><article class="article main-content"><header class="content-header"><h1>{esc(s.title)}</h1>'
        f'<div class="content-header__dek">{esc(s.standfirst)}</div><span class="byline__name">By {s.authors[0]}</span></header>'
        f'<div class="article__chunks">{inner}</div><div class="contributor-bio"><p>{esc(s.bio)}</p></div></article>'
        f'<section class="recirc-list"><h2>Read More</h2>{"".join(f"<div><h3>{esc(t)}</h3><p>{esc(x)}</p></div>" for t, x in zip(s.others, s.teasers, strict=False))}</section></main>'
    )
    return Page("chunks", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def components(s: Story) -> Page:
    """Each paragraph in a block of its own, with pictures and lists between."""
    blocks = [
        f'<div data-component="text-block" class="ssr-{n}-Wrap"><div class="ssr-RichText"><p class="ssr-Para">{esc(text)}</p></div></div>'
        for n, text in enumerate(s.paragraphs)
    ]
    blocks.insert(
        3,
        f'<figure><div class="img"><img src="a.jpg" alt="x"></div><figcaption>{esc(s.captions[0])}</figcaption></figure>',
    )
    blocks.insert(
        6, f'<div data-component="links-block"><div><h2>More on this story</h2>{links(s.others[:3])}</div></div>'
    )
    body = (
        f'<main id="main-content"><article><div data-component="headline-block"><h1>{esc(s.title)}</h1></div>'
        f'<div data-component="byline-block"><div class="TextContributorName">{s.authors[0]}</div><div>Environment correspondent</div></div>{"".join(blocks)}'
        f'<div data-component="topic-list"><h2>Related topics</h2>{links(["Rivers", "Councils"])}</div></article></main>'
    )
    return Page("components", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def standfirst(s: Story) -> Page:
    promo = (
        '<a data-ignore="global" href="#skip-1" class="skip">skip past newsletter promotion</a><aside class="newsletter-signup"><h4>Sign up to First Tide</h4>'
        "<p>Our morning email breaks down the key stories of the day, telling you what is happening and why it matters</p></aside>"
        '<p id="skip-1" tabindex="0" class="after-promo">after newsletter promotion</p>'
    )
    paragraphs = tags("p", s.paragraphs[:5], 'class="dcr-x1"') + promo + tags("p", s.paragraphs[5:], 'class="dcr-x1"')
    body = (
        f'<main><article><div data-name="headline"><h1 class="dcr-y">{esc(s.title)}</h1></div><div data-name="standfirst" class="standfirst"><p>{esc(s.standfirst)}</p>'
        f'<ul><li><a href="/live">See all our coverage</a></li></ul></div><div data-name="meta"><address aria-label="Contributor info"><a rel="author" href="/u">{s.authors[0]}</a></address></div>'
        f'<div data-name="body"><div id="maincontent" class="article-body">{paragraphs}<figure><span>{esc(s.captions[0])}</span></figure></div></div>'
        f'<div class="submeta"><span>Explore more on these topics</span>{links(["Water", s.section])}</div></article></main>'
    )
    return Page("standfirst", document(s, body), s.paragraphs, s.title, s.site, s.authors[:1])


def promo_links(s: Story) -> Page:
    """Linked headlines in capital letters as paragraphs."""
    paragraphs = [f"<p>{esc(text)}</p>" for text in s.paragraphs]
    paragraphs.insert(2, f'<p><strong><a href="/1">{esc(s.others[0].upper())}</a></strong></p>')
    paragraphs.insert(7, f'<p><a href="/2"><u>{esc(s.others[1].upper())}</u></a></p>')
    paragraphs.append('<p><a href="/app"><strong>CLICK HERE TO GET THE LEDGER NEWS APP</strong></a></p>')
    body = (
        f'<div class="page"><main><article><header><h1>{esc(s.title)}</h1><h2 class="sub-headline">{esc(s.standfirst)}</h2><div class="author-byline">By <a href="/a">{s.authors[0]}</a> | {s.site}</div></header>'
        f'<div class="article-content"><div class="article-body">{"".join(paragraphs)}</div></div><div class="author-bio"><p>{esc(s.bio)}</p></div></article></main></div>'
    )
    return Page(
        "promo_links", document(s, body, json_ld(s, description=s.standfirst)), s.paragraphs, s.title, s.site, s.authors
    )


def unmarked_related(s: Story) -> Page:
    """Other stories after a heading, without any class."""
    rest = "".join(f"<div><h3>{esc(t)}</h3><p>{esc(x)}</p></div>" for t, x in zip(s.others, s.teasers, strict=False))
    body = f"<article><h1>{esc(s.title)}</h1>{tags('p', s.paragraphs)}<h2>More from {esc(s.site)}</h2>{rest}</article>"
    return Page("unmarked_related", document(s, body), s.paragraphs, s.title, s.site)


def list_in_body(s: Story) -> Page:
    """A list of links in the middle, and a list that belongs to the article."""
    points = ["Two new crossings a day from May", "Higher fares for lorries", "A waiting room at the north pier"]
    body = (
        f'<article class="story"><h1>{esc(s.title)}</h1><div class="story-text">{tags("p", s.paragraphs[:4])}<div><h3>Read more</h3>{links(s.others[:4])}</div>'
        f"{tags('p', s.paragraphs[4:6])}<p>The plan has three parts:</p><ul>{tags('li', points)}</ul>{tags('p', s.paragraphs[6:])}</div></article>"
    )
    expected = [*s.paragraphs[:6], "The plan has three parts:", *points, *s.paragraphs[6:]]
    return Page("list_in_body", document(s, body), expected, s.title, s.site)


def wordpress(s: Story) -> Page:
    body = (
        f'<div id="content" class="site-content"><div id="primary"><article class="post type-post hentry category-news tag-ads"><header class="entry-header"><h1 class="entry-title">{esc(s.title)}</h1>'
        f'<div class="entry-meta">Posted on <time datetime="{s.day}">{s.day}</time> by <span class="author vcard"><a class="url fn n">{s.authors[0]}</a></span></div></header>'
        f'<div class="entry-content"><div class="wp-caption alignnone"><img src="x.jpg"><p class="wp-caption-text">{esc(s.captions[0])}</p></div>{tags("p", s.paragraphs)}'
        f'<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div>'
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3>{links(s.others[:3])}</div></div>'
        f'<div class="author-box"><h4>About the author</h4><p>{esc(s.bio)}</p></div><footer class="entry-footer">Filed under: <a>News</a></footer></article>'
        f'<div id="comments" class="comments-area"><h2>3 thoughts on this</h2><ol class="comment-list">{tags("li", s.comments, "class=comment")}</ol><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div></div>'
        f'<div id="secondary" class="widget-area"><h2 class="widget-title">Recent posts</h2>{links(s.others)}</div></div>'
    )
    return Page(
        "wordpress",
        document(s, body, og=False, title=f"{s.title} – {s.site}"),
        s.paragraphs,
        s.title,
        s.site,
        s.authors[:1],
    )


def old_table(s: Story) -> Page:
    text = "<br><br>".join(map(esc, s.paragraphs))
    body = (
        f'<table width="760"><tr><td width="150" bgcolor="#cccccc"><a href="/">Home</a><br><a href="/n">News</a><br><a href="/s">Sport</a><br><a href="/w">Weather</a></td>'
        f'<td valign="top"><font size="5"><b>{esc(s.title)}</b></font><br><font size="1">By {s.authors[0]}</font><br><br><font face="Times">{text}</font></td>'
        f'<td width="120"><font size="2"><b>Top stories</b><br>{"<br>".join(f"<a>{esc(o)}</a>" for o in s.others[:4])}</font></td></tr></table>'
    )
    html = f"<html><head><title>{esc(s.site)}: {esc(s.title)}</title></head><body>{body}<center><font size=1>Copyright 2003 {esc(s.site)}</font></center></body></html>"
    return Page("old_table", html, s.paragraphs, s.title, None)


def amp(s: Story) -> Page:
    body = (
        f'<article><h1 class="amp-title">{esc(s.title)}</h1><amp-ad width=300 height=250 type="doubleclick"><div placeholder>Advertisement</div></amp-ad>'
        f'<div class="amp-body">{tags("p", s.paragraphs[:6])}<amp-img src="a.jpg"></amp-img><div class="amp-caption">{esc(s.captions[0])}</div><amp-embed type=taboola><p>You may like</p></amp-embed>{tags("p", s.paragraphs[6:])}</div></article>'
    )
    return Page(
        "amp", document(s, body, json_ld(s)).replace("<html", "<html ⚡"), s.paragraphs, s.title, s.site, s.authors
    )


def divs_only(s: Story) -> Page:
    """Paragraphs are div elements; the text has links in it."""
    linked = [esc(text).replace("said", '<a href="/said">said</a>', 1) for text in s.paragraphs]
    inner = "".join(
        f'<div data-testid="paragraph-{n}" class="text__text__x1 text__dark">{text}</div>'
        for n, text in enumerate(linked)
    )
    body = (
        f'<main><article><header class="article-header"><h1>{esc(s.title)}</h1><div>By <a rel="author">{s.authors[0]}</a></div></header><div class="article-body__content__y">{inner}'
        f'<p class="article-body__sign-off">Sign up here.</p></div><div class="article-body__toolbar"><ul><li><a>Suggested Topics:</a></li><li><a>{s.section}</a></li></ul></div></article></main>'
    )
    return Page("divs_only", document(s, body), s.paragraphs, s.title, s.site, s.authors[:1])


def article_body_complete(s: Story) -> Page:
    """articleBody of the metadata is the article, and the page has pull quotes in its paragraphs."""
    pull = s.paragraphs[3].split(". ")[0]
    body = (
        f'<div class="c1"><h1>{esc(s.title)}</h1><div class="c2"><p>{esc(s.standfirst)}</p></div><div class="c3">{tags("p", s.paragraphs[:6])}<div class="c9"><p>“{esc(pull)}”</p></div>{tags("p", s.paragraphs[6:])}'
        f'</div><div class="c3"><p>{esc(s.bio)}</p></div></div>'
    )
    return Page(
        "article_body_complete",
        document(s, body, json_ld(s, articleBody="\n\n".join(s.paragraphs))),
        s.paragraphs,
        s.title,
        s.site,
        s.authors,
    )


def article_body_only(s: Story) -> Page:
    """The page is rendered by a script; the article is in the metadata only."""
    body = f'<div id="root"><h1>{esc(s.title)}</h1><p>Please enable JavaScript to read this page.</p></div><script>window.__STATE__={{"a":1}}</script>'
    return Page(
        "article_body_only",
        document(s, body, json_ld(s, articleBody="\n".join(s.paragraphs))),
        s.paragraphs,
        s.title,
        s.site,
        s.authors,
    )


def article_body_teaser(s: Story) -> Page:
    """articleBody holds the beginning only."""
    body = f'<main><h1>{esc(s.title)}</h1><div class="rich-text">{tags("p", s.paragraphs)}</div></main>'
    return Page(
        "article_body_teaser",
        document(s, body, json_ld(s, articleBody=s.paragraphs[0][:90] + "...")),
        s.paragraphs,
        s.title,
        s.site,
        s.authors,
    )


def repeated_lead(s: Story) -> Page:
    """The first paragraph also stands above the picture, and is the description."""
    lead = s.paragraphs[0]
    body = f'<main><article><h1>{esc(s.title)}</h1><p class="intro">{esc(lead)}</p><figure><img src=a.jpg><figcaption>{esc(s.captions[0])}</figcaption></figure><div class="text">{tags("p", s.paragraphs)}</div></article></main>'
    return Page(
        "repeated_lead", document(s, body, json_ld(s, description=lead)), s.paragraphs, s.title, s.site, s.authors
    )


def read_also(s: Story) -> Page:
    """'Read also' lines as paragraphs of the body, and a sign-up box."""
    paragraphs = [f"<p>{esc(text)}</p>" for text in s.paragraphs]
    paragraphs.insert(3, f'<p><strong>READ ALSO: </strong><a href="/1">{esc(s.others[0])}</a></p>')
    paragraphs.insert(6, f'<p><em>Read more: <a href="/2">{esc(s.others[1])}</a></em></p>')
    paragraphs.insert(
        9,
        '<div class="mc_embed_signup"><h4>Get our free newsletter</h4><p>Sign up for the best stories of the week, sent to your inbox every Friday.</p><form><input><button>Subscribe</button></form></div>',
    )
    paragraphs.append("<p>Follow us on Twitter and Facebook for more news from the county.</p>")
    body = f'<div class="single"><h1>{esc(s.title)}</h1><div class="td-post-content">{"".join(paragraphs)}</div></div>'
    return Page("read_also", document(s, body), s.paragraphs, s.title, s.site)


def infinite_scroll(s: Story) -> Page:
    """The next stories follow in full."""

    def one(t: Story) -> str:
        return f'<article class="story-container"><h1>{esc(t.title)}</h1><div class="story-body">{tags("p", t.paragraphs)}</div></article>'

    body = f'<div class="stream">{one(s)}{one(story(901, 9))}{one(story(902, 7))}</div>'
    return Page("infinite_scroll", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def raw_json(s: Story) -> Page:
    body = f'<article><h1>{esc(s.title)}</h1><div class="body">{tags("p", s.paragraphs[:5])}<div>{{"type":"video","id":"x{"1" * 12}","title":"{esc(s.others[0])}","autoplay":true,"poster":{{"url":"https://cdn.example/a.jpg"}}}}</div>{tags("p", s.paragraphs[5:])}</div></article>'
    return Page("raw_json", document(s, body), s.paragraphs, s.title, s.site)


def subheads(s: Story) -> Page:
    body = f'<main><article><h1>{esc(s.title)}</h1><div class="content">{tags("p", s.paragraphs[:4])}<h2>What the report says</h2>{tags("p", s.paragraphs[4:8])}<blockquote><p>{esc(s.paragraphs[8])}</p></blockquote><h2>What happens next</h2>{tags("p", s.paragraphs[9:])}<h2>Related articles</h2>{links(s.others)}</div></article></main>'
    expected = [*s.paragraphs[:4], "What the report says", *s.paragraphs[4:9], "What happens next", *s.paragraphs[9:]]
    return Page("subheads", document(s, body), expected, s.title, s.site)


def wrong_charset(s: Story) -> Page:
    """UTF-16 with a byte-order mark that declares iso-8859-1."""
    page = plain(s)
    return Page(
        "wrong_charset",
        page.html.replace('charset="utf-8"', 'charset="iso-8859-1"'),
        page.paragraphs,
        page.title,
        page.publisher,
        page.authors,
        "utf-16",
    )


def sections(s: Story) -> Page:
    """A section per row, with a sidebar in each."""
    rows = "".join(
        f'<section class="page-content__row page-content__row--story"><div class="container__row"><div class="container__column--story">{tags("p", s.paragraphs[n : n + 3], "class=story-text__paragraph")}</div>'
        f'<div class="container__column--rail"><div class="ad-slot">Advertisement</div></div></div></section>'
        for n in (0, 3, 6, 9)
    )
    body = f'<main class="layout-story"><section class="page-content__row--header"><h2 class="headline">{esc(s.title)}</h2><p class="dek">{esc(s.standfirst)}</p><p class="story-meta__authors">By <a>{s.authors[0]}</a></p></section>{rows}<section class="recommended"><h3>Most Read</h3><ol>{tags("li", s.others)}</ol></section></main>'
    return Page("sections", document(s, body), s.paragraphs, s.title, s.site, s.authors[:1])


def title_bars(s: Story) -> Page:
    body = f'<div id="page"><div id="story"><h1>{esc(s.title)}</h1>{tags("p", s.paragraphs)}<p class="tagline">{esc(s.authors[0])} can be reached at desk@example.org</p></div></div>'
    return Page(
        "title_bars",
        document(
            s,
            body,
            og=False,
            title=f"{s.title} - {s.section} - {s.site}",
            head=f'<meta name="application-name" content="{s.site}">',
        ),
        s.paragraphs,
        s.title,
        s.site,
    )


SHAPES = (
    plain,
    chunks,
    components,
    standfirst,
    promo_links,
    unmarked_related,
    list_in_body,
    wordpress,
    old_table,
    amp,
    divs_only,
    article_body_complete,
    article_body_only,
    article_body_teaser,
    repeated_lead,
    read_also,
    infinite_scroll,
    raw_json,
    subheads,
    wrong_charset,
    sections,
    title_bars,
)
PAGES = [shape(story(seed)) for seed, shape in enumerate(SHAPES, 100)]
