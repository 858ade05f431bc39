"""Every figure of a simulated year, reckoned once more in plain Python from what the generator made happen."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from discussions.law.yearly import figures_of
from discussions.reading.law_figures import count_year
from tests.simulated_events import Line
from tests.simulated_rows import store
from tests.simulated_year import (
    APPEALS,
    COMMENTS,
    DECISIONS,
    END,
    FIRST,
    LAWS,
    MEMBERS,
    REPORTS,
    RULES,
    YEAR,
    SimulatedYear,
)

AGAINST_COMMENTS = {"hide", "refuse", "hold", "hide_text", "label", "move"}
AGAINST_PEOPLE = {"limit", "read_first", "suspend"}


def is_measure(line: Line) -> bool:
    if line.about == "person":
        return line.outcome in AGAINST_PEOPLE
    if line.outcome == "move" and line.reverses is not None:
        return False  # it goes back to where it stood
    return line.about == "comment" and line.outcome in AGAINST_COMMENTS


def told_of(year: SimulatedYear) -> list[Line]:
    """Without what was taken back before anybody heard of it, and without the taking back."""
    taken_back = {line.reverses for line in year.lines if line.unread}
    return [line for at, line in enumerate(year.lines) if at not in taken_back and not line.unread]


def hours(seconds: list[float]) -> float | None:
    return round(median(seconds) / 3600, 1) if seconds else None


def expected_figures(year: SimulatedYear) -> dict[str, Any]:
    """Reckoned from the events, without the database and without the code that is tested."""
    lines = [line for line in told_of(year) if FIRST <= line.at < END]
    told = [each for each in year.told if FIRST <= each.at < END]
    illegal = [each for each in told if each.kind == "illegal"]
    rule = [each for each in told if each.kind == "rule"]
    found: dict[str, Any] = {
        "notices": len(illegal),
        "notices_items": len({each.case for each in illegal}),
        "notices_none": sum(each.code == "" for each in illegal),
        "notices_LAW-6": 0,
        "reports": len(rule),
    }
    for code in LAWS:
        found[f"notices_{code}"] = sum(each.code == code for each in illegal)
    for code in RULES:
        found[f"reports_{code}"] = sum(each.code == code for each in rule)

    def first_after(each: Any) -> Line | None:
        later = [line for line in told_of(year) if line.case == each.case and line.at >= each.at]
        first = min(later, key=lambda line: line.at, default=None)
        return first if first is not None and first.at < END else None

    def waits(kind: str) -> list[tuple[float, Line]]:
        return [
            ((first.at - each.at).total_seconds(), first)
            for each in told
            if each.kind == kind and (first := first_after(each)) is not None
        ]

    done = waits("illegal")
    nothing = {"keep", "restore", "release", "uphold", "unlabel"}
    found |= {
        "notices_done": len(done),
        "notices_law": sum(f.outcome not in nothing and f.law != "" for _, f in done),
        "notices_terms": sum(f.outcome not in nothing and f.law == "" for _, f in done),
        "notices_nothing": sum(f.outcome in nothing for _, f in done),
        "notices_automated": sum(f.automated == "fully" for _, f in done),
        "notices_median": hours([seconds for seconds, _ in done]),
        "reports_median": hours([seconds for seconds, _ in waits("rule")]),
    }
    measures = [line for line in lines if is_measure(line)]
    own = [line for line in measures if line.source == "voluntary"]
    found |= {
        "own": len(own),
        **{
            f"own_{outcome}": sum(line.outcome == outcome for line in own)
            for outcome in AGAINST_COMMENTS | AGAINST_PEOPLE
        },
        "own_law": sum(line.law != "" for line in own),
        "own_terms": sum(line.law == "" for line in own),
        "own_detected": sum(line.detected for line in own),
        "own_automated": sum(line.automated == "fully" for line in own),
        **{
            f"discussions_{outcome}": sum(
                line.outcome == outcome and line.about in ("thread", "article") for line in lines
            )
            for outcome in ("close", "slow", "read_first", "withdraw")
        },
        "spam": sum(line.unannounced for line in lines),
        "measures": len(measures),
        "measures_LAW-6": 0,
        **{f"measures_{code}": sum(line.rule == code for line in measures) for code in RULES},
        **{f"measures_{code}": sum(line.law == code for line in measures) for code in LAWS},
        "kept": sum(line.outcome == "keep" for line in lines),
        "warnings": sum(line.outcome == "warn" for line in lines),
    }
    answers = {line.answers: line for line in lines if line.answers is not None}
    filed = [each for each in year.asked if FIRST <= each.at < END]
    found |= {
        "appeals": len(filed),
        "appeals_author": sum(each.by == "author" for each in filed),
        "appeals_reporter": sum(each.by == "reporter" for each in filed),
        "appeals_done": len(answers),
        "appeals_upheld": sum(line.outcome == "uphold" for line in answers.values()),
        "appeals_reversed": sum(
            line.outcome not in ("uphold", "shorten", "lapse") for line in answers.values()
        ),
        "appeals_lapsed": sum(line.outcome == "lapse" for line in answers.values()),
        "appeals_partly": sum(line.outcome == "shorten" for line in answers.values()),
        "appeals_same": sum(line.by_the_same for line in answers.values()),
        "appeals_median": hours(
            [(line.at - year.asked[at].at).total_seconds() for at, line in answers.items()]
        ),
    }
    undone = [
        first
        for line in lines
        if line.reverses is not None and is_measure(first := year.lines[line.reverses])
    ]
    # What a program held and somebody then let through, the program was wrong about.
    let_through = {line.case for line in lines if line.outcome == "release"}
    undone += [line for line in lines if line.outcome == "hold" and line.case in let_through]
    automated = sum(line.automated != "no" for line in measures)
    undone_automated = sum(line.automated != "no" for line in undone)
    suspended = [line for line in lines if line.outcome == "suspend"]
    found |= {
        "detected": sum(line.detected for line in measures),
        "automated": automated,
        "automated_undone": undone_automated,
        "automated_errors": round(100 * undone_automated / automated, 1),
        "undone": len(undone),
        "suspensions": len(suspended),
        "suspensions_illegal": sum(line.law != "" for line in suspended),
        "suspensions_terms": sum(line.law == "" for line in suspended),
        "suspended_notices": sum(line.outcome == "no_notices" for line in lines),
    }
    found |= disputes_of(year)
    active: dict[int, set[int]] = {month: set() for month in range(1, 13)}
    amsterdam = ZoneInfo("Europe/Amsterdam")
    traces = [(each.at, each.author) for each in year.written]
    traces += [(each.at, each.reporter) for each in year.told if each.reporter is not None]
    for at, person in traces:
        local = at.astimezone(amsterdam)
        if local.year == YEAR:
            active[local.month].add(person)
    for key, months in (("recipients_1", range(1, 7)), ("recipients_2", range(7, 13))):
        found[key] = round(sum(len(active[month]) for month in months) / 6, 1)
    return found


def disputes_of(year: SimulatedYear) -> dict[str, Any]:
    """What ended counts in the year of its end, carried out whenever that was."""
    ended = [each for each in year.disputes if each.ended is not None and each.ended.year == YEAR]
    to_do = [each for each in ended if each.outcome in ("person", "partly", "settled")]
    done = [each for each in to_do if each.implemented is not None]
    assert any(each.implemented.year > YEAR for each in done if each.implemented)
    assert 0 < len(done) < len(to_do) < len(ended)
    names = {
        "won": "person",
        "partly": "partly",
        "lost": "editors",
        "settled": "settled",
        "withdrawn": "withdrawn",
    }
    return {
        "disputes": sum(each.came_in.year == YEAR for each in year.disputes),
        "disputes_ended": len(ended),
        **{
            f"disputes_{key}": sum(each.outcome == outcome for each in ended)
            for key, outcome in names.items()
        },
        "disputes_days": float(
            median((each.ended - each.came_in).days for each in ended if each.ended)
        ),
        "disputes_done": len(done),
        "disputes_share": round(100 * len(done) / len(to_do), 1),
    }


@pytest.mark.django_db(transaction=True)
def test_every_figure_of_a_simulated_year(capsys: pytest.CaptureFixture[str]) -> None:
    year = SimulatedYear(seed=2025)
    inside = [line for line in year.lines if FIRST <= line.at < END]
    assert (len(inside), len(year.asked)) == (DECISIONS, APPEALS)
    assert sum(FIRST <= each.at < END for each in year.told) == REPORTS
    assert (MEMBERS, COMMENTS) == (200, 20_000)
    store(year)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        figures = figures_of(count_year(YEAR))
    assert len(asked) == 8
    by_hand = {figure.key for figure in figures if figure.explanation.startswith("Opgave")}
    counted = {figure.key: figure.value for figure in figures if figure.key not in by_hand}
    expected = expected_figures(year)
    assert len(expected) >= 40
    assert counted == expected
    assert all(value is None for f in figures if f.key in by_hand for value in [f.value])

    _each_figure_leads_to_its_cases(year, figures)
    _the_file_says_the_same(counted, capsys)
    _the_statements_are_those_of_the_measures(year, capsys)


def _each_figure_leads_to_its_cases(year: SimulatedYear, figures: list[Any]) -> None:
    cases = {f"zaak {each.public_id}" for each in year.cases}
    lines = {f"maatregel {each.public_id}" for each in year.lines}
    disputes = {f"geschil {each.public_id}" for each in year.disputes}
    for figure in figures:
        of_disputes = figure.key.startswith("disputes")
        assert set(figure.cases) <= (disputes if of_disputes else cases | lines)
        if isinstance(figure.value, int) and figure.unit != "zaken":
            assert len(figure.cases) == figure.value, figure.key
    measures = next(figure for figure in figures if figure.key == "measures")
    assert Counter(measures.cases) == Counter(
        f"maatregel {line.public_id}"
        if line.case is None
        else f"zaak {year.cases[line.case].public_id}"
        for line in told_of(year)
        if FIRST <= line.at < END and is_measure(line)
    )


def _the_file_says_the_same(counted: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("dsa_rapport", str(YEAR))
    text = capsys.readouterr().out
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    said = {row["key"]: row["value"] for row in rows if row["key"] in counted}
    assert said == {key: "" if value is None else str(value) for key, value in counted.items()}


def _the_statements_are_those_of_the_measures(
    year: SimulatedYear, capsys: pytest.CaptureFixture[str]
) -> None:
    """One statement for each measure against somebody, not for what article 17(2) leaves out."""
    call_command("dsa_motiveringen", f"{YEAR}-01-01", f"{YEAR}-12-31")
    sent = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected: Callable[[Line], bool] = lambda line: is_measure(line) and not line.unannounced  # noqa: E731
    assert {record["puid"] for record in sent} == {
        f"stellingname-{line.public_id}"
        for line in told_of(year)
        if FIRST <= line.at < END and expected(line)
    }
    by_law = sum(record["decision_ground"].endswith("ILLEGAL_CONTENT") for record in sent)
    assert by_law == sum(
        line.law != "" for line in told_of(year) if FIRST <= line.at < END and expected(line)
    )
    also_illegal = sum(record.get("incompatible_content_illegal") == "Yes" for record in sent)
    assert also_illegal == sum(
        line.rule == "HR-6" for line in told_of(year) if FIRST <= line.at < END and expected(line)
    )
    assert also_illegal
