"""PURE: what was counted in a year becomes its figures, each with its words.

The words are Dutch, as those of the house rules: the figures are a document of a Dutch site.
"""

from collections.abc import Iterable

from discussions.law.counted import Handled, Taken, Year
from discussions.law.disputes import disputes_of
from discussions.law.figures import STATED, Figure
from discussions.law.parts import Part
from discussions.law.recipients import recipients_of
from discussions.law.wording import BY_HAND, MEASURES, ON_DISCUSSIONS, PLACES, WAIT

_ANSWERS = {
    "upheld": "waarvan de eerste beoordeling bleef",
    "reversed": "waarvan de eerste beoordeling is teruggedraaid",
    "partly": "waarvan de eerste beoordeling deels is teruggedraaid: de maatregel duurde korter",
    "lapsed": "waarvan de maatregel al niet meer gold",
}


def figures_of(year: Year) -> list[Figure]:
    """Every figure of the year, in the order of the articles."""
    return [
        *_by_hand(year, "15(1)(a)"),
        *_notices(year),
        *_reports(year),
        *_own_initiative(year),
        *_measures_by_ground(year),
        *_complaints(year),
        *_automation(year),
        *disputes_of(year.disputes),
        *_suspensions(year),
        *_by_hand(year, "24(1)(b)"),
        *recipients_of(year.months),
    ]


def with_duties(figures: Iterable[Figure], duties: frozenset[str]) -> list[Figure]:
    """Without the figures of duties that are switched off. How many recipients there are is asked of everyone."""
    begins = {"art15": "15(", "art24_1": "24(1)"}.items()
    off = tuple(article for duty, article in begins if duty not in duties)
    return [figure for figure in figures if not (off and figure.article.startswith(off))]


def _by_hand(year: Year, article: str) -> list[Figure]:
    return [
        Figure(key, where, label, year.by_hand.get(key), unit, STATED)
        for key, (where, label, unit) in BY_HAND.items()
        if where == article
    ]


def _notices(year: Year) -> list[Figure]:
    part = Part("15(1)(b)", "meldingen")
    rows = [row for row in year.reported if row.kind == "illegal"]
    done = [row for row in year.handled if row.kind == "illegal"]
    items = tuple(dict.fromkeys(case for row in rows for case in row.cases))
    grounds = {**year.laws, "": "iets dat de melder niet koos"}
    return [
        part.sum("notices", "Meldingen van illegale inhoud", rows),
        Figure(
            "notices_items",
            part.article,
            "Zaken waar die over gingen",
            len(items),
            "zaken",
            "",
            items,
        ),
        *(
            part.sum(
                f"notices_{code or 'none'}",
                f"waarvan over {name}",
                [r for r in rows if r.code == code],
            )
            for code, name in grounds.items()
        ),
        part.count("notices_done", "Meldingen van illegale inhoud waarover is beslist", done),
        part.count(
            "notices_law", "waarvan met een maatregel op grond van de wet", _stood_on(done, "law")
        ),
        part.count(
            "notices_terms",
            "waarvan met een maatregel op grond van de huisregels",
            _stood_on(done, "terms"),
        ),
        part.count("notices_nothing", "waarvan zonder maatregel", _stood_on(done, "")),
        part.count(
            "notices_automated", "waarvan door een programma", [r for r in done if r.automated]
        ),
        part.median(
            "notices_median", "Mediane tijd tot er over een melding was beslist", done, WAIT
        ),
        *_by_hand(year, part.article),
    ]


def _stood_on(rows: list[Handled], ground: str) -> list[Handled]:
    return [row for row in rows if row.stood_on == ground]


def _reports(year: Year) -> list[Figure]:
    """What members report under the house rules: the law does not ask for it."""
    part = Part("15(1)(b)", "meldingen")
    rows = [row for row in year.reported if row.kind == "rule"]
    done = [row for row in year.handled if row.kind == "rule"]
    return [
        part.sum(
            "reports",
            "Meldingen dat een huisregel is overtreden",
            rows,
            "Van leden, over de huisregels.",
        ),
        *(
            part.sum(f"reports_{code}", f"waarvan over {name}", [r for r in rows if r.code == code])
            for code, name in year.rules.items()
        ),
        part.median(
            "reports_median", "Mediane tijd tot er over zo'n melding was beslist", done, WAIT
        ),
    ]


def _measures(year: Year) -> list[Taken]:
    return [r for r in year.taken if r.outcome in MEASURES and r.about in ("comment", "person")]


