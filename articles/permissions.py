"""Who may do what with articles, one condition per line."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import Role, User
from articles.models import Article, Claim
from articles.models.source import Display


def may_edit(user: User | AnonymousUser) -> bool:
    """Open the editor's desk and the record of an import, stranger's details included."""
    return isinstance(user, User) and user.is_active and user.is_editor


def may_read_whole(user: User | AnonymousUser, article: Article) -> bool:
    """Read the text to its end, by what its source allows; without a source nobody closed it.

    Whether someone may see the article at all is settled before: by `visible_to(user)`. Costs a
    query unless the source was fetched along. Who may not gets `articles.reading.as_read_by`.
    """
    if may_edit(user):
        return True
    if article.source is None:
        return True
    if article.source.display == Display.FULL:
        return True
    if article.source.display == Display.MEMBERS:
        return user.is_authenticated and user.is_active
    return False


def may_accept(editor: User, claim: Claim) -> bool:
    """Judge a proposal: not of one's own words while another editor could. Costs a query for those only."""
    wording = claim.current_wording
    if wording is None or wording.created_by_id != editor.pk:
        return True
    others = User.objects.filter(is_active=True, roles__contains=[Role.EDITOR])
    return not others.exclude(pk=editor.pk).exists()
