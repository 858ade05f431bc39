"""Who may do what, address by address. Every address and method of the site has a row here.

A visitor who may not enter is sent to log in (or told so, when a text would be lost); anybody else
is told that there is nothing.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.town import Town

EVERYONE = {"visitor", "bas", "an", "mo", "els", "olga"}
PEOPLE = EVERYONE - {"visitor"}
VISITOR = {"visitor"}
AUTHOR, MODERATOR, EDITOR, OPERATOR = {"an"}, {"mo"}, {"els"}, {"olga"}

# An wrote the comments. Mo moderates, Els edits, Olga operates, Bas is a member without a role.
ACCESS: dict[str, dict[str, set[str]]] = {
    "overview": {"GET": EVERYONE},
    "search": {"GET": EVERYONE},
    "article": {"GET": EVERYONE},
    "article_comments": {"GET": EVERYONE, "POST": PEOPLE},
    "routing": {"POST": PEOPLE},
    "series": {"GET": EVERYONE},
    "picture": {"GET": EVERYONE},
    "position": {"POST": PEOPLE},
    "versions": {"GET": EVERYONE},
    "difference": {"GET": EVERYONE},
    "keep_for_later": {"POST": PEOPLE},
    "read_later": {"GET": PEOPLE},
    "claims": {"GET": EVERYONE},
    "claim": {"GET": EVERYONE},
    "claim_comments": {"GET": EVERYONE, "POST": PEOPLE},
    "stance": {"POST": PEOPLE},
    "withdraw_stance": {"POST": PEOPLE},
    "comment": {"GET": EVERYONE},
    "comment_answers": {"GET": EVERYONE},
    "answer_comment": {"GET": PEOPLE, "POST": PEOPLE},
    "article_latest": {"GET": EVERYONE},
    "claim_latest": {"GET": EVERYONE},
    "edit_comment": {"GET": AUTHOR, "POST": AUTHOR},
    "comment_changes": {"GET": EVERYONE},
    "withdraw_comment": {"GET": AUTHOR, "POST": AUTHOR},
    "article_first_new": {"GET": PEOPLE},
    "claim_first_new": {"GET": PEOPLE},
    "next_new": {"GET": PEOPLE},
    "appreciate": {"POST": PEOPLE},
    "appreciated_by": {"GET": EVERYONE},
    "report_comment": {"GET": EVERYONE, "POST": PEOPLE},
    "report_illegal": {"GET": EVERYONE, "POST": EVERYONE},
    "mute_author": {"POST": PEOPLE},
    "house_rules": {"GET": EVERYONE},
    "contact": {"GET": EVERYONE},
    "terms": {"GET": EVERYONE},
    "house_rules_json": {"GET": EVERYONE},
    "inbox": {"GET": PEOPLE},
    "drafts": {"GET": PEOPLE},
    "discard_draft": {"GET": AUTHOR, "POST": AUTHOR},
    "draft_placed": {"GET": PEOPLE},
    "imported_comments": {"GET": PEOPLE, "POST": PEOPLE},
    "message": {"GET": AUTHOR},
    "warning_read": {"POST": AUTHOR},
    "all_read": {"POST": PEOPLE},
    "follow_article": {"POST": PEOPLE},
    "follow_claim": {"POST": PEOPLE},
    "follow_series": {"POST": PEOPLE},
    "following": {"GET": PEOPLE, "POST": PEOPLE},
    "article_people": {"GET": PEOPLE},
    "claim_people": {"GET": PEOPLE},
    "mail_choices": {"GET": PEOPLE, "POST": PEOPLE},
    "resume_mail": {"POST": PEOPLE},
    "why_no_mail": {"GET": PEOPLE},
    # Whoever has the mail has the token in it.
    "unsubscribe": {"GET": EVERYONE, "POST": EVERYONE},
    "save_from_mail": {"POST": EVERYONE},
    "mail_desk": {"GET": OPERATOR},
    "public_log": {"GET": EVERYONE},
    "law_reports": {"GET": EVERYONE},
    "law_report": {"GET": EVERYONE},
    "law_report_csv": {"GET": EVERYONE},
    "law_report_cases": {"GET": MODERATOR},
    "law_reporting": {"GET": OPERATOR, "POST": OPERATOR},
    "duties": {"GET": OPERATOR, "POST": OPERATOR},
    "statements": {"GET": OPERATOR},
    "statements_file": {"GET": OPERATOR},
    "moderation_figures": {"GET": MODERATOR},
    "moderation_queue": {"GET": MODERATOR},
    "moderation_log": {"GET": MODERATOR},
    "decide_together": {"POST": MODERATOR},
    "keep_filter": {"POST": MODERATOR},
    "desk_choice": {"POST": MODERATOR},
    "open_case_here": {"POST": MODERATOR},
    "quick_decision": {"POST": MODERATOR},
    "moderation_threat": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_notice": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_open": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_case": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_take": {"POST": MODERATOR},
    "moderation_undo": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_undo_act": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_take_back": {"POST": MODERATOR},
    "moderation_disputes": {"GET": MODERATOR},
    "moderation_dispute_new": {"GET": MODERATOR, "POST": MODERATOR},
    "moderation_dispute": {"GET": MODERATOR, "POST": MODERATOR},
    "appeal_by_link": {"GET": EVERYONE, "POST": EVERYONE},
    "appeal_case": {"GET": MODERATOR, "POST": MODERATOR},
    "invite_reviewer": {"POST": MODERATOR},
    "outside_review": {"GET": EVERYONE, "POST": EVERYONE},
    "article_rules": {"GET": MODERATOR, "POST": MODERATOR},
    "claim_rules": {"GET": MODERATOR, "POST": MODERATOR},
    "person_rules": {"GET": MODERATOR, "POST": MODERATOR},
    "site_rules": {"GET": MODERATOR, "POST": MODERATOR},
    "filters": {"GET": MODERATOR, "POST": MODERATOR},
    "filter": {"GET": MODERATOR, "POST": MODERATOR},
    "word_list": {"GET": MODERATOR, "POST": MODERATOR},
    "strike_word": {"POST": MODERATOR},
    "member": {"GET": MODERATOR, "POST": MODERATOR},
    "member_rules": {"GET": MODERATOR, "POST": MODERATOR},
    "wipe_note": {"POST": MODERATOR},
    "moderator_scope": {"GET": OPERATOR, "POST": OPERATOR},
    "restriction_end": {"POST": MODERATOR},
    "hide_revision": {"GET": MODERATOR, "POST": MODERATOR},
    "ask_to_hide_revision": {"GET": AUTHOR, "POST": AUTHOR},
    "move_comment": {"GET": MODERATOR, "POST": MODERATOR},
    "label_comment": {"GET": MODERATOR, "POST": MODERATOR},
    "editor_desk": {"GET": EDITOR},
    "article_record": {"GET": EDITOR},
    "passages": {"GET": EDITOR},
    "passage": {"GET": EDITOR, "POST": EDITOR},
    "article_facts": {"GET": EDITOR, "POST": EDITOR},
    "bring_in": {"GET": EDITOR, "POST": EDITOR},
    "intakes": {"GET": EDITOR},
    "intake": {"GET": EDITOR},
    "intake_line": {"POST": EDITOR},
    "intake_decide": {"POST": EDITOR},
    "start_export": {"POST": EDITOR},
    "reread_article": {"POST": EDITOR},
    "publish_article": {"POST": EDITOR},
    "withdraw_article": {"GET": EDITOR, "POST": EDITOR},
    "restore_article": {"POST": EDITOR},
    "sources": {"GET": EDITOR, "POST": EDITOR},
    "source": {"GET": EDITOR, "POST": EDITOR},
    "proposed_claims": {"GET": EDITOR},
    "marking": {"GET": EDITOR, "POST": EDITOR},
    "edit_claim": {"GET": EDITOR, "POST": EDITOR},
    "judge_claim": {"POST": EDITOR},
    "remove_passage": {"POST": EDITOR},
    "relate_claim": {"POST": EDITOR},
    "withdraw_relation": {"POST": EDITOR},
    "people": {"GET": OPERATOR},
    "person_roles": {"POST": OPERATOR},
    "profile": {"GET": PEOPLE, "POST": PEOPLE},
    "muted": {"GET": PEOPLE},
    "unmute": {"POST": AUTHOR},
    "account_login": {"GET": EVERYONE, "POST": EVERYONE},
    "account_logout": {"GET": EVERYONE, "POST": EVERYONE},
    "account_inactive": {"GET": EVERYONE},
    "account_signup": {"GET": EVERYONE, "POST": EVERYONE},
    "account_reauthenticate": {"GET": PEOPLE, "POST": PEOPLE},
    "account_email": {"GET": PEOPLE, "POST": PEOPLE},
    "account_email_verification_sent": {"GET": EVERYONE, "POST": EVERYONE},
    "account_change_password": {"GET": PEOPLE, "POST": PEOPLE},
    "account_set_password": {"GET": PEOPLE, "POST": PEOPLE},
    "account_reset_password": {"GET": EVERYONE, "POST": EVERYONE},
    "account_confirm_password_reset_code": {"GET": EVERYONE, "POST": EVERYONE},
    "account_complete_password_reset": {"GET": EVERYONE, "POST": EVERYONE},
    "account_request_login_code": {"GET": EVERYONE, "POST": EVERYONE},
    "account_confirm_login_code": {"GET": EVERYONE, "POST": EVERYONE},
    "mailbox": {"GET": EVERYONE},
    "robots": {"GET": EVERYONE},
    "sitemap": {"GET": EVERYONE},
    "sitemap_articles": {"GET": EVERYONE},
    "sitemap_claims": {"GET": EVERYONE},
    "articles_feed": {"GET": EVERYONE},
    "article_comments_feed": {"GET": EVERYONE},
    "claim_comments_feed": {"GET": EVERYONE},
    "article_card": {"GET": EVERYONE},
    "claim_card": {"GET": EVERYONE},
    "livez": {"GET": EVERYONE},
    "readyz": {"GET": EVERYONE},
    "styleguide": {"GET": EVERYONE},
    "about": {"GET": EVERYONE},
}
# Steps of logging in that send whoever has no business there to another page: themselves public.
STEPS = {name for name in ACCESS if name.startswith("account_")}
# Where an empty form is no form at all.
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def addresses(patterns: list[Any]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = [pattern.name for pattern in addresses(get_resolver().url_patterns)]
    assert sorted(name or "" for name in names) == sorted(ACCESS)


def test_every_moderation_view_wears_the_guard() -> None:
    views = {
        pattern.name: pattern.callback
        for pattern in addresses(get_resolver().url_patterns)
        if str(pattern.pattern).startswith("moderatie/")
    }
    assert len(views) > 5
    assert [name for name, view in views.items() if not getattr(view, "moderators_only", 0)] == []


def test_djangos_admin_is_not_there() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def turned_away(response: Any) -> bool:
    sent_to_log_in = response.status_code == 302 and response["Location"].startswith(
        reverse("account_login") + "?"
    )
    return sent_to_log_in or response.status_code in (401, 403, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCESS)
def test_only_those_in_the_table_get_in(name: str) -> None:
    town = Town()
    for method, audience in ACCESS[name].items():
        for role in sorted(EVERYONE):
            response = town.knock(role, name, method)
            assert response.status_code < 500
            if name in STEPS:
                assert response.status_code != 405, (role, method)
                continue
            assert turned_away(response) != (role in audience), (role, method, response.status_code)


@pytest.mark.django_db
def test_methods_that_are_not_in_the_table_are_refused() -> None:
    """In one town for all: what is refused changes nothing."""
    town = Town()
    for name, rows in ACCESS.items():
        for method in METHODS:
            if method in rows:
                continue
            for role in sorted(EVERYONE):
                response = town.knock(role, name, method)
                where = (name, role, method)
                assert response.status_code == 405 or turned_away(response), where
            insider = sorted(next(iter(rows.values())) - VISITOR)[0]
            assert town.knock(insider, name, method).status_code == 405, (name, insider, method)
