"""A site with one of everything, and everybody who may knock at an address of it."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import mute_person
from accounts.models import User
from articles.models import ArticleVersion, Passage, Relation, Series
from discussions.actions.drafts import save_draft
from discussions.actions.editing import edit_comment
from discussions.law.yearly import figures_of
from discussions.models import Case, Notification
from discussions.moderation.appeal_links import appeal_token
from discussions.moderation.appeals import file_appeal
from discussions.moderation.disputes import open_dispute
from discussions.moderation.filters import list_word
from discussions.moderation.law_reports import publish_law_report
from discussions.moderation.notes import write_note
from discussions.moderation.reappraising import ask_outsider, review_url
from discussions.moderation.reporting import report_comment
from discussions.moderation.warnings import acknowledge_warning
from discussions.reading.law_figures import count_year
from discussions.reading.mail_tokens import stop_url
from tests.factories import (
    hide,
    make_article,
    make_claim,
    make_intake,
    make_person,
    make_picture,
    make_source,
    restrict,
    say,
    warn,
)

FORMS = {
    "appreciate": {"clear": "1"},
    "position": {"blok": "0", "versie": "1"},
    "person_roles": {"role": "editor", "held": "1"},
    "intake_line": {"regel": "1", "op_de_pagina": "1"},
    "passage": {"actie": "bevestig"},
}


class Town:
    """One of everything an address may name, and the five people and a visitor who knock."""

    def __init__(self) -> None:
        an, bas, mo = make_person("An"), make_person("Bas"), make_person("Mo", "moderator")
        els, olga = make_person("Els", "editor"), make_person("Olga", "operator")
        self.people: dict[str, User] = {"an": an, "bas": bas, "mo": mo, "els": els, "olga": olga}
        series = Series.objects.create(title="De reeks", slug="de-reeks")
        article = make_article(source=make_source(rights="own"), series=series)
        picture = make_picture(article)
        claim = make_claim(article)
        passage = Passage.objects.create(
            claim=claim, version=article.current_version, ordinal=1, exact="Zorg", state="doubtful"
        )
        second = ArticleVersion.objects.get(article=article)
        second.pk, second.number = None, 2
        second.save(force_insert=True)
        relation = Relation.objects.create(
            from_claim=claim, to_claim=make_claim(), type="supports", rationale="Omdat."
        )
        comment = say(an, under=article)
        report_comment(comment=comment, reporter=bas, rule_code="HR-1", explanation="Te fel.")
        decision = hide(say(an, under=article), mo)
        changed = edit_comment(
            comment=say(an, under=article), person=an, body="Anders", revision_number=1
        )
        message = Notification.objects.get(person=an)
        warning = warn(moderator=mo, person=an)
        acknowledge_warning(warning=warning.warning)
        mute_person(person=an, muted=bas)
        appeal = file_appeal(
            decision=hide(say(bas, under=article), mo), person=bas, body="Zo bedoelde ik het niet."
        )
        review = ask_outsider(
            appeal=appeal, moderator=mo, name="Ineke", address="ineke@example.org"
        )
        closed = restrict(moderator=mo, thread=comment.thread, kind="closed", reason="Rust.")
        dispute = open_dispute(
            moderator=mo, decision=decision, body="Voorbeeld", came_in=timezone.localdate()
        )
        draft = save_draft(
            person=an, body="Half", sequence=1, submission_id=uuid.uuid4(), article=article
        )
        intake = make_intake(created_by=els)
        report = publish_law_report(year=2025, figures=figures_of(count_year(2025)), by=olga)
        of_claim = [claim.article.slug, claim.number]
        token = stop_url(an, "answer").rstrip("/").rpartition("/")[2]
        self.arguments: dict[str, list[Any]] = {
            "article": [article.slug],
            "article_comments": [article.slug],
            "article_latest": [article.slug],
            "claim_latest": of_claim,
            "routing": [article.slug],
            "position": [article.slug],
            "series": [series.slug],
            "picture": [picture.sha256, "png"],
            "keep_for_later": [article.slug],
            "claim": of_claim,
            "claim_comments": of_claim,
            "article_first_new": [article.slug],
            "claim_first_new": of_claim,
            "article_comments_feed": [article.slug],
            "claim_comments_feed": of_claim,
            "sitemap_articles": [0],
            "sitemap_claims": [0],
            "article_card": [article.slug, 1],
            "claim_card": [*of_claim, 1],
            "stance": of_claim,
            "withdraw_stance": of_claim,
            **{
                name: [comment.public_id]
                for name in (
                    "comment",
                    "comment_answers",
                    "answer_comment",
                    "edit_comment",
                    "comment_changes",
                    "withdraw_comment",
                    "report_comment",
                    "mute_author",
                    "person_rules",
                    "move_comment",
                    "label_comment",
                    "next_new",
                    "appreciate",
                    "appreciated_by",
                    "moderation_open",
                )
            },
            **{name: [changed.public_id, 1] for name in ("hide_revision", "ask_to_hide_revision")},
            **{name: [report.year, report.version] for name in ("law_report", "law_report_csv")},
            "law_report_cases": [report.year, report.version, "notices"],
            "message": [message.pk],
            "warning_read": [Notification.objects.get(decision=warning).pk],
            **{name: [appeal.public_id] for name in ("appeal_case", "invite_reviewer")},
            "outside_review": [review_url(review).rstrip("/").rpartition("/")[2]],
            **{name: [article.slug] for name in ("follow_article", "article_people")},
            **dict.fromkeys(("follow_claim", "claim_people"), of_claim),
            "follow_series": [series.slug],
            **{name: [token] for name in ("unsubscribe", "save_from_mail")},
            "discard_draft": [draft.public_id],
            "draft_placed": [comment.submission_id],
            "moderation_case": [Case.objects.get(comment=comment).public_id],
            "moderation_take": [Case.objects.get(comment=comment).public_id],
            "open_case_here": [Case.objects.get(comment=comment).public_id],
            "quick_decision": [Case.objects.get(comment=comment).public_id],
            "moderation_threat": [Case.objects.get(comment=comment).public_id],
            "moderation_notice": [Case.objects.create(address="/ergens/").public_id],
            "moderation_undo": [decision.pk],
            "moderation_undo_act": [decision.act],
            "moderation_take_back": [decision.pk],
            "moderation_dispute_new": [decision.pk],
            "moderation_dispute": [dispute.public_id],
            "appeal_by_link": [appeal_token(decision, person=decision.comment.author_id)],
            **{
                name: [article.slug]
                for name in (
                    "article_record",
                    "article_facts",
                    "reread_article",
                    "publish_article",
                    "withdraw_article",
                    "restore_article",
                )
            },
            **{
                name: [intake.public_id]
                for name in ("intake", "intake_line", "intake_decide", "start_export")
            },
            "source": [make_source().slug],
            **dict.fromkeys(("edit_claim", "judge_claim", "relate_claim"), of_claim),
            "marking": [article.slug],
            "versions": [article.slug],
            "difference": [article.slug, 1, 2],
            "passages": [article.slug],
            "passage": [article.slug, passage.pk],
            "remove_passage": [*of_claim, passage.ordinal],
            "withdraw_relation": [*of_claim, relation.pk],
            "person_roles": [bas.public_id],
            "unmute": [bas.public_id],
            "article_rules": [article.slug],
            "claim_rules": of_claim,
            "restriction_end": [closed.pk],
            "filter": ["F-2"],
            "terms": [1],
            "moderator_scope": [mo.public_id],
            "member": [an.public_id],
            "member_rules": [an.public_id],
            "wipe_note": [write_note(moderator=mo, person=an, text="Gebeld.").pk],
            "strike_word": [list_word(moderator=mo, words="zwendel", note="Reclame.").pk],
        }

    def knock(self, role: str, name: str, method: str) -> Any:
        client = Client()
        if role != "visitor":
            client.force_login(self.people[role])
        address = reverse(name, args=self.arguments.get(name, []))
        if method == "POST":
            return client.post(address, FORMS.get(name, {}))
        return client.generic(method, address)
