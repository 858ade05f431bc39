"""Drawings say what the numbers say."""

import random

import pytest

from discussions.law.charts import PLOT, Chart, lying_bars, percentile, spread_of, upright_bars


def upright(*values: int) -> Chart:
    points = [(f"week {at}", value) for at, value in enumerate(values)]
    return upright_bars(name="w", title="t", summary="s", columns=("week", "n"), points=points)


def lying(*values: int) -> Chart:
    points = [(f"HR-{at}", value) for at, value in enumerate(values)]
    return lying_bars(name="r", title="t", summary="s", columns=("regel", "n"), points=points)


def test_the_highest_bar_is_as_high_as_the_plot_and_the_others_in_proportion() -> None:
    assert [float(mark.height) for mark in upright(2, 4, 0).marks] == [PLOT / 2, PLOT, 0]
    assert [mark.width for mark in lying(5, 10).marks] == ["50%", "100%"]


def test_bars_stand_on_the_line_and_within_the_drawing() -> None:
    chart = upright(*range(1, 54))
    for mark in chart.marks:
        assert float(mark.y) + float(mark.height) == pytest.approx(float(chart.base), abs=0.11)
        assert float(mark.x.rstrip("%")) + float(mark.width.rstrip("%")) <= 100
        assert float(mark.y) >= 0


def test_the_table_holds_every_number_of_the_drawing() -> None:
    assert [row["cells"] for row in upright(2, 4).rows] == [("week 0", "2"), ("week 1", "4")]
    assert [row["cells"][1] for row in lying(7, 0).rows] == ["7", "0"]


def test_names_of_many_bars_do_not_touch() -> None:
    chart = upright(*range(53))
    assert [word.text for word in chart.words] == ["week 0", "week 26", "week 52"]
    assert [word.anchor for word in chart.words] == ["start", "middle", "end"]


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_table() -> None:
    name = "LAW-5: Gegevens delen om iemand bang te maken (doxing)"
    chart = lying_bars(name="r", title="t", summary="s", columns=("r", "n"), points=[(name, 3)])
    assert chart.words[0].text == "LAW-5: Gegevens delen om iemand bang te mak…"
    assert chart.rows[0]["cells"] == (name, "3")


def test_nothing_is_drawn_of_nothing() -> None:
    for chart in (upright(), lying()):
        assert chart.marks == ()
        assert chart.height > 0
    assert float(upright(0, 0).marks[0].height) == 0


def test_numbers_are_written_as_svg_writes_them() -> None:
    """With a point, never a comma, and without a unit that svg does not know."""
    for mark in upright(1, 3, 7).marks:
        assert float(mark.x.removesuffix("%")) >= 0
        assert float(mark.height) >= 0


def test_time_falls_in_the_first_span_that_holds_it() -> None:
    assert spread_of([0, 0.5, 1, 1.01, 4, 24, 72, 168, 169, 1000]) == (3, 2, 1, 1, 1, 2)
    assert spread_of([]) == (0,) * 6


def test_percentiles_lie_between_two_values_in_proportion() -> None:
    assert percentile([], 0.5) is None
    assert percentile([7], 0.9) == 7
    assert percentile([4, 1, 3, 2], 0.5) == 2.5
    assert percentile(range(11), 0.9) == 9
    values = [random.Random(1).random() for _ in range(100)]
    assert min(values) <= (percentile(values, 0.5) or 0) <= max(values)
