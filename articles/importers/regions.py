"""What a page itself calls its parts: by element, role and the words of class and id."""

from __future__ import annotations

import re

from lxml.etree import _Element

from articles.cleaning.classes import LineClass
from articles.importers.blocks import Region

_NAVIGATION = LineClass.NAVIGATION
_WIDGET = LineClass.WIDGET

# (class, reason, certain) by element.
_BY_TAG: dict[str, tuple[LineClass, str, bool]] = {
    "nav": (_NAVIGATION, "In het menu van de pagina.", True),
    "menu": (_NAVIGATION, "In het menu van de pagina.", True),
    "header": (_NAVIGATION, "In de kop van de website, boven het artikel.", False),
    "footer": (_NAVIGATION, "In de voet van de website.", False),
    "aside": (_WIDGET, "Kader naast het artikel.", False),
    "form": (_WIDGET, "Veld of knop van een formulier.", True),
    "button": (_WIDGET, "Knop van de website.", True),
    "select": (_WIDGET, "Keuzelijst van de website.", True),
    "textarea": (_WIDGET, "Veld van een formulier.", True),
    "dialog": (_WIDGET, "Venster dat over de pagina heen valt.", True),
    "noscript": (_WIDGET, "Alleen te zien zonder JavaScript.", True),
    "iframe": (_WIDGET, "Ingesloten venster van een andere website.", True),
    "video": (_WIDGET, "Video die niet meekomt.", True),
    "audio": (_WIDGET, "Geluid dat niet meekomt.", True),
    "object": (_WIDGET, "Ingesloten bestand dat niet meekomt.", True),
}
_BY_ROLE: dict[str, tuple[LineClass, str, bool]] = {
    "navigation": _BY_TAG["nav"],
    "menu": _BY_TAG["nav"],
    "search": (_WIDGET, "Zoekveld van de website.", True),
    "complementary": _BY_TAG["aside"],
    "contentinfo": _BY_TAG["footer"],
    "banner": _BY_TAG["header"],
    "dialog": _BY_TAG["dialog"],
    "button": _BY_TAG["button"],
}


