from own_package import Rows, linked_frames, linked_rows, own_rows

from newsrows.site.views import VIEWS, views


def test_every_view_is_in_the_navigation() -> None:
    pages = [view.page for view in views(linked_frames(own_rows()), 70)]
    assert {*pages, "index.html", "compare.html"} == {page for page, _ in VIEWS}
    assert len(pages) == len(set(pages))


def test_views_of_an_empty_package_have_no_rows() -> None:
    for view in views(linked_rows(Rows()), 70):
        assert not any(panel.rows for panel in view.panels)
        assert view.network is None or view.network.nodes == ()
