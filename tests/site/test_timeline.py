from datetime import date

from newsrows.site.timeline import timeline


def test_articles_without_dates_have_no_timeline():
    assert timeline([(None, "Echo")]) is None


def test_timeline_shows_days_without_articles():
    chart = timeline([(date(2020, 2, 28), "Echo"), (date(2020, 3, 1), "Herald"), (None, "Echo")])
    assert chart is not None
    assert (chart.step, chart.undated) == ("day", 1)
    assert [(bar.label, bar.counts) for bar in chart.bars] == [
        ("2020-02-28", (1, 0)),
        ("2020-02-29", (0, 0)),
        ("2020-03-01", (0, 1)),
    ]


def test_longer_timeline_has_a_bar_per_month_or_year():
    months = timeline([(date(2019, 11, 30), "Echo"), (date(2020, 2, 1), "Echo")])
    years = timeline([(date(1999, 1, 1), None), (date(2020, 2, 1), "Echo")])
    assert months is not None
    assert [bar.label for bar in months.bars] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert years is not None
    assert (years.step, len(years.bars)) == ("year", 22)
    assert "publisher not known" in years.series


def test_publishers_with_few_articles_share_a_series():
    chart = timeline([(date(2020, 1, 1), f"Paper {n}") for n in range(9)] + [(date(2020, 1, 1), "Big")] * 3)
    assert chart is not None
    assert chart.series[0] == "Big"
    assert chart.series[-1] == "other publishers"
    assert sum(chart.bars[0].counts) == chart.highest == 12


def test_highest_bar_fills_the_height_of_the_chart():
    chart = timeline([(date(2020, 1, 1), "A"), (date(2020, 1, 1), "B"), (date(2020, 1, 2), "A")])
    assert chart is not None
    assert list(chart.stacks(width=100, height=10)) == [(5, 5, 40, 5, 0), (5, 0, 40, 5, 1), (55, 5, 40, 5, 0)]
