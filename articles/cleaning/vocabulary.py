"""The words that give page furniture away, Dutch and English: data only.

Sets hold whole lines as `Line.key` writes them (lower case, single spaces, without arrows). Patterns are for lines
with a variable part; they are tried on the same key. A word that is also a likely subheading stands in `AMBIGUOUS`.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split(",") if word.strip())


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


# The frame of a site, above and below the article.
NAVIGATION = _words("""
    about, about us, our team, news, events, services, products, projects, publications, careers,
    menu, hoofdmenu, submenu, home, homepage, hoofdnavigatie, navigatie, kruimelpad, sitemap, over
    ons, wie zijn wij, over deze site, contact, contactgegevens, nieuws, nieuwsoverzicht, agenda,
    blog, blogs, vacatures, publicaties, diensten, producten, projecten, thema's, dossiers, werken
    bij, inloggen, log in, login, uitloggen, registreren, mijn account, account, sign in, sign up,
    skip to content, skip to main content, skip to navigation, ga naar inhoud, ga naar de inhoud, ga
    naar hoofdinhoud, naar de inhoud, naar inhoud, direct naar inhoud, direct naar de inhoud, spring
    naar inhoud, spring naar de inhoud, overslaan en naar de inhoud gaan, overslaan en naar de
    algemene inhoud gaan, doorgaan naar inhoud, doorgaan naar artikel, ga direct naar de inhoud,
    naar boven, terug naar boven, back to top, scroll naar boven, top, terug, terug naar overzicht,
    terug naar het overzicht, naar overzicht, overzicht, vorige, volgende, previous, next, vorig
    artikel, volgend artikel, vorig bericht, volgend bericht, vorige bericht, volgende bericht,
    berichtnavigatie, bericht navigatie, post navigation, previous post, next post, oudere
    berichten, nieuwere berichten, meer nieuws, alle berichten, alle nieuwsberichten, alle
    artikelen, archief, archieven, privacy, privacyverklaring, privacybeleid, privacy statement,
    privacy policy, disclaimer, proclaimer, cookies, cookiebeleid, cookieverklaring, cookie policy,
    toegankelijkheid, toegankelijkheidsverklaring, algemene voorwaarden, voorwaarden, terms and
    conditions, colofon, rss, veelgestelde vragen, faq, english, nederlands, zoeken en menu,
    service, over deze website, kwetsbaarheid melden, copyright, sluit menu, open menu, menu
    sluiten, menu openen, toon menu, toggle navigation, main menu, u bent hier, je bent hier, you
    are here, meer, pers
""")

NAVIGATION_PATTERNS = _patterns(
    r"(?:u|je) bent hier\b.{0,120}",
    r"you are here\b.{0,120}",
    r"pagina \d+ van \d+",
    r"page \d+ of \d+",
    r"(?:vorige|volgende|previous|next|vorig|volgend)(?: (?:bericht|artikel|post|deel|blog"
    r"|pagina))?\s*[:»«>].{0,120}",
    r"(?:terug naar|ga terug naar|naar) (?:het |de )?(?:overzicht|nieuwsoverzicht|homepage"
    r"|nieuws|blog|vorige pagina)\b.{0,40}",
    r"(?:website|webdesign|site|realisatie|ontwikkeld|ondersteund|powered|proudly powered)(?: door"
    r"| by)\s*:?\s.{1,40}",
)

# Tools and boxes on the page.
WIDGET = _words("""
    zoeken, zoek, zoeken naar, search, search for, zoek op deze site, zoeken op deze website, waar
    ben je naar op zoek?, filter, filters, filter op, filteren, filter op thema, sorteer op,
    sorteren, sort by, reset, wis filters, inhoudsopgave tonen, inhoudsopgave verbergen, lees voor,
    lees voor met readspeaker, voorlezen, luister, luister naar dit artikel, beluister dit artikel,
    listen, stop, pauze, play, pause, afspelen, tekst vergroten, tekst verkleinen, lettergrootte, a
    a a, aanmelden, inschrijven, abonneren, abonneer, subscribe, verzenden, verstuur, versturen,
    submit, nieuwsbrief, e-mailadres, e-mail adres, je e-mailadres, uw e-mailadres, voornaam,
    achternaam, advertentie, advertenties, advertisement, ads, sponsored, gesponsord, accepteren,
    accepteer, accepteer cookies, alles accepteren, alle cookies accepteren, accept, accept all,
    weigeren, alles weigeren, cookies accepteren, cookie-instellingen, cookie instellingen,
    cookievoorkeuren, instellingen aanpassen, voorkeuren, alleen noodzakelijk, alleen noodzakelijke
    cookies, akkoord, sluiten, sluit, close, bekijk voorkeuren, deze website gebruikt cookies,
    loading, laden, even geduld, toon meer, toon minder, laad meer, meer laden, load more, klik voor
    vergroting, klik om te vergroten, klap in, klap uit, ja, nee, was deze informatie nuttig?, heeft
    deze pagina je geholpen?
