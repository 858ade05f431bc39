"""Who is named in a comment with an @: people of this discussion, and nobody else."""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from discussions import markup
from discussions.mentions import draw_mentions, named_in, possible_names
from discussions.models import Comment, Mention, Thread

MOST_PROPOSED = 8


def people_in(thread: Thread) -> QuerySet[User]:
    """Who has words here that everyone can read, and is here still."""
    readable = Comment.objects.readable().filter(author=OuterRef("pk"), thread=thread)
    people: QuerySet[User] = User.objects.filter(
        Exists(readable),
        participations__thread=thread,
        participations__pseudonym_number__isnull=False,
        is_active=True,
        anonymised_at__isnull=True,
    )
    return people


def propose_people(*, thread: Thread, typed: str, besides: User) -> list[str]:
    """Names of people in this discussion of which a word begins with `typed`, at most eight. One query."""
    people = people_in(thread).exclude(pk=besides.pk)
    words = typed.strip()
    if words:
        people = people.filter(display_name__istartswith=words) | people.filter(
            display_name__icontains=f" {words}"
        )
    names = people.order_by(Lower("display_name")).values_list("display_name", flat=True)
    return list(names.distinct()[:MOST_PROPOSED])


def mentioned_people(*, thread: Thread, body: str, author: User) -> list[User]:
    """Who of this discussion is named in `body`. Of two people with one name both are.

    No query for a text without an @.
    """
    names = possible_names(body)
    if not names:
        return []
    people = list(
        people_in(thread)
        .exclude(pk=author.pk)
        .annotate(lower_name=Lower("display_name"))
        .filter(lower_name__in=names)
    )
    named = named_in(body, [person.display_name for person in people])
    return [person for person in people if person.display_name.lower() in named]


def with_mentions(
    *, thread: Thread | None, body: str, html: str, author: User
) -> tuple[str, list[User]]:
    """`html`, which shows `body`, with the names drawn in it, and who they are. The same for a preview,
    a comment and a changed comment. `thread` is None where nobody wrote anything yet."""
    people = mentioned_people(thread=thread, body=body, author=author) if thread else []
    return draw_mentions(html, [person.display_name for person in people]), people


def as_shown(*, thread: Thread | None, body: str, author: User) -> str:
    """What will be published of `body` in this discussion, for its preview."""
    html = markup.render(body)
    return with_mentions(thread=thread, body=body, html=html, author=author)[0]


def record_mentions(*, comment: Comment, people: list[User]) -> None:
    """Keep who is named in the comment as it is now. In the caller's transaction."""
    Mention.objects.filter(comment=comment).exclude(person__in=people).delete()
    Mention.objects.bulk_create(
        [Mention(comment=comment, person=person) for person in people], ignore_conflicts=True
    )
