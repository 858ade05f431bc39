"""The tools of moderation that are really switched on now, for readers and for machines (regulation 2022/2065,
article 14)."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from discussions.filtering import effects
from discussions.filters import FILTERS
from discussions.models import FilterEffect, Restriction, RestrictionKind
from discussions.models.restriction import EVERYWHERE

_SOMEWHERE = Q(thread__isnull=False) | Q(article__isnull=False)
_DOES = {
    FilterEffect.WARN: "Je krijgt dan eerst een vraag; daarna beslis je zelf.",
    FilterEffect.HOLD: "De redactie leest zo’n reactie voordat anderen haar zien. Je hoort welk filter het was.",
}


@dataclass(frozen=True)
class Tool:
    """`code` does not change. `is_automated`: it looks at a text by itself."""

    code: str
    name: str
    what: str
    is_automated: bool


def tools_in_use() -> list[Tool]:
    """In Dutch in every language, as the house rules are. Two queries."""
    tools = [
        Tool(
            "tweede-blik",
            "Tweede blik",
            "Voor het plaatsen zoekt de site naar gegevens van een persoon en naar woorden die iemand kunnen "
            "raken. Je krijgt dan een vraag; daarna beslis je zelf.",
            True,
        )
    ]
    now = effects()
    for each in FILTERS:
        effect, _limit = now[each.code]
        if effect == FilterEffect.OFF or (each.is_asked_anyway and effect == FilterEffect.WARN):
            continue
        tools.append(Tool(each.code, each.name, f"{each.what} {_DOES[effect]}", True))
    if settings.HOLD_NEWCOMERS_FIRST:
        count = settings.HOLD_NEWCOMERS_FIRST
        whose = "de eerste reactie" if count == 1 else f"de eerste {count} reacties"
        tools.append(
            Tool(
                "nieuwkomers",
                "Eerst lezen bij wie nieuw is",
                f"De redactie leest {whose} van wie nieuw is voordat anderen die zien.",
                False,
            )
        )
    return [*tools, *_restrictions()]


def _restrictions() -> list[Tool]:
    kinds = Restriction.objects.in_force(timezone.now()).aggregate(
        site=Count("pk", filter=EVERYWHERE & Q(kind=RestrictionKind.HELD)),
        slow=Count("pk", filter=Q(kind=RestrictionKind.SLOW)),
        closed=Count("pk", filter=Q(kind=RestrictionKind.CLOSED)),
        held=Count("pk", filter=_SOMEWHERE & Q(kind=RestrictionKind.HELD)),
    )
    known = {
        "site": (
            "eerst-lezen",
            "Eerst lezen, overal",
            "De redactie leest nu elke reactie voordat anderen haar zien.",
        ),
        "held": (
            "eerst-lezen-discussie",
            "Eerst lezen in een discussie",
            "In sommige discussies leest de redactie reacties voordat anderen ze zien.",
        ),
        "slow": (
            "traag",
            "Trage modus",
            "In sommige discussies zit er tijd tussen twee reacties van dezelfde persoon.",
        ),
        "closed": (
            "gesloten",
            "Gesloten discussies",
            "In sommige discussies kan nu niemand reageren.",
        ),
    }
    return [Tool(*said, False) for key, said in known.items() if kinds[key]]