""")

# The widgets that stand above an article; tools such as "Luister naar dit artikel" stand beside or below its title.
HEADER_WIDGET = _words("""
    zoeken, zoek, zoeken naar, search, search for, zoek op deze site, zoeken op deze website,
    filter, filters, filter op, filteren, filter op thema, sorteer op, sorteren, sort by,
    accepteren, accepteer, accepteer cookies, alles accepteren, alle cookies accepteren, accept,
    accept all, weigeren, alles weigeren, cookies accepteren, akkoord, deze website gebruikt
    cookies, waar ben je naar op zoek?
""")

COOKIE_PATTERNS = _patterns(
    r"(?:deze|onze) (?:web)?site (?:gebruikt|maakt gebruik van"
    r"|plaatst)\b.{0,40}\bcookies\b.{0,600}",
    r"(?:wij|we) (?:gebruiken|plaatsen|maken gebruik van)\b.{0,60}\bcookies\b.{0,600}",
    r"door (?:gebruik te (?:blijven )?maken van|verder te gaan op|verder te surfen).{0,60}\b"
    r"(?:cookies|akkoord)\b.{0,300}",
    r"(?:this (?:web)?site|we) uses? cookies\b.{0,600}",
)

NEWSLETTER_PATTERNS = _patterns(
    r"(?:schrijf (?:je|u|jezelf)|meld (?:je|u)|abonneer (?:je|u))\b.{0,60}\bnieuwsbrief\b.{0,120}",
    r"(?:ontvang|mis niets|blijf op de hoogte)\b.{0,80}\bnieuwsbrief\b.{0,120}",
    r"(?:aanmelden|inschrijven)(?: voor)? (?:de |onze )?nieuwsbrief.{0,60}",
    r"(?:altijd )?op de hoogte blijven\?.{0,200}\bnieuwsbrief\b.{0,120}",
    r"(?:subscribe|sign up)\b.{0,60}\bnewsletter\b.{0,120}",
    r".{0,40}\b(?:nieuwsbrief|e-?mail|mail)\b.{0,30}\bniet (?:goed|juist)? ?(?:lezen|zien|leesbaar)"
    r".{0,60}\b(?:browser|online)\b.{0,20}",
)

SHARE = _words("""
    delen, deel, deel dit, artikel delen, deel dit artikel, deel artikel, deel deze pagina, deel dit
    bericht, deel via, deel op, delen via, delen op, pagina delen, bericht delen, share, share this,
    share this article, share on, tweet, tweeten, deel dit verhaal, share this story, vind ik leuk,
    like, likes, volg ons, volg ons op, follow us, link kopiëren, kopieer link, kopieer de link,
    copy link, print dit artikel, print deze pagina, pagina afdrukken, artikel printen,
    printvriendelijke versie, mail dit artikel, stuur door, doorsturen, e-mail deze pagina, dit
    delen, sociale media
""")

SHARE_PLACES = _words("""
    facebook, twitter, x, linkedin, whatsapp, instagram, youtube, mastodon, bluesky, threads,
    telegram, pinterest, reddit, e-mail, email, mail, print, printen, afdrukken, pocket, tumblr,
    messenger, delen, deel, share, tweet, pdf
""")

SHARE_PATTERNS = _patterns(
    r"(?:deel|delen|share|deel dit(?: artikel| bericht)?|deel deze pagina)(?: dit"
    r"| dit artikel)? (?:op|via|on|met)\s.{1,40}",
    r"(?:klik|click) (?:om|to) (?:te delen|share|dit te|af te drukken|print|email).{0,80}",
    r"(?:wordt|word) geopend in een nieuw venster",
)

COMMENTS = _words("""
    reacties, reactie, comments, reageren, reageer, reageer op dit artikel, plaats een reactie,
    plaats reactie, geef een reactie, geef reactie, laat een reactie achter, laat een bericht
    achter, schrijf een reactie, reactie plaatsen, reactie toevoegen, reactie achterlaten, jouw
    reactie, uw reactie, je reactie, leave a reply, leave a comment, leave a response, post a
    comment, add a comment, post comment, antwoord annuleren, reactie annuleren, cancel reply, geef
    een antwoord, bekijk reacties, alle reacties, reacties gesloten, reageren is niet meer mogelijk,
    reacties zijn gesloten, comments are closed, beantwoorden, beantwoord, antwoorden, reply, nog
    geen reacties, er zijn nog geen reacties, wees de eerste die reageert, discussie gesloten, log
    in om te reageren, join the conversation, meepraten
