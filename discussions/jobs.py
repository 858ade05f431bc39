"""Jobs of discussions: whole exports, and what goes away in time."""

from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.bounces import forget_bounces
from articles.models import Article, Intake
from discussions.actions.claim_imported import forget_expired_keys
from discussions.actions.desk_mail import send_digests
from discussions.actions.drafts import forget_old_drafts
from discussions.actions.import_export import import_export
from discussions.actions.outbox import forget_old_news, gather
from discussions.actions.telling import TASK as TELL_ABOUT_COMMENT
from discussions.actions.telling import tell_about_article, tell_about_comment
from discussions.actions.telling_terms import tell_about_terms
from discussions.days import midnight
from discussions.models import Comment, Pace
from discussions.moderation.law_reports import keep_active_month
from discussions.moderation.terms import TERMS
from discussions.reading.law_figures import count_members_of_this_month
from discussions.sending import send_due


# `articles` starts it by this name (`articles.actions.start_intake`): it may not import us.
@app.task(name="discussions.import_export", queue="imports")
def import_export_job(intake_id: int, publish: bool) -> None:
    """Bring in a whole export. Safe to run twice, also at the same moment."""
    intake = Intake.objects.defer("raw", "attachments").filter(pk=intake_id).first()
    if intake is not None:
        import_export(intake=intake, publish=publish)


@app.periodic(cron="17 3 * * *")
@app.task(name="discussions.forget_expired_keys", queueing_lock="forget_expired_keys")
def forget_keys(timestamp: int) -> None:
    """Every night: wipe the keys of imported names whose year is over. Safe to run twice."""
    forget_expired_keys()


# The verbs that write these two start them by name, `articles` because it may not import us.
@app.task(name=TELL_ABOUT_COMMENT, queue="telling")
def tell_about_comment_job(comment_id: int) -> None:
    """Tell people that somebody wrote. Safe to run twice, also at the same moment."""
    comment = Comment.objects.select_related("thread", "parent").filter(pk=comment_id).first()
    if comment is not None:
        tell_about_comment(comment=comment)


@app.task(name="discussions.tell_about_article", queue="telling")
def tell_about_article_job(article_id: int) -> None:
    """Tell people that a part of a series came. Safe to run twice, also at the same moment."""
    article = Article.objects.filter(pk=article_id).first()
    if article is not None:
        tell_about_article(article=article)


@app.periodic(cron="11 * * * *")
@app.task(name="discussions.send_desk_digests", queue="mail", queueing_lock="send_desk_digests")
def send_desk_digests(timestamp: int) -> None:
    """Every hour: on a working day, once the editors open, what waits at the desk. Safe to run twice."""
    send_digests(timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="discussions.send_news", queue="mail", queueing_lock="send_news")
def send_news(timestamp: int) -> None:
    """Every minute: send what waited long enough. Safe to run twice, also at the same moment."""
    send_due()


@app.periodic(cron="23 5 * * *")
@app.task(name="discussions.gather_daily", queue="telling", queueing_lock="gather_daily")
def gather_daily(timestamp: int) -> None:
    """Every morning: a digest for everyone who chose so. Safe to run twice."""
    gather(pace=Pace.DAILY)


@app.periodic(cron="33 5 * * 1")
@app.task(name="discussions.gather_weekly", queue="telling", queueing_lock="gather_weekly")
def gather_weekly(timestamp: int) -> None:
    """Every Monday morning: the same for the week. Safe to run twice."""
    gather(pace=Pace.WEEKLY)


@app.periodic(cron="7 * * * *")
@app.task(name="discussions.tell_about_terms", queue="telling", queueing_lock="tell_about_terms")
def tell_about_new_terms(timestamp: int) -> None:
    """Every hour: tell who has not heard yet of the newest significant version. Safe to run twice, also at the
    same moment."""
    newest = max((one for one in TERMS if one.is_significant), key=lambda one: one.number)
    tell_about_terms(number=newest.number, since=midnight(newest.since))


@app.periodic(cron="43 3 * * *")
@app.task(name="discussions.forget_old_news", queueing_lock="forget_old_news")
def forget_old(timestamp: int) -> None:
    """Every night: remove what people were told long ago, and the log of its mail. Safe to run twice."""
    forget_old_news()
    forget_bounces()


@app.periodic(cron="41 3 * * *")
@app.task(name="discussions.forget_old_drafts", queueing_lock="forget_old_drafts")
def forget_drafts(timestamp: int) -> None:
    """Every night: wipe drafts that nobody changed for as long as they are kept. Safe to run twice."""
    forget_old_drafts()


@app.periodic(cron="41 * * * *")
@app.task(name="discussions.count_active_members", queueing_lock="count_active_members")
def count_active_members(timestamp: int) -> None:
    """Every hour: how many members used the site since this month began. Safe to run twice."""
    month, members = count_members_of_this_month()
    keep_active_month(month=month, members=members)