def _tokens(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


# (pattern for one whole word of class or id, class, reason), the first that fits counts.
_BY_WORD: tuple[tuple[re.Pattern[str], LineClass, str], ...] = (
    (
        _tokens(
            r"comments?|comments?-?(?:list|respond|form|section|area|wrapper|wrap|body|content|block|container|thread)"
            r"|comment-\d+|respond|reacties?|reacties?-(?:lijst|formulier|blok)|disqus\w*|disqus_thread|commentlist"
        ),
        LineClass.COMMENTS,
        "In het blok met reacties van lezers.",
    ),
    (
        _tokens(
            r"share|sharing|shares|share-?(?:buttons?|bar|links?|icons?|tools?)|social|social-?(?:share|sharing|media"
            r"|links?|icons?|buttons?)|sharedaddy|sd-sharing\w*|addtoany\w*|a2a_\w+|delen|deel(?:knoppen|balk)"
        ),
        LineClass.SHARE,
        "In het blok met deelknoppen.",
    ),
    (
        _tokens(
            r"related|related-?(?:posts?|articles?|content|news|links?|items?)|jp-relatedposts|yarpp[\w-]*"
            r"|gerelateerd[\w-]*|see-?also|read-?(?:also|more|next)|lees-?(?:ook|verder|meer)|more-?(?:posts|news"
            r"|articles|stories)|recommended[\w-]*|aanbevolen[\w-]*|recent-posts"
        ),
        LineClass.SEE_ALSO,
        "In een lijst met andere pagina's.",
    ),
    (
        _tokens(
            r"nav|navbar|navigation|navigatie|menu|main-?menu|hoofdmenu|breadcrumbs?|kruimelpad|pagination|pager"
            r"|post-navigation|nav-links|skip-?links?|site-?(?:header|footer|navigation|nav)|topbar|footer-?menu|toc-nav"
        ),
        _NAVIGATION,
        "In het menu of de lijst van de website.",
    ),
    (
        _tokens(
            r"cookie[\w-]*|consent[\w-]*|gdpr[\w-]*|newsletter[\w-]*|nieuwsbrief[\w-]*|sidebar|side-?bar|widget"
            r"|widget-?areas?|widgets|advert(?:isement|entie)?s?|advertenties|ads?|ad-slot|promo|popup|pop-up|modal"
            r"|overlay|search|search-?(?:form|box|bar)|zoek(?:en|veld|formulier|balk)?|subscribe|signup|feedback|rating"
        ),
        _WIDGET,
        "In een kader of veld van de website.",
    ),
    (
        _tokens(r"author-?(?:box|bio|info|card)|about-?author|post-author-?(?:box|bio)|biography"),
        _WIDGET,
        "In het kader over de schrijver.",
    ),
)
_SCREEN_READER = _tokens(
    r"screen-reader-text|visually-?hidden|sr-only|assistive-text|element-invisible"
)
_LEAD = _tokens(
    r"lead|lede|intro|introduction|introductie|inleiding|standfirst|chapeau|deck|subtitle|ondertitel"
    r"|(?:article|post|entry)-?(?:lead|intro|summary|excerpt|subtitle)|samenvatting"
)
_META = _tokens(
    r"tags?|tag-?(?:links|list)|post-?tags|cat-?links|categories|(?:entry|post|article|page)-?(?:meta|footer|date|info)"
    r"|meta|metadata|byline|dateline|posted-?on|publicatiedatum|publish-?date|published|date|datum|author|auteur"
)
_PULLED = _tokens(r"pull-?quotes?|wp-block-pullquote|streamers?|uitgelicht-?citaat")
_TITLE = _tokens(r"(?:entry|post|article|page|doc|document)-?title|headline|artikel-?titel")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
_LONGEST_NAMES = 400


def region_of(element: _Element, key: int, *, in_article: bool) -> Region | None:
    """The region an element opens, or None. `in_article`: it stands in what the page calls an article."""
    tag = element.tag
    found = _BY_ROLE.get((element.get("role") or "").strip().casefold()) or _BY_TAG.get(tag)
    if in_article and tag in {"header", "footer"}:
        found = None
    if found and found[2]:
        return Region(key, *found)
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style") or ""):
        return Region(key, _WIDGET, "Staat verborgen op de pagina.", certain=False)
    if tag in _WHOLE_PAGE:
        return Region(key, *found) if found else None
    words = names(element)
    if any(_SCREEN_READER.fullmatch(word) for word in words):
        return Region(key, _WIDGET, "Alleen voor schermlezers op die website.")
    for pattern, line_class, reason in _BY_WORD:
        if any(pattern.fullmatch(word) for word in words):
            return Region(key, line_class, reason)
    if (element.get("itemtype") or "").endswith("/Comment"):
        return Region(key, LineClass.COMMENTS, "Reactie van een lezer.")
    return Region(key, *found) if found else None


def role_of(element: _Element) -> str:
    """What the page calls a block: "title", "lead", "meta", "caption", "pulled" (a sentence of the text, shown large).

    "" is nothing special.
    """
    if element.get("itemprop") == "headline":
        return "title"
    if element.tag == "time" or element.get("itemprop") in {"datePublished", "author"}:
        return "meta"
    if element.tag in _WHOLE_PAGE:
        return ""
    words = names(element)
    for pattern, role in _ROLES:
        if any(pattern.fullmatch(word) for word in words):
            return role
    return ""


_CAPTION = _tokens(r"caption|bijschrift|wp-caption-text|image-caption")
_ROLES = (
    (_TITLE, "title"),
    (_LEAD, "lead"),
    (_META, "meta"),
    (_PULLED, "pulled"),
    (_CAPTION, "caption"),
)


def names(element: _Element) -> list[str]:
    """The words of class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES].split()
