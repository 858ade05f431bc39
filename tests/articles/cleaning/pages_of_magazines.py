# ruff: noqa: E501 (a line here is a line of a page)
"""Two more of those pages, as magazines have them: see `pages.py` for how they are written."""

MAGAZINE = """
navigation | Denken en Doen
navigation | Onafhankelijke artikelen over maatschappelijke kwesties
widget | Zoek
meta | Artikel
title | De burger als sluitpost van de participatie

lead | Participatie is populair, maar de burger komt er bekaaid af. Gemeenten bepalen de agenda, de planning en de uitkomst.

caption | Foto: Jan Janssen via Beeldbank

meta | Door Anna de Groot en Piet van Dijk

body | Wie een inspraakavond bezoekt, ziet het meteen. De plannen liggen klaar, de koffie ook. Wat ontbreekt is de vraag.

heading | Verwachtingen

body | In ons onderzoek (De Groot & Van Dijk 2019) spraken we 43 bewoners in 7 gemeenten. Zij zeggen telkens hetzelfde:

body | - ze worden te laat gevraagd;
body | - ze krijgen geen antwoord.

body | Dat is geen onwil. Het is gewoonte. Bel gerust eens een willekeurige bewoner, dan hoort u hetzelfde verhaal.

heading | Literatuur

body | De Groot, A. & Van Dijk, P. (2019). De burger als sluitpost. Utrecht: Uitgeverij Voorbeeld, p. 123-456.

counter | Dit artikel is 1234 keer bekeken.

comments | Reacties

comments | Geen reacties
"""

INTERVIEW = """
meta | Interview
title | ‘We moeten af van het woord cliënt’
meta | 16 mei 2019 - Redactie

body | Wethouder Els Bakker wil het anders. “Een cliënt is iemand die iets krijgt. Een inwoner is iemand die iets kan.”

body | “Gewoon: Jan, of mevrouw De Vries.”

heading | Helpt dat echt?

body | “Ja. Ik heb het gezien in de praktijk, bij teams die alleen nog namen gebruiken en geen nummers meer.”

heading | 2 mei 2018

body | Op die dag begon het team met namen op de dossiers. Wie een nummer noemde, legde een euro in de pot op de kast.

see-also | Lees ook
see-also | De wethouder die zelf ging kijken

meta | Tags: wethouder, taal
"""
