"""One read mark per person and thread, moved forward by each visit."""

from django.utils import timezone

from accounts.models import User
from articles.models import Article, Claim
from articles.models.reader import ABSENCE
from discussions.models import Participation

# One statement: two tabs that open at once make one row, and a thread that is not there makes none.
_MARK = """
    INSERT INTO discussions_participation AS known (thread_id, person_id, read_until)
    SELECT id, %(person)s, %(now)s FROM discussions_thread
    WHERE article_id = %(article)s OR claim_id = %(claim)s
    ON CONFLICT (thread_id, person_id) DO UPDATE SET
        read_before = CASE
            WHEN known.read_until < %(visit_since)s THEN known.read_until ELSE known.read_before END,
        read_until = greatest(known.read_until, excluded.read_until)
    RETURNING *
"""


def mark_read(
    *, person: User, article: Article | None = None, claim: Claim | None = None
) -> Participation | None:
    """Note that `person` opens the thread about one article or one claim now.

    After half an hour of absence it is a new visit: `read_before` of the row that comes back is then
    the end of the visit before, during the whole visit. None where nobody wrote anything yet.
    Reading gives nobody a number in the thread.
    """
    if (article is None) == (claim is None):
        raise ValueError("a thread is about an article or about a claim")
    now = timezone.now()
    found = Participation.objects.raw(
        _MARK,
        {
            "person": person.pk,
            "article": article.pk if article else None,
            "claim": claim.pk if claim else None,
            "now": now,
            "visit_since": now - ABSENCE,
        },
    )
    return next(iter(found), None)
