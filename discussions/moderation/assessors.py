"""Who may answer an appeal: never somebody whom it concerns, and another than who decided as long as there is one."""

from django.db.models import Q, QuerySet

from accounts.models import Role, User
from discussions.models import Appeal, Case, Report
from discussions.permissions import may_moderate


def parties(appeal: Appeal) -> set[int]:
    """Whom it concerns: who asks, who reported, and whose words or who was decided about. Two queries or three.

    Who decided is none of these, although they may have reported it themselves: they answer when nobody else can, and
    it says so openly.
    """
    reporters = _reports(appeal).exclude(reporter=None).values_list("reporter", flat=True)
    return _concerned(appeal) | (set(reporters) - {appeal.decision.moderator_id})


def _concerned(appeal: Appeal) -> set[int]:
    """Who asks, and whose words or who was decided about."""
    decision = appeal.decision
    author = decision.comment.author_id if decision.comment is not None else None
    return {each for each in (appeal.person_id, decision.person_id, author) if each}


def is_party(address: str, appeal: Appeal) -> bool:
    """Whether this mail address is of somebody whom it concerns or who decided, with an account or without. Two queries
    more than `parties`."""
    address = address.strip()
    found = User.objects.filter(email__iexact=address).values_list("pk", flat=True)
    if {*parties(appeal), appeal.decision.moderator_id} & set(found):
        return True
    return _reports(appeal).filter(email__iexact=address).exists()


def _reports(appeal: Appeal) -> QuerySet[Report]:
    """What was reported in the case that was decided, and the report of who asks."""
    case = appeal.decision.case_id
    decided = Q(case=case) if case is not None else Q(pk__in=[])
    return Report.objects.filter(decided | Q(pk=appeal.report_id or 0))


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
    """Where nobody is independent, an outsider can be asked: by who decided; and where a program did, or who did is no
    moderator any more, by who did no more than report it. Otherwise nobody would ever answer."""
    if not may_moderate(user) or not _sees(user, appeal) or independents(appeal):
        return False
    if user.pk not in parties(appeal):
        return True
    decided = appeal.decision.moderator
    can_answer = decided is not None and decided.is_active and may_answer(decided, appeal)
    return user.pk not in _concerned(appeal) and not can_answer


def _sees(user: User, appeal: Appeal) -> bool:
    return bool(Case.objects.visible_to(user).filter(pk=appeal.case_id).exists())
