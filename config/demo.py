"""Invented people to look around with. They exist only on one's own machine."""

from django.conf import settings
from django.db import transaction

from accounts.actions import create_person
from accounts.models import Role, User
from articles.actions.origin import topic_called
from articles.models import Article, Topic
from config import env

DEFAULT_PASSWORD = "welkom-op-stellingname"  # noqa: S105 - printed on purpose, loopback only

PEOPLE: list[tuple[str, str, list[Role], str]] = [
    ("an@example.org", "An de Vries", [], "deelnemer"),
    ("bas@example.org", "Bas Jansen", [], "deelnemer"),
    ("mo@example.org", "Mo El Amrani", [Role.MODERATOR], "moderator"),
    ("els@example.org", "Els Bakker", [Role.EDITOR], "redacteur"),
    ("olga@example.org", "Olga Smit", [Role.OPERATOR], "beheerder"),
]


def create_demo_people() -> str:
    """Make the five demo people where nobody exists yet, and say how to log in as them.

    Does nothing with `LOCAL` off, or where real people are. `DEMO_PASSWORD` sets the password
    they get; people who exist keep theirs.
    """
    if not settings.LOCAL:
        return "geen: demo-mensen bestaan alleen op een lokaal adres"
    password = env.text("DEMO_PASSWORD", DEFAULT_PASSWORD)
    if not User.objects.exists():
        for email, name, roles, _label in PEOPLE:
            create_person(
                email=email, display_name=name, password=password, roles=roles, is_demo=True
            )
    demo = User.objects.filter(is_demo=True, is_active=True).order_by("pk")
    if not demo:
        return "geen: er zijn al mensen"
    labels = {email: label for email, _name, _roles, label in PEOPLE}
    logins = ", ".join(f"{p.email} ({labels.get(p.email, 'deelnemer')})" for p in demo)
    known = demo[0].check_password(password)
    return f"{logins}; wachtwoord {password if known else 'zoals bij het maken'}"


# What the five articles are about: so that a new site shows how a list is narrowed.
TOPICS = {
    "samenwerking-organiseren": ["Samenwerking", "Sturing"],
    "transformatie-sociaal-domein-wij-of-zij": ["Transformatie"],
    "sociaal-domein-in-beweging-transformeren-kost-aandacht-lef-en-tijd": [
        "Samenwerking",
        "Transformatie",
    ],
    "betere-samenwerking-professionals-door-structuurveranderingen": ["Samenwerking", "Sturing"],
    "tijd-voor-transformatie": ["Transformatie", "Sturing"],
}


@transaction.atomic
def assign_demo_topics() -> None:
    """Say what the seed articles are about, where no editor said it yet; only on one's own machine."""
    if not settings.LOCAL or Topic.objects.exists():
        return
    for slug, names in TOPICS.items():
        for article in Article.objects.filter(slug=slug):
            article.topics.add(*[topic_called(name) for name in names])
