from datetime import date

from newsrows.site.first_page import timeline


def test_no_dates_no_timeline():
    assert timeline([(None, "Echo")]) is None


def test_days_between_are_shown_empty():
    found = timeline([(date(2020, 2, 28), "Echo"), (date(2020, 3, 1), "Herald"), (None, "Echo")])
    assert found is not None
    assert (found.step, found.undated) == ("day", 1)
    assert [(bar.label, bar.counts) for bar in found.bars] == [
        ("2020-02-28", (1, 0)),
        ("2020-02-29", (0, 0)),
        ("2020-03-01", (0, 1)),
    ]


def test_longer_times_are_told_by_month_and_year():
    months = timeline([(date(2019, 11, 30), "Echo"), (date(2020, 2, 1), "Echo")])
    years = timeline([(date(1999, 1, 1), None), (date(2020, 2, 1), "Echo")])
    assert months is not None
    assert [bar.label for bar in months.bars] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert years is not None
    assert (years.step, len(years.bars)) == ("year", 22)
    assert "publisher not known" in years.series


def test_small_publishers_share_a_series():
    found = timeline([(date(2020, 1, 1), f"Paper {n}") for n in range(9)] + [(date(2020, 1, 1), "Big")] * 3)
    assert found is not None
    assert found.series[0] == "Big"
    assert found.series[-1] == "other publishers"
    assert sum(found.bars[0].counts) == found.highest == 12


def test_bars_stand_on_the_ground_and_reach_the_top():
    found = timeline([(date(2020, 1, 1), "A"), (date(2020, 1, 1), "B"), (date(2020, 1, 2), "A")])
    assert found is not None
    assert list(found.stacks(width=100, height=10)) == [(5, 5, 40, 5, 0), (5, 0, 40, 5, 1), (55, 5, 40, 5, 0)]