""")

COMMENTS_PATTERNS = _patterns(
    r"(?:u|je|jij) (?:moet|dient)(?: eerst)? (?:ingelogd|aangemeld) (?:zijn|te zijn)\b.{0,80}"
    r"(?:reactie|reageren|commentaar).{0,40}",
    r"(?:log|meld)(?: je| u)? (?:eerst )?(?:in|aan)\b.{0,40}(?:om|voor)\b.{0,30}(?:reageren"
    r"|reactie).{0,40}",
    r"you must be logged in\b.{0,60}",
    r"(?:je|uw|het) e-?mailadres (?:wordt|zal) niet (?:worden )?(?:gepubliceerd|getoond).{0,120}",
    r"(?:vereiste|verplichte) velden zijn (?:gemarkeerd|aangegeven).{0,40}",
    r"your email address will not be published.{0,80}",
    r"(?:mijn|bewaar mijn) naam, e-?mail.{0,20} en (?:web)?site (?:opslaan|bewaren"
    r"|in deze browser).{0,120}",
    r"(?:\d{1,6}|één|one|twee|two|drie|three) (?:reacties?|comments?|gedachten?|thoughts?"
    r"|responses?) (?:op|over|on|to)\s.{1,200}",
    r"(?:één|\d+) (?:antwoord|antwoorden|reply|replies)",
    r"(?:reacties|reageren) (?:is|zijn) (?:uitgeschakeld|gesloten|niet (?:meer )?mogelijk).{0,60}",
    r"wees de eerste (?:die reageert|om te reageren).{0,40}",
)

# Heads that count what stands below them, so that it can only be comments; "Reacties" may be a subheading too.
COMMENTS_HEAD_PATTERNS = _patterns(
    r"(?:reacties?|comments?|responses?)\s?(?:\((?!0\b)\d{1,6}\)|: (?!0\b)\d{1,6})",
    r"(?!0\b)\d{1,6} (?:reacties?|comments?|responses?|replies|gedachten?|thoughts?)",
    r"(?!0\b)\d{1,6} (?:gedachten? over|thoughts? on)\s.{1,200}",
    r"(?:(?!0\b)\d{1,6}|één|one|twee|two|drie|three) (?:reacties?|comments?|gedachten?|thoughts?"
    r"|responses?) (?:op|over|on|to) [‘'\"“„«].{1,200}",
)

# Signs that what stands here is a reader's comment and no longer the article.
COMMENT_ENTRY_PATTERNS = _patterns(
    r".{1,60}\s(?:zegt|schreef|schrijft|says|wrote)(?: op .{1,60})?",
    r"(?:beantwoorden|beantwoord|antwoorden|reply|reageer op .{1,40}|reply to .{1,40})",
)

# Heads of a list of other pages; an inset in the middle of an article mostly announces one page.
SEE_ALSO = _words("""
    laatste berichten, laatste artikelen, nieuwste berichten, nieuwste artikelen,
    zie ook, lees ook, lees verder, lees meer, lees hier meer, meer lezen, verder lezen, meer weten,
    gerelateerd, gerelateerde artikelen, gerelateerde berichten, gerelateerd nieuws, gerelateerde
    onderwerpen, gerelateerde publicaties, related, related posts, related articles, see also, read
    more, read also, read next, meer over dit onderwerp, meer over dit thema, meer artikelen, meer
    berichten, meer van deze auteur, meest gelezen, populaire artikelen, populaire berichten,
    recente berichten, recente artikelen, laatste nieuws, recent posts, ander nieuws, overig nieuws,
    andere artikelen, andere berichten, ook interessant, dit vind je misschien ook interessant,
    bekijk ook, aanbevolen, aanbevolen artikelen, aanbevolen voor jou, misschien vind je dit ook
    interessant, meer informatie, meer in deze reeks, eerder verschenen, eerder in deze reeks,
    eerder in deze serie, links, dossier, in dit dossier, you may also like
