"""What a member's reading leaves behind: one row per article, moved forward by each visit."""

from django.utils import timezone

from accounts.models import User
from articles.models import Article, ArticleVersion, Reading
from articles.models.reader import ABSENCE

# One statement, so that two tabs that open at once make one row, and neither undoes the other.
_RECORD = """
    INSERT INTO articles_reading AS known
        (person_id, article_id, version_id, seen_at, position)
    VALUES (%(person)s, %(article)s, %(version)s, %(now)s, 0)
    ON CONFLICT (person_id, article_id) DO UPDATE SET
        seen_before = CASE
            WHEN known.seen_at < %(visit_since)s THEN known.seen_at ELSE known.seen_before END,
        version_before_id = CASE
            WHEN known.seen_at < %(visit_since)s OR known.version_id <> excluded.version_id
            THEN known.version_id ELSE known.version_before_id END,
        seen_at = greatest(known.seen_at, excluded.seen_at),
        position = CASE
            WHEN known.version_id <> excluded.version_id THEN 0 ELSE known.position END,
        version_id = excluded.version_id
    RETURNING *
"""


def record_reading(*, person: User, article: Article, version: ArticleVersion) -> Reading:
    """Note that `person` opens `version` of `article` now, and say what they knew before.

    After half an hour of absence it is a new visit: `seen_before` and `version_before` of the row
    that comes back are then those of the visit before, and they stay so during the whole visit.
    Both are empty on the first visit. The position is left alone, but begins
    anew in another version: a block has another number there.

    It does not ask whether the person may see the article: the view fetched it through `visible_to`.
    """
    now = timezone.now()
    (reading,) = Reading.objects.raw(
        _RECORD,
        {
            "person": person.pk,
            "article": article.pk,
            "version": version.pk,
            "now": now,
            "visit_since": now - ABSENCE,
        },
    )
    return reading
