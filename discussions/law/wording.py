"""PURE: how the figures of a year call what they count, in Dutch."""

# What restricts somebody, and how the figures call it.
MEASURES = {
    "hide": "reacties verborgen",
    "refuse": "reacties niet doorgelaten",
    "hold": "reacties vastgehouden tot de redactie ze las",
    "hide_text": "eerdere versies van een reactie verborgen",
    "label": "reacties van een label voorzien",
    "move": "reacties verplaatst naar een andere discussie",
    "limit": "mensen die tijdelijk minder vaak konden reageren",
    "read_first": "mensen van wie de redactie reacties eerst las",
    "suspend": "mensen die tijdelijk niet konden reageren",
}
ON_DISCUSSIONS = {
    "close": "Discussies gesloten",
    "slow": "Discussies vertraagd",
    "read_first": "Discussies waarin de redactie reacties eerst las",
    "withdraw": "Artikelen van de site gehaald",
}
# Where everybody writes: under one article or claim, under an article with all its claims, or anywhere.
PLACES = ("thread", "article", "site")
# What only people outside this system know: an operator states it when the figures are published.
BY_HAND = {
    "orders_act": ("15(1)(a)", "Bevelen van een overheid om op te treden", "bevelen"),
    "orders_inform": ("15(1)(a)", "Bevelen van een overheid om informatie te geven", "bevelen"),
    "orders_median": ("15(1)(a)", "Mediane tijd tot een bevel was uitgevoerd", "uur"),
    "trusted": ("15(1)(b)", "Meldingen van betrouwbare flaggers", "meldingen"),
    "suspended_complaints": (
        "24(1)(b)",
        "Mensen wier kennelijk ongegronde verzoeken om herbeoordeling een tijd bleven liggen",
        "mensen",
    ),
}
WAIT = (
    "Van het binnenkomen tot de eerste beslissing daarna in dezelfde zaak, voor wat in het jaar binnenkwam en in het "
    "jaar is beslist."
)
RECIPIENTS = (
    "Een lid telt in een maand mee als het in die maand inlogde, een discussie opende, reageerde, een standpunt innam, "
    "waardeerde of meldde. Dat lezen we uit wat de site toch al bewaart; er is geen volgcookie en er wordt niemand "
    "gevolgd. Bezoekers zonder account tellen we niet, omdat we hen daarvoor zouden moeten volgen. Het cijfer is het "
    "gemiddelde van de maanden van het half jaar."
)
# The parts of the articles, in order, as heads over their figures.
PARTS = {
    "15(1)(a)": "Bevelen van een overheid",
    "15(1)(b)": "Meldingen",
    "15(1)(c)": "Maatregelen",
    "15(1)(d)": "Herbeoordelingen",
    "15(1)(e)": "Wat programma's deden",
    "24(1)(a)": "Geschillen buiten de rechter",
    "24(1)(b)": "Schorsingen",
    "24(2)": "Actieve leden",
}
