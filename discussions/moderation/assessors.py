"""Who may answer an appeal: never somebody whom it concerns, and another than who decided as long as there is one."""

from accounts.models import Role, User
from discussions.models import Appeal, Case
from discussions.permissions import may_moderate


def parties(appeal: Appeal) -> set[int]:
    """Whom it concerns: who asks, who reported, and whose words or who was decided about. A query or two."""
    decision = appeal.decision
    author = decision.comment.author_id if decision.comment is not None else None
    reporter = appeal.report.reporter_id if appeal.report is not None else None
    return {number for number in (appeal.person_id, reporter, decision.person_id, author) if number}


def independents(appeal: Appeal) -> list[User]:
    """The moderators who can answer it: not a party, not who decided, and with the case within their scope. One query
    more for each moderator."""
    found = User.objects.filter(is_active=True, roles__contains=[Role.MODERATOR])
    found = found.exclude(pk__in=parties(appeal))
    if appeal.decision.moderator_id is not None:
        found = found.exclude(pk=appeal.decision.moderator_id)
    return [each for each in found.order_by("pk") if _sees(each, appeal)]


def may_answer(user: User, appeal: Appeal) -> bool:
    """Whoever is independent; and when nobody is, who decided."""
    if not may_moderate(user) or user.pk in parties(appeal) or not _sees(user, appeal):
        return False
    return appeal.decision.moderator_id != user.pk or not independents(appeal)


def may_ask_outsider(user: User, appeal: Appeal) -> bool:
    """Where nobody is independent, an outsider can be asked: by who decided, not by a party."""
    return (
        may_moderate(user)
        and user.pk not in parties(appeal)
        and _sees(user, appeal)
        and not independents(appeal)
    )


def _sees(user: User, appeal: Appeal) -> bool:
    return bool(Case.objects.visible_to(user).filter(pk=appeal.case_id).exists())
