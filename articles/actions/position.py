"""How far a member is in a text."""

from django.db import transaction

from accounts.models import User
from articles.models import Article, ArticleVersion, Reading


@transaction.atomic
def record_position(
    *, person: User, article: Article, version: ArticleVersion, position: int
) -> None:
    """Remember that `person` is at block `position` (from 0) of `version`, which they have open.

    A page of a former version that is still open somewhere says nothing about the text that is
    read now: then nothing is written. Raises ValueError when the version has no such block. It
    does not ask whether the person may see the article: the view fetched it through `visible_to`.
    """
    if not 0 <= position < len(version.blocks):
        raise ValueError(f"There is no block {position} in this version.")
    if version.pk != article.current_version_id:
        return
    known = Reading.objects.filter(person=person, article=article)
    if known.update(position=position, version=version):
        return
    Reading.objects.bulk_create(
        [Reading(person=person, article=article, version=version, position=position)],
        ignore_conflicts=True,
    )
