# ruff: noqa: E501 (a line here is a line of a page)
"""Made-up pages of other kinds than the seeds, as they come out of a scraper.

Each line is written as `class | text`; an empty line is a spacer. All names and numbers are invented.
"""

from tests.articles.cleaning.pages_of_magazines import INTERVIEW, MAGAZINE

NEWS_SITE = """
widget | Deze website gebruikt cookies om het gebruik te meten en de website te verbeteren.
widget | Alles accepteren
widget | Weigeren

navigation | Naar hoofdinhoud gaan
navigation | Home
navigation | Nieuws
navigation | Contact
widget | Zoeken

navigation | Home > Nieuws > Wonen

title | Gemeenten willen meer zeggenschap over vrijkomende woningen

meta | Door: Karin van der Velde
meta | 12 maart 2021, 14:05
meta | 4 min leestijd
caption | Foto: Bureau Beeldspraak

body | Gemeenten willen zelf kunnen bepalen wie voorrang krijgt op een woning die vrijkomt. Dat blijkt uit een rondgang.

body | Volgens artikel 2.1.3 van de wet moet een gemeente regels vaststellen in een verordening, uiterlijk op 01-07-2021.

see-also | Lees ook: Wachtlijst groeit in elke regio

heading | Eerst de zoekers uit de buurt

body | Vooral kleine gemeenten zien dat jongeren vertrekken. ‘Wij verliezen 1.200 inwoners in tien jaar’, zegt een wethouder.

heading | Wat kost dat?

body | De kosten lopen op tot € 12.345.678 per jaar, in 2019 was dat nog 8 miljoen. De raad beslist in het najaar.

share | Deel dit artikel
share | Facebook Twitter LinkedIn WhatsApp

see-also | Gerelateerde artikelen
see-also | Wachtlijst groeit in elke regio
see-also | Corporaties bouwen minder dan gepland
see-also | Wie mag er blijven?

widget | Schrijf je in voor onze nieuwsbrief
widget | E-mailadres
widget | Aanmelden

navigation | Privacyverklaring
navigation | Colofon
meta | © 2021 De Voorbeeldkrant
"""

WORDPRESS = """
navigation | Skip to content
meta | Denkplaats Voorbeeld
navigation | Menu

title | Waarom een loket niet helpt

meta | Geplaatst op 3 september 2019 door Jan de Boer

body | Wie hulp zoekt, komt bij een loket terecht. Dat loket is bedacht door mensen die nooit hulp hoeven te vragen.

body | Drie dingen gaan er mis:
body | 1. Je moet weten dat het loket bestaat.
body | 2. Je moet je verhaal drie keer vertellen.
body | 3. Je krijgt een brief terug.

body | Het kan ook anders, en dat begint bij de vraag die je stelt als iemand binnenkomt en gaat zitten.

meta | Geplaatst in Dienstverlening
meta | Tags: loket, toegang, wijkteam

navigation | Berichtnavigatie
navigation | ← Vorig bericht
navigation | Volgend bericht →

comments | 2 reacties op “Waarom een loket niet helpt”

comments | Wilma schreef:
comments | 4 september 2019 om 10:12

comments | Mooi stuk. Ik herken dit uit mijn eigen werk bij de gemeente, waar iedereen zijn best doet en niemand tevreden is.

comments | Beantwoorden

comments | Geef een reactie

comments | Je e-mailadres wordt niet gepubliceerd. Vereiste velden zijn gemarkeerd met *
navigation | Ondersteund door een wordpressthema
"""

MUNICIPALITY = """
navigation | Overslaan en naar de inhoud gaan
meta | Gemeente Voorbeeldstad
widget | Zoeken
navigation | Inloggen
navigation | U bent hier: Home > Bestuur > Nieuws
title | Nieuw wijkteam van start in Noord
lead | Het wijkteam in Noord begint op 1 september in het buurthuis aan de haven.
meta | Gepubliceerd op: 28 augustus 2018
meta | Laatst gewijzigd: 30-08-2018

body | Het team bestaat uit acht mensen met verschillende achtergronden. Zij werken samen met de huisartsen in de wijk.

heading | Contact

body | Het buurthuis is op werkdagen open van 09.00 tot 17.00 uur, en op donderdag ook in de avond voor vragen zonder afspraak.

call-to-contact | Bel het wijkteam op 020 123 45 67 of kom langs op het spreekuur.

widget | Heeft deze pagina je geholpen?
widget | Ja
widget | Nee
navigation | Toegankelijkheid
navigation | Sitemap
navigation | Postbus 1
"""

DRUPAL = """
navigation | Direct naar inhoud
navigation | Hoofdnavigatie
navigation | Onderzoek
navigation | Publicaties
navigation | Kruimelpad
navigation | Home
navigation | Home / Publicaties / Samen sturen in de regio
title | Samen sturen in de regio
meta | 2 mei 2016 | Redactie: Bestuur | 3 reacties
meta | Auteur: Ingrid Smit

caption | regio-overleg_2016.jpg
caption | Foto 1: overleg in de regio

body | Regionale samenwerking is een werkwoord.¹ In dit artikel laten we zien wat er nodig is om in een regio samen te sturen.

body | De regio is geen bestuurslaag, en toch wordt er van alles besloten waar inwoners iets van merken.² Zie ook ISO 26000 en NEN 7510.

footnote-heading | Voetnoten
footnote | 1. Ontleend aan een lezing, Utrecht 2015.
footnote | 2. Vergelijk artikel 160 van de Gemeentewet.

navigation | Pagina 1 van 2
navigation | 1 2 volgende
share | Delen via LinkedIn
"""

