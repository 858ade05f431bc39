"""A moderator of a part of the site decides about that part: the check of every verb."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet

from accounts.models import User
from articles.models import Article, Claim
from discussions.models import Case, Comment, CommentRevision, Decision, Restriction, Thread
from discussions.models.scope import articles_in_scope, comments_in_scope, people_in_scope
from discussions.moderation.choice import Subject


def refuse_elsewhere(moderator: User, case: Case | None, about: Subject | None) -> None:
    """Raise PermissionDenied for a case, a discussion, an article, a comment or a restriction that is not this
    moderator's, for a person who wrote nothing there, and for the whole site when only a part of it is. One query for
    each of the two."""
    if case is not None:
        _refuse(Case.objects.visible_to(moderator), case)
    if about is None:
        if case is None:
            refuse_whole_site(moderator)
    elif isinstance(about, Restriction):
        _refuse(Restriction.objects.visible_to(moderator), about)
    elif isinstance(about, User):
        _refuse(User.objects.filter(people_in_scope(moderator)), about)
    elif isinstance(about, Comment | CommentRevision):
        comment = about if isinstance(about, Comment) else about.comment
        _refuse(Comment.every.filter(comments_in_scope(moderator)), comment)
    else:
        _refuse(Article.objects.filter(articles_in_scope(moderator)), _article_of(about))


def refuse_another_scope(moderator: User, decision: Decision) -> None:
    """Raise PermissionDenied for a decision about what is not this moderator's. One query."""
    _refuse(Decision.objects.visible_to(moderator), decision)


def refuse_whole_site(moderator: User) -> None:
    """Raise PermissionDenied for who moderates a part of the site only. One query."""
    if moderator.moderator_scopes.exists():
        raise PermissionDenied


def _article_of(about: Thread | Article | Claim) -> Article:
    if isinstance(about, Article):
        return about
    article = about.article
    if article is None:
        assert isinstance(about, Thread)
        assert about.claim is not None, "a discussion is about one of the two"
        article = about.claim.article
    return article


def _refuse(mine: "QuerySet[Model]", row: Model) -> None:
    if not mine.filter(pk=row.pk).exists():
        raise PermissionDenied
