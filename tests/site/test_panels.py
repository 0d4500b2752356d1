from newsrows.site.panels import Cell, Heading, Panel, share, stacked

PANEL = Panel(
    "speakers",
    "Who speaks",
    (Heading("Speaker"), Heading("Words", "bar"), Heading("Share", "share")),
    ((Cell('Ann "A" Lee, warden'), stacked((1, 2), 4), share(1, 3)), (Cell("Bo"), Cell(), share(1, 0))),
    shown=1,
)


def test_csv_has_all_rows_and_no_bars() -> None:
    assert PANEL.csv_text() == 'Speaker,Share\n"Ann ""A"" Lee, warden",0.3333\nBo,\n'


def test_bar_is_a_share_of_the_largest() -> None:
    assert PANEL.rows[0][1].parts == (0.25, 0.5)
    assert stacked((0, 0), 0).parts == (0, 0)