HARD_WRAPPED = """
title | De kunst van het weglaten

body | Wie een tekst korter maakt, maakt hem vaak ook beter. Dat geldt voor
body | brieven van de gemeente, maar ook voor plannen, verslagen en nota's
body | die niemand leest. Weglaten is een vak, en het is te leren.

heading | Oefenen

body | Begin met de laatste zin van elke alinea. Staat daar iets nieuws? Zo
body | niet, dan kan hij weg.
"""

SERIES = """
meta | Column
title | Regels zijn geen muren (deel 2)

body | Dit is het tweede deel van de serie ‘Ruimte voor de wijk’. In het eerste deel ging het over de regels zelf en wie ze maakt.

body | Een regel is een afspraak. Wie er een muur van maakt, heeft hem niet begrepen, en wie hem overslaat evenmin.

navigation | « Vorige: Ruimte voor de wijk, deel 1
navigation | Volgende: Ruimte voor de wijk, deel 3 »
"""

ENGLISH_FURNITURE = """
navigation | Home
navigation | About us | Blog | Contact
title | De cliënt als partner
meta | by Peter Jansen on March 5, 2014 in Zorg | 12 Comments
counter | 34 shares

body | Wie de cliënt als partner ziet, stelt andere vragen. Niet: wat kan ik voor u doen? Maar: wat wilt u dat er gebeurt?

body | Dat klinkt eenvoudig, maar het vraagt van professionals dat zij hun eigen antwoord uitstellen tot het nodig is.

share | Share this:
share | Twitter
share | Facebook
see-also | Related
see-also | De professional als gast
see-also | Wie beslist er eigenlijk?
comments | Leave a Reply
comments | You must be logged in to post a comment.
navigation | Proudly powered by Voorbeeld
"""

SENTENCES_THAT_LOOK_LIKE_FURNITURE = """
title | Delen is het nieuwe hebben

body | Reacties op het plan bleven uit. Dat was te verwachten, want niemand had het gelezen en de inspraak viel in de vakantie.

heading | Delen

body | Wie deelt, heeft meer. Dat is geen spreuk maar een rekensom, en hij komt uit zodra twee mensen hetzelfde nodig hebben.

heading | Reacties

body | De reacties van de bewoners liepen uiteen. Sommigen vonden het plan te duur, anderen juist niet ver genoeg gaan.

heading | 2017

body | In dat jaar begon de proef met 25 gezinnen. Neem contact op met het wijkteam van je gemeente als je zoiets wilt beginnen.

heading | Contact

body | Contact is waar het om draait: een praatje bij de deur, een kop koffie, een vraag die niet op een formulier staat.

body | 1.250 mensen deden mee. Het 06-gebied bleef buiten beeld. Op 06-12-2021 14:30 uur sloot de proef.

body | Zie ook de notitie van de gemeente.
"""

ADVICE_AT_THE_END = """
title | Wat een buurt kan

body | Een buurt kan meer dan een instelling denkt. Dat is de les van drie jaar meelopen in een wijk met veel plannen.

body | Die les is niet nieuw, maar wordt steeds vergeten. Daarom schrijven we haar hier nog eens op, met voorbeelden.

call-to-contact | Meer weten?

call-to-contact | Wil je weten wat wij voor jouw buurt kunnen doen? Neem dan contact met ons op.
"""

COMMENTS_ON_TOP = """
title | Een huis is geen zorg
comments | 3 reacties

body | Een huis is een huis. Wie er zorg van maakt, haalt de bewoner eruit en zet er een cliënt voor in de plaats.

body | Dat gebeurt met goede bedoelingen. Juist daarom is het zo lastig om er iets van te zeggen zonder iemand te kwetsen.
"""

PAGES = {
    "news site": NEWS_SITE,
    "wordpress": WORDPRESS,
    "municipality": MUNICIPALITY,
    "drupal": DRUPAL,
    "hard wrapped": HARD_WRAPPED,
    "series": SERIES,
    "english furniture": ENGLISH_FURNITURE,
    "sentences that look like furniture": SENTENCES_THAT_LOOK_LIKE_FURNITURE,
    "advice at the end": ADVICE_AT_THE_END,
    "comments on top": COMMENTS_ON_TOP,
    "magazine": MAGAZINE,
    "interview": INTERVIEW,
}


def read(page: str) -> tuple[str, dict[int, str]]:
    """The text of a page, and the class of each line by its number."""
    texts, classes = [], {}
    for number, row in enumerate(page.strip("\n").split("\n"), start=1):
        line_class, separator, text = row.partition(" | ")
        texts.append(text)
        classes[number] = line_class if separator else "spacer"
    return "\n".join(texts), classes
