"""Examples for the page of components: every part in every state, with invented people."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.law.charts import lying_bars, upright_bars

WHEN = datetime(2026, 11, 12, 9, 32, tzinfo=UTC)
TITLE = "Betere samenwerking professionals door structuurveranderingen?"
STATEMENT = (
    "Professionals weten elkaar in de regel prima te vinden; "
    "organisatiebarrières vallen in de praktijk mee."
)
OPPOSITE = (
    "Dat professionals in dienst zijn van hun eigen expertiseorganisatie, "
    "is een barrière voor een integrale aanpak."
)


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Naam", help_text="Zo zien anderen je.", max_length=80)
    email = forms.EmailField(label="E-mailadres")
    reason = forms.CharField(label="Toelichting", widget=forms.Textarea, max_length=200)
    rule = forms.ChoiceField(
        label="Welke huisregel?",
        widget=forms.RadioSelect,
        choices=[
            ("stelling", "Over de stelling, niet over de persoon"),
            ("casus", "Geen herleidbare casus"),
        ],
    )
    agreed = forms.BooleanField(label="Ik heb de huisregels gelezen")


def comment(author: str, words: str, **more: Any) -> dict[str, Any]:
    """A comment as `discussions/_comment.html` names it."""
    uuid = more.pop("uuid")
    return {
        "uuid": uuid,
        "author_name": author,
        "role_label": "",
        "created_at": WHEN,
        "when": "vandaag, 10:32",
        "body_html": f"<p>{words}</p>",
        "heading_level": 3,
        "state": "visible",
        "url": f"#reactie-{uuid}",
        "reply_url": "#",
        "report_url": "#",
        "withdraw_url": "",
        "children": [],
        "answer_count": len(more.get("children", ())) + more.get("hidden_replies", 0),
        **more,
    }


def choices(pressed: str = "") -> list[dict[str, Any]]:
    labels = {"eens": "Eens", "nuance": "Hangt ervan af", "oneens": "Oneens"}
    return [
        {"value": kind, "kind": kind, "label": label, "pressed": kind == pressed}
        for kind, label in labels.items()
    ]


COMMENTS = [
    comment(
        "An de Wit",
        "Mits de lijnen kort zijn. Bij ons zit de jeugdarts een deur verder, dan gaat het vanzelf.",
        uuid="a1",
        role_label="wijkteam",
        stance={"kind": "nuance", "label": "mits"},
        children=[
            comment(
                "Bas Vermeulen",
                "Dat is precies het punt: het hangt nu af van wie naast wie zit.",
                uuid="a2",
                heading_level=4,
                role_label="beleid",
                is_new=True,
                children=[
                    comment(
                        "An de Wit",
                        "Een gang verbouwen helpt dan meer dan een nieuwe organisatie.",
                        uuid="a3",
                        heading_level=5,
                        report_url="",
                        withdraw_url="#",
                    ),
                    comment(
                        "Karin",
                        "Zo hebben wij het gedaan.",
                        uuid="a4",
                        heading_level=5,
                        in_reply_to={"author_name": "An de Wit", "url": "#reactie-a3"},
                    ),
                ],
            ),
            comment("", "", uuid="a5", heading_level=4, state="withdrawn", tombstone={}),
        ],
        more_url="#",
        hidden_replies=4,
    ),
    comment(
        "",
        "",
        uuid="b1",
        state="hidden",
        tombstone={
            "rule_code": "HR-3",
            "rule_title": "Geen herleidbare casus",
            "reason": "De reactie noemde de straat en de leeftijd van een cliënt.",
        },
    ),
    comment(
        "An de Wit",
        "Dit wacht nog.",
        uuid="c1",
        state="held",
        waits=_("Your comment waits for the editors. Only you and they can see it."),
        reply_url="",
        report_url="",
        withdraw_url="#",
    ),
    comment("Mo Haddad", "Waarom dan twee reorganisaties in drie jaar?", uuid="d1", edited_at=WHEN),
    comment(
        "Karin Bos",
        "Negen van de tien wijkteams zijn vorig jaar opgeheven.",
        uuid="e1",
        labels=[
            {
                "name": "feiten betwist",
                "reason": "Het jaarverslag van de gemeente noemt een ander getal.",
                "url": "#",
            }
        ],
    ),
]

COMPOSER = {
    "action": "",
    "submission_id": "",
    "label": "Je reactie",
    "rules": [
        "Over de stelling, niet over de persoon.",
        "Zeg waarop je het baseert.",
        "Geen herleidbare casus.",
    ],
    "rules_url": "#",
    "limit": 10_000,
}

END = {"number": 3, "url": "#", "anchor": "passage-3-1", "comment_count": 12}
SEGMENTS = [
    {"shown": "Ik heb een ander beeld. "},
    {"shown": "Ik zie en hoor van professionals bij vele gemeenten dat ze elkaar ", "claims": [2]},
    {"shown": "in de regel prima weten te vinden", "claims": [2, 3]},
    {
        "shown": ".",
        "ends": [{**END, "number": 2, "anchor": "passage-2-1", "comment_count": 0}, END],
    },
    {"shown": " Zo staat het ook in het rapport"},
    {"shown": "[12]", "note_ref": 12, "note_anchor": "noot-ref-12"},
    {"shown": "."},
]

EXAMPLES: dict[str, object] = {
    "tokens": [
        {"name": name, "words": words}
        for name, words in [
            ("ink", _("Words")),
            ("ink-soft", _("Words that step back")),
            ("accent", _("A claim or a link")),
            ("eens", _("Agree")),
            ("nuance", _("It depends")),
            ("oneens", _("Disagree")),
        ]
    ],
    "empty_form": ExampleForm(prefix="leeg"),
    "wrong_form": ExampleForm({"fout-email": "an@", "fout-name": "An"}, prefix="fout"),
    "tabs": [
        {"label": "Te doen", "url": "#", "count": 3, "current": True},
        {"label": "Afgehandeld", "url": "#", "count": 12, "current": False},
    ],
    "crumbs": [{"label": "Artikelen", "url": "#"}, {"label": TITLE, "url": "#"}],
    "entry": {
        "title": TITLE,
        "url": "#",
        "lead": "Een open deur: goede samenwerking tussen (alle!) professionals is een absolute voorwaarde.",
        "source_name": "PONT Zorg&Sociaal",
        "published_on": date(2017, 8, 29),
        "reading_minutes": 3,
        "claim_count": 7,
        "comment_count": 12,
        "source_comment_count": 1,
        "series_title": "Op weg naar Participatie en Herstel",
        "series_part": 8,
        "new_count": 2,
    },
    "segments": SEGMENTS,
    "claims": [
        {"number": 2, "statement": OPPOSITE, "url": "#", "anchor": "passage-2-1"},
        {"number": 3, "statement": STATEMENT, "url": "#", "passage_missing": True},
    ],
    "quote": {
        "prefix": "Ik heb een ander beeld. ",
        "exact": "Ik zie en hoor van professionals dat ze elkaar in de regel prima weten te vinden.",
        "suffix": " Er wordt samengewerkt …",
        "url": "#passage-3-1",
        "label": "alinea 3",
    },
    "own_stance": {
        "key": "-eigen",
        "action": "",
        "choices": choices("oneens"),
        "own_label": "Je bent het oneens.",
        "withdraw_url": "#",
    },
    "visitor_stance": {"choices": choices(), "login_url": "#", "next_url": "/"},
    "agreements": [
        {"total": 0, "missing": 5},
        {"total": 2, "missing": 3},
        {
            "total": 29,
            "missing": 0,
            "agree": 14,
            "depends": 6,
            "disagree": 9,
            "verdict": "verdeeld",
            "bars": [
                {"kind": "eens", "x": "0", "width": "47.6"},
                {"kind": "nuance", "x": "48.3", "width": "20"},
                {"kind": "oneens", "x": "69", "width": "31"},
            ],
        },
    ],
    "thread": {
        "title": "Reacties",
        "count": 7,
        "comments": COMMENTS,
        "next_url": "#",
        "next_count": 12,
    },
    "composer": COMPOSER,
    "composer_wrong": {
        **COMPOSER,
        "key": "fout",
        "errors": ["Typ eerst je reactie."],
        "cancel_url": "#",
    },
    "composer_preview": {
        **COMPOSER,
        "key": "voorbeeld",
        "body": "Dat is **precies** het punt.",
        "preview_html": "<p>Dat is <strong>precies</strong> het punt.</p>",
    },
    "charts": [
        upright_bars(
            name="voorbeeld-weken",
            title="Meldingen per week",
            summary="In zes weken kwamen er 41 meldingen, de meeste in week 44: 12.",
            columns=("Week", "Meldingen"),
            points=[("41", 4), ("42", 7), ("43", 0), ("44", 12), ("45", 8), ("46", 10)],
        ),
        lying_bars(
            name="voorbeeld-regels",
            title="Maatregelen per huisregel",
            summary="De meeste maatregelen gingen over HR-1: 14 van de 22.",
            columns=("Huisregel", "Maatregelen"),
            points=[
                ("HR-1: Over de stelling, niet over de persoon", 14),
                ("HR-3: Geen herkenbare mensen uit je werk", 6),
                ("HR-5: Eén keer is genoeg", 2),
            ],
        ),
    ],
    "facts": [
        {"term": "Melding", "value": "2026-0042"},
        {"term": "Huisregel", "value": "HR-3: Geen herleidbare casus"},
    ],
    "rows": [
        {"url": "#", "cells": ["Reactie van Bas Vermeulen", "HR-3", "2 meldingen", "12 november"]},
        {"url": "#", "cells": ["Reactie van Mo Haddad", "HR-1", "1 melding", "11 november"]},
    ],
    "columns": ["Waarover", "Huisregel", "Meldingen", "Sinds"],
}