def _own_initiative(year: Year) -> list[Figure]:
    part = Part("15(1)(c)", "maatregelen")
    own = [row for row in _measures(year) if row.source == "voluntary"]
    return [
        part.sum("own", "Maatregelen uit eigen beweging", own),
        *(
            part.sum(
                f"own_{outcome}", f"waarvan: {label}", [r for r in own if r.outcome == outcome]
            )
            for outcome, label in MEASURES.items()
        ),
        part.sum("own_law", "waarvan op grond van de wet", [r for r in own if r.law_code]),
        part.sum(
            "own_terms", "waarvan op grond van de huisregels", [r for r in own if not r.law_code]
        ),
        part.sum(
            "own_detected",
            "waarvan gevonden door een programma",
            [r for r in own if r.automated_detection],
        ),
        part.sum(
            "own_automated",
            "waarvan ook genomen door een programma",
            [r for r in own if r.automated_decision == "fully"],
        ),
        *(
            part.sum(
                f"discussions_{outcome}",
                label,
                [r for r in year.taken if r.outcome == outcome and r.about in PLACES],
            )
            for outcome, label in ON_DISCUSSIONS.items()
        ),
        part.sum(
            "spam",
            "Reclame in grote aantallen, zonder bericht (artikel 17, tweede lid)",
            [r for r in year.taken if r.unannounced],
        ),
    ]


def _measures_by_ground(year: Year) -> list[Figure]:
    part = Part("15(1)(c)", "maatregelen")
    rows = _measures(year)
    grounds = {**year.rules, **year.laws}
    return [
        part.sum("measures", "Alle maatregelen, ook na een melding", rows),
        *(
            part.sum(
                f"measures_{code}",
                f"waarvan op grond van {name}",
                [r for r in rows if code in (r.rule_code, r.law_code)],
            )
            for code, name in grounds.items()
        ),
        part.sum(
            "kept",
            "Beslissingen om iets te laten staan",
            [r for r in year.taken if r.outcome == "keep"],
        ),
        part.sum(
            "warnings", "Waarschuwingen aan mensen", [r for r in year.taken if r.outcome == "warn"]
        ),
    ]


def _complaints(year: Year) -> list[Figure]:
    part = Part("15(1)(d)", "verzoeken")
    filed = [row for row in year.asked if row.filed_this_year]
    done = [row for row in year.asked if row.answer]
    return [
        part.count("appeals", "Verzoeken om herbeoordeling", filed),
        part.count(
            "appeals_author", "waarvan van de schrijver", [r for r in filed if r.by == "author"]
        ),
        part.count(
            "appeals_reporter", "waarvan van wie meldde", [r for r in filed if r.by == "reporter"]
        ),
        part.count("appeals_done", "Herbeoordelingen afgerond", done),
        *(
            part.count(
                f"appeals_{answer}",
                label,
                [r for r in done if r.answer == answer],
            )
            for answer, label in _ANSWERS.items()
        ),
        part.count(
            "appeals_same",
            "waarvan door dezelfde beoordelaar: er was geen ander",
            [r for r in done if r.by_the_same],
        ),
        part.median(
            "appeals_median",
            "Mediane tijd tot de herbeoordeling",
            done,
            "Van het verzoek tot het antwoord, voor wat in het jaar is beantwoord.",
        ),
    ]


def _automation(year: Year) -> list[Figure]:
    part = Part("15(1)(e)", "maatregelen")
    rows = _measures(year)
    automated = part.sum(
        "automated",
        "Maatregelen die een programma geheel of deels nam",
        [r for r in rows if r.automated_decision != "no"],
    )
    undone = part.count(
        "automated_undone",
        "Teruggedraaide maatregelen van een programma",
        [r for r in year.undone if r.automated],
    )
    share = round(100 * (undone.value or 0) / automated.value, 1) if automated.value else None
    return [
        part.sum(
            "detected",
            "Maatregelen na vondst door een programma",
            [r for r in rows if r.automated_detection],
        ),
        automated,
        undone,
        Figure(
            "automated_errors",
            part.article,
            "Teruggedraaid van wat een programma nam",
            share,
            "procent",
            "Het aantal dat in het jaar is teruggedraaid, gedeeld door het aantal dat in het jaar is genomen.",
            undone.cases,
        ),
        part.count("undone", "Alle teruggedraaide maatregelen", year.undone),
    ]


def _suspensions(year: Year) -> list[Figure]:
    part = Part("24(1)(b)", "schorsingen")
    rows = [row for row in year.taken if row.outcome == "suspend"]
    by_law = [row for row in rows if row.law_code]
    by_rule = [row for row in rows if not row.law_code]
    unheard = [row for row in year.taken if row.outcome == "no_notices"]
    return [
        part.sum("suspensions", "Schorsingen", rows),
        part.sum("suspensions_illegal", "waarvan om kennelijk illegale inhoud", by_law),
        part.sum("suspensions_terms", "waarvan op grond van de huisregels", by_rule),
        part.sum("suspended_notices", "Schorsingen om kennelijk ongegronde meldingen", unheard),
    ]
