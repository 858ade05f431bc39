"""What people have said and done by the time a browser looks: made by the site's own verbs."""

from dataclasses import dataclass, field

from accounts.models import Role, User
from articles.models import Article, Claim
from discussions.actions.comments import withdraw_comment
from discussions.actions.stances import take_stance
from discussions.models import Comment, Report, StanceValue
from discussions.moderation.reporting import report_comment
from tests.factories import hide, make_person, say

WORDS = """Dat herken ik: *regie* is een woord dat **iedereen** anders leest.

- wie belt er?
- wie beslist er?

> Samenwerken kost tijd.

Zie <https://voorbeeld.example/een-heel-lang-adres-zonder-enige-onderbreking-erin/dat/doorloopt>."""


@dataclass
class People:
    """The three of every test, and those who edit and operate."""

    an: User = field(default_factory=lambda: make_person("An"))
    bas: User = field(default_factory=lambda: make_person("Bas"))
    mo: User = field(default_factory=lambda: make_person("Mo", Role.MODERATOR))
    els: User = field(default_factory=lambda: make_person("Els", Role.EDITOR))
    olga: User = field(default_factory=lambda: make_person("Olga", Role.OPERATOR))


@dataclass
class Discussion:
    """One of each kind of comment, among more than one page of them."""

    first: Comment
    deepest: Comment
    withdrawn: Comment
    hidden: Comment


def with_notes() -> Article:
    """The article of the five that has footnotes."""
    return Article.objects.get(slug="samenwerking-organiseren")


def claim_of(article: Article, number: int = 3) -> Claim:
    return article.claims.select_related("article").get(number=number)


def discuss(people: People, subject: Article | Claim, roots: int = 22) -> Discussion:
    """A long discussion: answers down to where nesting stops and further, and words that are gone.

    An says `first`, `withdrawn` and `hidden`; each has an answer by Bas.
    """
    first = say(people.an, WORDS, under=subject)
    deepest = first
    for number in range(5):
        deepest = say(people.bas if number % 2 == 0 else people.an, WORDS, under=deepest)
    for _number in range(4):
        say(people.bas, under=first)
    withdrawn = say(people.an, under=subject)
    say(people.bas, under=withdrawn)
    withdraw_comment(comment=withdrawn, person=people.an)
    hidden = say(people.an, "Bas is een prutser.", under=subject)
    say(people.bas, under=hidden)
    hide(hidden, people.mo)
    for _number in range(roots - 3):
        say(people.mo, under=subject)
    return Discussion(first, deepest, withdrawn, hidden)


def take_stances(claim: Claim, count: int) -> None:
    """Invented people take stances, in turn for, against and in between."""
    values = [StanceValue.AGREE, StanceValue.DISAGREE, StanceValue.DEPENDS]
    for number in range(count):
        take_stance(person=make_person("Kees"), claim=claim, value=values[number % 3])


def complain(people: People, comment: Comment, reporter: User | None = None) -> Report:
    return report_comment(
        comment=comment,
        reporter=reporter or people.bas,
        rule_code="HR-1",
        explanation="Dit gaat over een persoon.",
    )
