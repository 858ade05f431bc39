"""What a page of a discussion is drawn from, said in a few words: as long as they are the same, so is the page.

Drawing a page of fifty comments takes Django some thirty milliseconds; asking whether anything in it changed takes
PostgreSQL less than one. The words hold the thread's `revision`, which every verb raises that changes what
readers see of its comments, the versions of the rows around it (`xmin` and `ctid` are others after every change),
and the names of the people on the page, which live in accounts. What depends on the clock or on another discussion
is not in them: a page with such a thing on it says so, and is drawn each time.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from articles.models import Article, Claim

# Stand in a statement where the address comes.
_NO_SLUG, _NO_NUMBER = "the slug", 32_749

# `seen` is what a visitor may see: Django writes it, from the same condition the pages ask.
_STATE = """
    SELECT ROW({rows}, thread.id, thread.revision)::text,
        EXISTS (
            SELECT 1 FROM discussions_restriction AS rule
            WHERE rule.ended_at IS NULL
                AND (rule.thread_id = thread.id OR (rule.kind = 'closed'
                    AND rule.thread_id IS NULL AND rule.person_id IS NULL AND rule.article_id IS NULL))
                AND (rule.until IS NULL OR rule.until > now())
        ) OR EXISTS (SELECT 1 FROM discussions_move AS move WHERE move.from_thread_id = thread.id),
        (
            SELECT md5(string_agg(
                ROW(id, display_name, anonymised_at, roles)::text, ',' ORDER BY id
            ))
            FROM accounts_user WHERE id = ANY(%s)
        )
    FROM ({seen}) AS seen
    {joins}
"""
_ARTICLE = {
    "rows": "article.xmin, article.ctid",
    "joins": """
        JOIN articles_article AS article ON article.id = seen.pk
        LEFT JOIN discussions_thread AS thread ON thread.article_id = article.id
    """,
}
_CLAIM = {
    "rows": "article.xmin, article.ctid, claim.xmin, claim.ctid, wording.xmin, wording.ctid",
    "joins": """
        JOIN articles_claim AS claim ON claim.id = seen.pk
        JOIN articles_article AS article ON article.id = claim.article_id
        JOIN articles_wording AS wording ON wording.id = claim.current_wording_id
        LEFT JOIN discussions_thread AS thread ON thread.claim_id = claim.id
    """,
}


@dataclass(frozen=True)
class PageState:
    """`words` are the same as long as a visitor's page is. `may_be_kept`: nothing on it depends on the clock, or on
    another discussion."""

    words: tuple[str, str | None]
    may_be_kept: bool


def page_state(
    *, slug: str, number: int | None = None, people: Collection[int] = ()
) -> PageState | None:
    """How the discussion about an article, or about its claim `number`, stands for visitors; None when they may not
    see it, or not at this address. `people` are the authors on the page. One query."""
    statement, values = _statement(number is not None)
    given = {_NO_SLUG: slug, _NO_NUMBER: number}
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(people), *(given.get(value, value) for value in values)])
        row = cursor.fetchone()
    return PageState((row[0], row[2]), not row[1]) if row else None


@lru_cache
def _statement(about_claim: bool) -> tuple[str, Sequence[Any]]:
    """The statement of `page_state` with its values; writing it takes Django longer than answering it takes
    PostgreSQL."""
    anybody = AnonymousUser()
    claims = Claim.objects.visible_to(anybody).filter(article__slug=_NO_SLUG, number=_NO_NUMBER)
    articles = Article.objects.visible_to(anybody).filter(slug=_NO_SLUG)
    seen = (claims if about_claim else articles).order_by().values_list("pk")
    written, values = seen.query.sql_with_params()
    return _STATE.format(seen=written, **(_CLAIM if about_claim else _ARTICLE)), values