""")
SEE_ALSO_PATTERNS = _patterns(
    r"(?:lees|zie|bekijk|luister) (?:ook|verder|meer|hier meer|hier verder|daarover|hierover"
    r"|hier)\b(?: over| in| op)?:?\s.{1,160}",
    r"(?:gerelateerd|gerelateerde artikelen|related|read more|see also|meer weten"
    r"|meer informatie|meer lezen)\s*:\s.{1,160}",
    r"klik hier (?:voor|om)\b.{1,100}",
)
TEASER_END = _words(
    "lees meer, lees verder, read more, meer lezen, lees het artikel, lees artikel, bekijk, lees bericht"
)

FOOTNOTE_HEADING = _words(
    "noten, noot, voetnoten, voetnoot, eindnoten, notes, footnotes, endnotes, bronnen en noten"
)

# What a reader is told to do with a picture that did not come along.
CAPTION_PATTERNS = _patterns(
    r"(?:foto|foto's|beeld|afbeelding|illustratie|figuur|fotografie|fotograaf|image|photo"
    r"|picture|fotobijschrift|bijschrift)"
    r"\s*(?:\d{1,3}\s*[:.–-]|:|©|\(c\)|/)\s*\S.{0,200}",
    r"(?:foto|beeld|fotografie|photo|image|illustratie) (?:door|van|by|via)\s\S.{0,60}",
    r"©\s*(?!\d{4}).{1,60}",
)
FILE_NAME = re.compile(
    r"[^/\\]{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic|avif)|(?:img|dsc|dscn|pict"
    r"|screenshot|schermafbeelding)[-_ ]?\d[\w .-]*",
    re.IGNORECASE,
)

# Instructions between brackets for something a text file does not have.
INSTRUCTION = re.compile(
    r"[\[(](?:klik|click|tik|druk)\b[^\[\]()\n]{0,60}(?:vergrot\w*|enlarge|zoom|afbeelding"
    r"|openen|bekijken|hier|here|afspelen)\b"
    r"[^\[\]()\n]{0,40}[\])](?=\s|$|[.,;:!?])"
    r"|\[(?:lees meer|lees verder|read more|afbeelding|image|video|foto|advertentie|bewerken"
    r"|edit|brontekst bewerken)\](?=\s|$|[.,;:!?])",
    re.IGNORECASE,
)

# Above a title these tell what kind of text it is.
GENRE = _words("""
    nieuws, nieuwsbericht, blog, opinie, column, achtergrond, interview, artikel, essay, analyse,
    recensie, reportage, verhaal, praktijk, praktijkverhaal, onderzoek, commentaar, persbericht,
    publicatie, podcast, gastblog, podium, weblog
""")

# Words that are just as well a subheading; between two paragraphs they are kept.
AMBIGUOUS = _words("""
    delen, deel, reacties, reactie, reageren, contact, nieuws, agenda, blog, overzicht, terug, top,
    meer, stop, luister, home, vorige, volgende, diensten, producten, projecten, publicaties,
    thema's, dossiers, dossier, service, copyright, privacy, cookies, toegankelijkheid, vacatures,
    voorwaarden, links, archief, pers, zoeken, zoek, filter, filters, voorkeuren, nieuwsbrief,
    advertenties, meer informatie, meer weten, noten, noot, ja, nee, print, mail, x, threads,
    twitter, facebook, linkedin, whatsapp, instagram, youtube, advertentie, antwoorden, registreren,
    veelgestelde vragen, over ons, wie zijn wij, sociale media, volg ons, akkoord, aanmelden,
    inschrijven, sorteren, meepraten, account, gerelateerd, vind ik leuk, related, listen, search,
    share, reset, terms and conditions, english, nederlands, pauze
""")

# Ways to ask the reader to get in touch; "ons" makes it an offer of the site and not advice in an article.
CONTACT_US = re.compile(
    r"\b(?:neem|neemt)\b[^.!?]{0,40}\bcontact\b[^.!?]{0,60}\bop\b|\bcontact\s+(?:met\s+)?(?:ons"
    r"|mij)\b|\bcontacteer\s+ons\b"
    r"|\b(?:bel|mail|app|schrijf)\s+(?:ons|mij|naar|met)\b|\bstuur\s+(?:ons"
    r"|mij)\b[^.!?]{0,30}\b(?:mail|bericht|e-mail)\b"
    r"|\b(?:contact us|get in touch)\b",
    re.IGNORECASE,
)
CONTACT_WITH_US = re.compile(
    r"\b(?:met|van|bij|naar)\s+(?:ons|mij)\b|\b(?:bel|mail|stuur|contacteer)\s+(?:ons|mij)\b"
    r"|\bus\b",
    re.IGNORECASE,
)
OFFER_TO_READER = re.compile(
    r"\b(?:bent\s+u|ben\s+je|ben\s+jij|wilt\s+u|wil\s+je|wil\s+jij|heeft\s+u|heb\s+je|heb\s+jij"
    r"|zoekt\s+u|zoek\s+je|kunt\s+u)\b"
    r"[^.!?]{0,200}\?|\b(?:benieuwd|nieuwsgierig|geïnteresseerd|interesse|vragen|meer\s+weten"
    r"|meer\s+informatie)\b[^.!?]{0,160}\?",
    re.IGNORECASE,
)
