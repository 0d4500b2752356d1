from datetime import date

from newsrows.site.timeline import periods, timeline


def test_articles_without_dates_have_no_timeline():
    assert timeline([(None, "Echo", 1)]) is None


def test_timeline_shows_days_without_articles():
    chart = timeline([(date(2020, 2, 28), "Echo", 7), (date(2020, 3, 1), "Herald", 1), (None, "Echo", 5)])
    assert chart is not None
    assert (chart.step, chart.undated) == ("day", 5)
    assert [(bar.label, bar.counts) for bar in chart.bars] == [
        ("2020-02-28", (7, 0)),
        ("2020-02-29", (0, 0)),
        ("2020-03-01", (0, 1)),
    ]


def test_longer_timeline_has_a_bar_per_month_or_year():
    months = timeline([(date(2019, 11, 30), "Echo", 1), (date(2020, 2, 1), "Echo", 1)])
    years = timeline([(date(1999, 1, 1), None, 1), (date(2020, 2, 1), "Echo", 1)])
    assert months is not None
    assert [bar.label for bar in months.bars] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert [(bar.first.day, bar.last.day) for bar in months.bars] == [(1, 30), (1, 31), (1, 31), (1, 29)]
    assert years is not None
    assert (years.step, len(years.bars)) == ("year", 22)
    assert "publisher not known" in years.series


def test_publishers_with_few_articles_share_a_series():
    chart = timeline([(date(2020, 1, 1), f"Paper {n}", 1) for n in range(9)] + [(date(2020, 1, 1), "Big", 3)])
    assert chart is not None
    assert chart.series[0] == "Big"
    assert chart.series[-1] == "others"
    assert sum(chart.bars[0].counts) == chart.highest == 12


def test_highest_bar_fills_the_height_of_the_chart():
    chart = timeline([(date(2020, 1, 1), "A", 1), (date(2020, 1, 1), "B", 1), (date(2020, 1, 2), "A", 1)])
    assert chart is not None
    assert list(chart.stacks(width=100, height=10)) == [(5, 5, 40, 5, 0), (5, 0, 40, 5, 1), (55, 5, 40, 5, 0)]


def test_timeline_ends_at_the_last_day_of_the_calendar():
    chart = timeline([(date.max, "Echo", 1), (date.min, "Echo", 1)])
    assert chart is not None
    assert (chart.step, chart.bars[-1].last) == ("year", date.max)


def test_periods_number_the_days():
    months = periods([date(2020, 1, 15), None, date(2020, 4, 1)])
    assert months is not None
    assert months.labels == ("2020-01", "2020-02", "2020-03", "2020-04")
    assert [months.number(date(2020, 1, 31)), months.number(date(2020, 4, 1))] == [0, 3]
    assert periods([None]) is None
