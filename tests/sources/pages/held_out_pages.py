"""Pages that were looked at once, after the rules were written: one function per shape."""

from __future__ import annotations

import json

from page_markup import Page, document, esc, json_ld, links, tags
from page_stories import Story, story


def hashed_classes(s: Story) -> Page:
    """Class names are hashes, as in many sites built with JavaScript."""
    cards = "".join(
        f'<a class="css-1k8t" href="/{n}"><div class="css-77a"><h3 class="css-q1">{esc(o)}</h3><p class="css-m0">{esc(t)}</p></div></a>'
        for n, (o, t) in enumerate(zip(s.others, s.teasers, strict=False))
    )
    blocks = "".join(
        f'<div class="css-s99gbd Companion"><div class="css-53u6y8">{tags("p", s.paragraphs[n : n + 3], "class=css-at9mc1")}</div></div><div><div id="story-ad-{n}-wrapper" class="css-rfqw0c"><div class="css-8"><p class="css-x">Advertisement</p><a href="#after">SKIP ADVERTISEMENT</a></div></div></div>'
        for n in range(0, 12, 3)
    )
    body = f'<div id="app"><main id="site-content"><article id="story" class="css-1vxca1d"><header class="css-d754w4"><h1 class="css-88wicj">{esc(s.title)}</h1><p id="article-summary" class="css-79rys">{esc(s.standfirst)}</p><div class="css-1e2usoh"><p class="css-4anu6l">By <span>{s.authors[0]}</span></p></div></header><section name="articleBody" class="css-1r7ky0e">{blocks}</section><div class="css-9tf9ac"><p class="css-l">{esc(s.bio)}</p></div></article><div class="css-19">{cards}</div></main></div>'
    return Page("hashed_classes", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def tabloid(s: Story) -> Page:
    points = s.teasers[:3]
    paragraphs = [f'<p class="mol-para-with-font">{esc(t)}</p>' for t in s.paragraphs]
    paragraphs.insert(
        2,
        f'<div class="artSplitter mol-img-group"><img src=a.jpg><p class="imageCaption">{esc(s.captions[0])}</p></div>',
    )
    paragraphs.insert(6, f'<div class="related-carousel"><h3>RELATED ARTICLES</h3>{links(s.others[:3])}</div>')
    paragraphs.insert(
        9,
        f'<div class="artSplitter mol-img-group"><img src=b.jpg><p class="imageCaption">{esc(s.captions[1])}</p></div>',
    )
    body = f'<div id="js-article-text" class="article-text wide"><h2>{esc(s.title)}</h2><ul class="mol-bullets-with-font">{tags("li", points)}</ul><p class="author-section byline-plain">By <a class="author" rel="nofollow">{s.authors[0].upper()}</a></p><div itemprop="articleBody">{"".join(paragraphs)}</div><div class="shareArticles"><h3>Share or comment on this article</h3></div></div><div class="puff"><h3>Most watched News videos</h3>{links(s.others)}</div>'
    return Page(
        "tabloid",
        document(s, body, f'<meta name="author" content="{s.authors[0]}">', title=f"{s.title} | Daily Mirror Online"),
        s.paragraphs,
        s.title,
        s.site,
        s.authors[:1],
    )


def blog_br(s: Story) -> Page:
    body = f'<div class="main section"><div class="widget Blog"><div class="post hentry"><h3 class="post-title entry-title">{esc(s.title)}</h3><div class="post-body entry-content">{"<br/><br/>".join(map(esc, s.paragraphs))}</div><div class="post-footer">Posted by <span class="fn">{s.authors[0]}</span> at 09:30 <a>Email This</a><a>BlogThis!</a> Labels: <a>news</a></div></div><div class="comments" id="comments"><h4>3 comments:</h4>{tags("p", s.comments)}</div></div></div><div class="sidebar"><h2>Popular Posts</h2>{links(s.others)}</div>'
    return Page(
        "blog_br",
        document(
            s, body, og=False, title=f"{s.site}: {s.title}", head=f'<meta property="og:site_name" content="{s.site}">'
        ),
        s.paragraphs,
        s.title,
        s.site,
    )


def pull_quotes(s: Story) -> Page:
    paragraphs = [f"<p>{esc(t)}</p>" for t in s.paragraphs]
    paragraphs.insert(
        4,
        f'<aside class="pq"><blockquote class="pullquote">{esc(s.paragraphs[7].split(". ")[0])}</blockquote><cite>{s.authors[0]}</cite></aside>',
    )
    paragraphs.insert(8, f'<div class="pull-quote__wrapper"><p>{esc(s.paragraphs[2].split(". ")[0])}</p></div>')
    body = f'<main><article class="longform"><h1>{esc(s.title)}</h1><div class="longform__content">{"".join(paragraphs)}</div><hr><p class="longform__end"><i>{esc(s.bio)}</i></p></article></main>'
    return Page("pull_quotes", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def print_view(s: Story) -> Page:
    html = f"<html><head><title>{esc(s.title)} | Print version</title></head><body onload='window.print()'><p><b>{esc(s.site)}</b></p><h2>{esc(s.title)}</h2><p>{s.authors[0]}, {s.day}</p>{tags('p', s.paragraphs)}<hr><p>Find this article at:<br>http://www.example.org/a/1</p><p>Copyright 2009 {esc(s.site)}</p></body></html>"
    return Page("print_view", html, s.paragraphs, s.title, None)


def right_to_left(s: Story) -> Page:
    """An English story in a site whose furniture is Arabic."""
    body = f'<div dir="rtl"><ul class="menu"><li><a>الرئيسية</a></li><li><a>أخبار</a></li></ul><div class="article" dir="ltr"><h1>{esc(s.title)}</h1><div class="article-content">{tags("p", s.paragraphs)}</div></div><div class="related"><h3>مواضيع ذات صلة</h3><ul><li><a>أعيد فتح ميناء الصيد يوم الاثنين بعد العاصفة</a></li><li><a>المجلس يعلن عن خطة جديدة للميناء</a></li></ul></div></div>'
    return Page("right_to_left", document(s, body, json_ld(s), lang="ar"), s.paragraphs, s.title, s.site, s.authors)


def key_points_box(s: Story) -> Page:
    box = f'<div class="factbox"><h4>At a glance</h4>{tags("p", s.teasers[:2])}</div>'
    body = f'<article class="node node-article"><div class="node-header"><h1 class="page-title">{esc(s.title)}</h1><div class="field-byline"><span>Written by {s.authors[0]}</span></div><div class="field-date">{s.day}</div></div><div class="field field-name-body"><div class="field-items"><div class="field-item even">{tags("p", s.paragraphs)}</div></div></div>{box}<div class="field-name-field-tags"><a>council</a> <a>rivers</a></div></article><div class="view view-latest-news"><h2>Latest news</h2>{links(s.others)}</div>'
    return Page("key_points_box", document(s, body), s.paragraphs, s.title, s.site, s.authors[:1])


def captions_without_class(s: Story) -> Page:
    paragraphs = [f"<p>{esc(t)}</p>" for t in s.paragraphs]
    paragraphs.insert(1, f'<div><picture><img src="a.jpg"></picture><span>{esc(s.captions[0])}</span></div>')
    paragraphs.insert(5, f'<figure><img src="b.jpg"><p>{esc(s.captions[1])}</p></figure>')
    body = f"<div><div><div><div><h1>{esc(s.title)}</h1><div><div>{''.join(paragraphs)}</div></div></div></div></div></div>"
    return Page("captions_without_class", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def agency(s: Story) -> Page:
    body = f'<div class="Page-content"><main><h1 class="Page-headline">{esc(s.title)}</h1><div class="Page-byline">By {s.authors[0].upper()}</div><div class="RichTextStoryBody RichTextBody">{tags("p", s.paragraphs[:5])}<div class="PageListEnhancementGeneric"><div class="PageList-header"><h2>Related Stories</h2></div><div class="PageList-items">{"".join(f"<div class=PagePromo><h3 class=PagePromo-title><a>{esc(o)}</a></h3></div>" for o in s.others[:3])}</div></div>{tags("p", s.paragraphs[5:])}</div></main></div>'
    return Page("agency", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def interview(s: Story) -> Page:
    questions = (
        "What went wrong?",
        "When did you hear of it?",
        "Who will pay?",
        "Will it happen again?",
        "What would you do?",
        "Are you leaving?",
    )
    pairs = [line for q, a in zip(questions, s.paragraphs, strict=False) for line in (q, a)]
    inner = "".join(
        f"<p><strong>{esc(q)}</strong></p><p>{esc(a)}</p>" for q, a in zip(questions, s.paragraphs, strict=False)
    )
    body = f'<main><div class="post-single"><h1>{esc(s.title)}</h1><div class="post-single__body">{inner}{tags("p", s.paragraphs[6:])}</div><div class="post-single__newsletter"><h4>Never miss a story</h4><p>Join 40,000 readers who get our morning briefing. You can unsubscribe at any time.</p></div></div></main>'
    return Page("interview", document(s, body), [*pairs, *s.paragraphs[6:]], s.title, s.site)


def windows_1252(s: Story) -> Page:
    page = wp_block_theme(s)
    return Page(
        "windows_1252",
        page.html.replace('charset="utf-8"', 'charset="windows-1252"'),
        page.paragraphs,
        page.title,
        page.publisher,
        page.authors,
        "cp1252",
    )


def wp_block_theme(s: Story) -> Page:
    paragraphs = [f'<p class="wp-block-paragraph">{esc(t)}</p>' for t in s.paragraphs]
    paragraphs.insert(
        3,
        f'<figure class="wp-block-image"><img src=a.jpg><figcaption class="wp-element-caption">{esc(s.captions[0])}</figcaption></figure>',
    )
    paragraphs.insert(
        7,
        '<div class="wp-block-group is-style-newsletter"><h3>Stay informed</h3><p>Get the day’s top headlines delivered to your inbox every morning.</p></div>',
    )
    paragraphs.append(f'<p class="has-small-font-size"><em>{esc(s.bio)}</em></p>')
    body = f'<div class="wp-site-blocks"><main class="wp-block-group"><h1 class="wp-block-post-title">{esc(s.title)}</h1><div class="wp-block-post-author-name">{s.authors[0]}</div><div class="entry-content wp-block-post-content">{"".join(paragraphs)}</div><div class="wp-block-post-terms"><a>News</a></div><div class="wp-block-comments">{tags("p", s.comments)}</div></main></div>'
    return Page(
        "wp_block_theme",
        document(s, body, json_ld(s, author={"@type": "Person", "name": s.authors[0]})),
        s.paragraphs,
        s.title,
        s.site,
        s.authors[:1],
    )


def graph_metadata(s: Story) -> Page:
    """The metadata is a graph whose parts refer to one another."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": s.site},
            {"@type": "Organization", "@id": "#org", "name": s.site},
            {"@type": "Person", "@id": "#person", "name": s.authors[0]},
            {
                "@type": "Article",
                "headline": s.title,
                "author": {"@id": "#person"},
                "publisher": {"@id": "#org"},
                "datePublished": f"{s.day}T10:00:00+00:00",
                "articleSection": [s.section],
            },
        ],
    }
    body = f'<div class="l-wrap"><div class="l-main"><h1>{esc(s.title)}</h1><div class="c-entry-summary"><p>{esc(s.standfirst)}</p></div><div class="c-entry-content">{tags("p", s.paragraphs)}<div class="c-read-more"><h2>Next Up In {s.section}</h2>{links(s.others)}</div></div></div><div class="l-side"><h3>The Latest</h3>{links(s.others)}</div></div>'
    return Page(
        "graph_metadata",
        document(s, body, f'<script type="application/ld+json">{json.dumps(graph)}</script>', og=False),
        s.paragraphs,
        s.title,
        s.site,
        s.authors[:1],
    )


def recommended_lists(s: Story) -> Page:
    paragraphs = [f"<p>{esc(t)}</p>" for t in s.paragraphs]
    paragraphs.insert(
        3,
        f'<div class="sc-abc"><h2>Recommended</h2><ul><li><a><span>{esc(s.others[0])}</span></a></li><li><a>{esc(s.others[1])}</a></li></ul></div>',
    )
    paragraphs.insert(
        6,
        '<div class="sc-nl"><p>Sign up to our free Brexit and beyond newsletter</p><p>Please enter a valid email address</p><label>I would like to be emailed about offers, events and updates. Read our <a>privacy notice</a></label></div>',
    )
    paragraphs.append("<p><em>Additional reporting by agencies</em></p>")
    body = f'<article class="main"><header id="articleHeader"><h1>{esc(s.title)}</h1><h2><p>{esc(s.standfirst)}</p></h2><div class="sc-by"><span>{s.authors[0]}</span></div></header><div id="main" class="sc-main">{"".join(paragraphs)}</div><section id="comments-area"><h3>Join our commenting forum</h3><p>Join thought-provoking conversations, follow other readers and see their replies</p></section><section><h2>More about</h2>{links(["rivers", "councils"])}</section></article>'
    return Page(
        "recommended_lists",
        document(s, body, json_ld(s)),
        [*s.paragraphs, "Additional reporting by agencies"],
        s.title,
        s.site,
        s.authors,
    )


def list_article(s: Story) -> Page:
    names = ("The old lighthouse", "The customs house", "The fish hall", "The long pier")
    inner = "".join(f"<h3>{n + 1}. {name}</h3><p>{esc(s.paragraphs[n + 2])}</p>" for n, name in enumerate(names))
    body = f'<section class="article-page"><h1 class="article-title">{esc(s.title)}</h1><div class="article-page-body">{tags("p", s.paragraphs[:2])}{inner}{tags("p", s.paragraphs[6:])}</div><div class="article-page-tags">Tags: <a>harbour</a></div><div class="article-page-more"><h3>You may also like</h3>{"".join(f"<div><a>{esc(o)}</a><p>{esc(t)}</p></div>" for o, t in zip(s.others, s.teasers, strict=False))}</div></section>'
    expected = [
        *s.paragraphs[:2],
        *(line for n, name in enumerate(names) for line in (f"{n + 1}. {name}", s.paragraphs[n + 2])),
        *s.paragraphs[6:],
    ]
    return Page("list_article", document(s, body), expected, s.title, s.site)


def hidden_parts(s: Story) -> Page:
    body = f'<article><h1>{esc(s.title)}</h1><div class="body-copy">{tags("p", s.paragraphs[:6])}<div style="display:none"><p>{esc(s.teasers[0])}</p></div><div hidden><p>{esc(s.teasers[1])}</p></div><p class="visually-hidden">End of carousel</p>{tags("p", s.paragraphs[6:])}</div><dialog><p>We use cookies to give you the best experience on our site. You can change your settings at any time.</p></dialog></article>'
    return Page("hidden_parts", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def short_story(s: Story) -> Page:
    body = f'<div class="wrapper"><div class="article"><h1>{esc(s.title)}</h1><span class="date">{s.day}</span><p>{esc(s.paragraphs[0])}</p><p>{esc(s.paragraphs[1])}</p></div><div class="sidebar"><h4>Editor’s picks</h4>{"".join(f"<div><h5>{esc(o)}</h5><p>{esc(t)}</p></div>" for o, t in zip(s.others, s.teasers, strict=False))}</div></div>'
    return Page("short_story", document(s, body), s.paragraphs[:2], s.title, s.site)


def multi_article_tags(s: Story) -> Page:
    """Cards of other stories are article elements as well, before and after."""
    cards = "".join(
        f'<article class="card"><h2>{esc(o)}</h2><p>{esc(t)}</p></article>'
        for o, t in zip(s.others, s.teasers, strict=False)
    )
    body = f'<div class="top-strip">{cards}</div><article class="full"><h1>{esc(s.title)}</h1><p class="meta">{s.day} · 4 min read</p><section>{tags("p", s.paragraphs)}</section></article><div class="bottom-strip"><h2>More stories</h2>{cards}</div>'
    return Page("multi_article_tags", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def body_text_components(s: Story) -> Page:
    blocks = "".join(
        f'<div class="articleBodyText section"><div class="article-body-text component version-{n}"><div class="component-content">{tags("p", s.paragraphs[n : n + 4])}</div></div></div><div class="advert section"><span>Advertisement</span></div><div class="articleBodyImage section"><img src=a.jpg><span class="lead-asset-caption">{esc(s.captions[0])}</span> <span class="lead-asset-copyright">Credit: J. Vane</span></div>'
        for n in (0, 4, 8)
    )
    body = f'<main><article><div class="articleHeadline"><h1>{esc(s.title)}</h1></div><div class="leadText"><p>{esc(s.standfirst)}</p></div><div class="byline">By {s.authors[0]}, Transport Editor</div>{blocks}<div class="articleList section"><h2>Related Articles</h2>{links(s.others)}</div></article></main>'
    return Page("body_text_components", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


def comments_in_text(s: Story) -> Page:
    thread = "".join(
        f'<div class="thread__item"><b>reader{n}</b><p>{esc(c)} {esc(t)}</p><a>Reply</a></div>'
        for n, (c, t) in enumerate(zip(s.comments * 3, s.teasers * 3, strict=False))
    )
    body = f'<div class="container"><div class="col-8"><h1>{esc(s.title)}</h1><div class="text">{tags("p", s.paragraphs)}</div><div class="thread"><h3>Comments (9)</h3>{thread}</div></div></div>'
    return Page("comments_in_text", document(s, body), s.paragraphs, s.title, s.site)


def news_with_table(s: Story) -> Page:
    rows = "".join(f"<tr><td>{n}</td><td>Ward {n}</td><td>{n * 7}</td></tr>" for n in range(1, 5))
    body = f'<main><article><h1>{esc(s.title)}</h1><div class="prose">{tags("p", s.paragraphs)}<p>More like this: <a>{esc(s.others[0])}</a></p></div></article></main>'
    return Page("news_with_link_line", document(s, body) if rows else "", s.paragraphs, s.title, s.site)


def author_card_first(s: Story) -> Page:
    body = f'<main><article><div class="hero"><h1>{esc(s.title)}</h1></div><div class="contributor"><img src=x.jpg><div><a>{s.authors[0]}</a><p>{esc(s.bio)}</p></div></div><div class="story-content">{tags("p", s.paragraphs)}</div><div class="sponsor-box"><h3>Partner content</h3><p>{esc(s.teasers[0])}</p></div></article></main>'
    return Page("author_card_first", document(s, body, json_ld(s)), s.paragraphs, s.title, s.site, s.authors)


SHAPES = (
    hashed_classes,
    tabloid,
    blog_br,
    pull_quotes,
    print_view,
    right_to_left,
    key_points_box,
    captions_without_class,
    agency,
    interview,
    windows_1252,
    wp_block_theme,
    graph_metadata,
    recommended_lists,
    list_article,
    hidden_parts,
    short_story,
    multi_article_tags,
    body_text_components,
    comments_in_text,
    news_with_table,
    author_card_first,
)
PAGES = [shape(story(seed)) for seed, shape in enumerate(SHAPES, 500)]
