"""A statement of reasons is taken by the Commission's database, or refused here by the field that is wrong."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from discussions.law import vocabulary as words
from discussions.law.decided import RESTRICTING, puid_of, statement_of
from discussions.law.statement import LONGEST, MEASURES, StatementOfReasons, validate
from tests.discussions.law.decisions import random_decisions

RECORD = StatementOfReasons(
    puid="stellingname-1",
    decision_visibility=("DECISION_VISIBILITY_CONTENT_DISABLED",),
    decision_ground=words.INCOMPATIBLE,
    incompatible_content_ground="HR-1: Over de stelling, niet over de persoon",
    incompatible_content_explanation="De reactie ging over een persoon.",
    category="STATEMENT_CATEGORY_CYBER_VIOLENCE",
    content_type=("CONTENT_TYPE_TEXT",),
    territorial_scope=("NL",),
    content_date=date(2026, 3, 1),
    application_date=date(2026, 3, 2),
    decision_facts="Een reactie werd verborgen.",
    source_type=words.VOLUNTARY,
    automated_detection="No",
    automated_decision="AUTOMATED_DECISION_NOT_AUTOMATED",
)
BY_LAW = replace(
    RECORD,
    decision_ground=words.ILLEGAL,
    incompatible_content_ground="",
    incompatible_content_explanation="",
    illegal_content_legal_ground="LAW-3: Bedreiging",
    illegal_content_explanation="De reactie dreigde met geweld.",
)


def test_a_whole_record_is_taken() -> None:
    assert validate(RECORD) == {}
    assert validate(BY_LAW) == {}


REFUSED: list[tuple[str, StatementOfReasons, dict[str, Any]]] = [
    ("puid", RECORD, {"puid": ""}),
    ("puid", RECORD, {"puid": "met spatie"}),
    ("puid", RECORD, {"puid": "a\n"}),
    ("puid", RECORD, {"puid": "é"}),
    ("decision_visibility", RECORD, {"decision_visibility": ()}),
    ("decision_visibility", RECORD, {"decision_visibility": ("CONTENT_REMOVED",)}),
    (
        "decision_visibility",
        RECORD,
        {"decision_visibility": ("DECISION_VISIBILITY_CONTENT_DISABLED",) * 2},
    ),
    (
        "decision_visibility_other",
        RECORD,
        {"decision_visibility": ("DECISION_VISIBILITY_OTHER",)},
    ),
    ("decision_monetary", RECORD, {"decision_monetary": "x"}),
    ("decision_monetary_other", RECORD, {"decision_monetary": "DECISION_MONETARY_OTHER"}),
    ("decision_provision", RECORD, {"decision_provision": "x"}),
    ("decision_account", RECORD, {"decision_account": "x"}),
    ("account_type", RECORD, {"account_type": "x"}),
    ("decision_ground", RECORD, {"decision_ground": ""}),
    ("decision_ground", RECORD, {"decision_ground": "x"}),
    ("decision_ground_reference_url", RECORD, {"decision_ground_reference_url": "huisregels"}),
    (
        "decision_ground_reference_url",
        RECORD,
        {"decision_ground_reference_url": "javascript:alert(1)"},
    ),
    ("decision_ground_reference_url", RECORD, {"decision_ground_reference_url": "https://[x"}),
    ("illegal_content_legal_ground", BY_LAW, {"illegal_content_legal_ground": " "}),
    ("illegal_content_explanation", BY_LAW, {"illegal_content_explanation": ""}),
    ("illegal_content_explanation", RECORD, {"illegal_content_explanation": "x"}),
    ("incompatible_content_ground", RECORD, {"incompatible_content_ground": ""}),
    ("incompatible_content_explanation", RECORD, {"incompatible_content_explanation": "\n"}),
    ("incompatible_content_ground", BY_LAW, {"incompatible_content_ground": "x"}),
    ("incompatible_content_illegal", RECORD, {"incompatible_content_illegal": "yes"}),
    ("incompatible_content_illegal", BY_LAW, {"incompatible_content_illegal": "No"}),
    ("content_type", RECORD, {"content_type": ()}),
    ("content_type", RECORD, {"content_type": ("TEXT",)}),
    ("content_type_other", RECORD, {"content_type": ("CONTENT_TYPE_OTHER",)}),
    ("category", RECORD, {"category": ""}),
    ("category", RECORD, {"category": "CYBER_VIOLENCE"}),
    ("category_addition", RECORD, {"category_addition": ("x",)}),
    ("category_specification", RECORD, {"category_specification": ("DEFAMATION",)}),
    ("territorial_scope", RECORD, {"territorial_scope": ()}),
    ("territorial_scope", RECORD, {"territorial_scope": ("NL", "US")}),
    ("content_language", RECORD, {"content_language": "nl"}),
    ("content_date", RECORD, {"content_date": date(1999, 12, 31)}),
    ("content_date", RECORD, {"content_date": date(2038, 1, 2)}),
    ("application_date", RECORD, {"application_date": date(2019, 12, 31)}),
    ("decision_facts", RECORD, {"decision_facts": " "}),
    ("source_type", RECORD, {"source_type": ""}),
    ("source_type", RECORD, {"source_type": "x"}),
    ("automated_detection", RECORD, {"automated_detection": "True"}),
    ("automated_decision", RECORD, {"automated_decision": ""}),
    *(
        (name, RECORD, {name: date(2026, 3, 1)})
        for name in (
            "end_date_visibility_restriction",
            "end_date_monetary_restriction",
            "end_date_service_restriction",
            "end_date_account_restriction",
        )
    ),
    ("end_date_account_restriction", RECORD, {"end_date_account_restriction": date(2038, 1, 2)}),
    *(
        (name, BY_LAW if name.startswith("illegal") else RECORD, {name: "a" * (longest + 1)})
        for name, longest in LONGEST.items()
    ),
]


@pytest.mark.parametrize(("field", "record", "change"), REFUSED)
def test_what_is_wrong_is_said_by_its_field(
    field: str, record: StatementOfReasons, change: dict[str, Any]
) -> None:
    assert field in validate(replace(record, **change))


def test_what_lies_on_the_border_is_taken() -> None:
    edge = replace(
        RECORD,
        puid="a" * 500,
        decision_facts="a" * 5000,
        content_date=date(2000, 1, 1),
        application_date=date(2020, 1, 1),
        end_date_visibility_restriction=date(2020, 1, 1),
        decision_ground_reference_url="https://voorbeeld.example.org/huisregels/",
    )
    assert validate(edge) == {}


def test_ten_thousand_random_decisions_all_make_valid_statements() -> None:
    for decided in random_decisions(seed=20260301, count=10_000):
        record = statement_of(decided)
        assert validate(record) == {}, decided
        sent = json.loads(record.as_json())
        assert sent["puid"] == puid_of(decided.public_id)
        assert set(MEASURES) & set(sent)
        assert sent["territorial_scope"]
        assert "source_identity" not in sent


def test_ten_thousand_broken_statements_are_refused_by_the_field_that_is_broken() -> None:
    """One field of each is spoiled; it is named, and nothing else is."""
    spoilers: list[tuple[str, Any]] = [
        ("puid", "é"),
        ("category", "x"),
        ("content_type", ()),
        ("territorial_scope", ("XX",)),
        ("content_date", date(1999, 1, 1)),
        ("decision_facts", ""),
        ("decision_facts", "a" * 5001),
        ("source_type", ""),
        ("automated_detection", "maybe"),
        ("automated_decision", "x"),
        ("content_language", "xx"),
        ("category_specification", ("KEYWORD_NOTHING",)),
        ("account_type", "x"),
    ]
    for number, decided in enumerate(random_decisions(seed=7, count=10_000)):
        field, value = spoilers[number % len(spoilers)]
        record = replace(statement_of(decided), **{field: value})
        assert list(validate(record)) == [field]


def test_an_end_before_the_beginning_is_refused_for_every_measure() -> None:
    for decided in random_decisions(seed=3, count=300):
        record = statement_of(replace(decided, until=decided.decided_on - timedelta(1)))
        (field,) = validate(record)
        assert field.startswith("end_date_")


def test_the_same_decision_is_always_called_the_same() -> None:
    (decided,) = random_decisions(seed=1, count=1)
    assert statement_of(decided).puid == statement_of(replace(decided, facts="anders")).puid


def test_a_source_is_named_only_when_there_was_a_notice() -> None:
    named = replace(RECORD, source_identity="Meldpunt")
    assert "source_identity" not in json.loads(named.as_json())
    assert json.loads(replace(named, source_type=words.TRUSTED_FLAGGER).as_json())[
        "source_identity"
    ] == ("Meldpunt")


@pytest.mark.parametrize("measure", ["keep", "restore", "release", "warn", "close", "uphold"])
def test_what_restricts_nobody_in_particular_makes_no_statement(measure: str) -> None:
    (decided,) = random_decisions(seed=1, count=1)
    assert measure not in RESTRICTING
    with pytest.raises(KeyError):
        statement_of(replace(decided, measure=measure))
