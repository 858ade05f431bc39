"""Rows for tests, made the shortest honest way: by the same verbs as the site wherever they exist."""

import hashlib
import io
import itertools
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from PIL import Image

from accounts.models import User
from articles.actions.intake import begin_intake
from articles.importers.kinds import SourceKind
from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Intake,
    Picture,
    PictureUse,
    Source,
    Wording,
)
from discussions.actions.comments import post_comment
from discussions.actions.threads import lock_thread_about, record_change
from discussions.markup import RENDERER_VERSION, render
from discussions.models import (
    Comment,
    CommentRevision,
    Decision,
    HiddenRevision,
    ImportedAuthor,
    Move,
    Outcome,
    Restriction,
    RestrictionKind,
    Thread,
)
from discussions.moderation.deciding import decide
from discussions.moderation.restrictions import OUTCOME_OF
from discussions.moderation.taking import open_case
from discussions.moderation.warnings import acknowledge_warning

numbers = itertools.count(1)


def make_person(name: str = "An", *roles: str, password: str | None = None, **fields: Any) -> User:
    """A member called `name`, with `roles` besides. Without `password` only a test logs them in:
    hashing one takes longer than most tests."""
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}{next(numbers)}@example.org")
    person = User(display_name=name, roles=list(roles), **fields)
    person.set_password(password)
    person.save()
    return person


def make_source(name: str = "Het wijkblad", **fields: Any) -> Source:
    fields.setdefault("slug", f"bron-{next(numbers)}")
    return Source.objects.get_or_create(name=name, defaults=fields)[0]


def make_article(title: str = "Zorg in de wijk", text: str = "", **fields: Any) -> Article:
    """A published article of one paragraph; `status="draft"` leaves it unpublished."""
    number = next(numbers)
    fields.setdefault("slug", f"artikel-{number}")
    status = fields.pop("status", "published")
    article = Article.objects.create(status="draft", **fields)
    text = text or f"De wijk vraagt om zorg {number}."
    article.current_version = ArticleVersion.objects.create(
        article=article,
        number=1,
        raw=f"{title}\n\n{text}".encode(),
        raw_sha256=f"{number:064x}",
        title=title,
        canonical_text=f"{title}\n\n{text}",
        blocks=[],
        blocks_format=1,
        lines=[],
        metadata={},
        word_count=len(text.split()),
    )
    article.status = status
    article.opened_at = None if status == "draft" else article.created_at
    article.save()
    return article


def make_intake(text: str = "", **fields: Any) -> Intake:
    """A text that waits for an editor to look it over."""
    number = next(numbers)
    text = (
        text or f"Zorg in de wijk {number}\n\nDe wijk vraagt elke dag om zorg, zegt tekst {number}."
    )
    fields.setdefault("kind", SourceKind.TEXT)
    fields.setdefault("created_by", None)
    return begin_intake(raw=text.encode(), **fields)


def make_picture(article: Article | None = None) -> Picture:
    """A small picture of its own colour; with `article` it stands in the text that is read now."""
    number = next(numbers)
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (number % 256, number // 256 % 256, 120)).save(file, "PNG")
    picture = Picture.objects.create(
        sha256=hashlib.sha256(file.getvalue()).hexdigest(),
        media_type="image/png",
        width=40,
        height=30,
        data=file.getvalue(),
    )
    if article is not None:
        PictureUse.objects.create(version=article.current_version, picture=picture)
    return picture


def make_claim(article: Article | None = None, statement: str = "", **fields: Any) -> Claim:
    """A claim with its first wording, numbered after the last one in its article."""
    article = article or make_article()
    fields.setdefault("number", article.claims.count() + 1)
    claim = Claim.objects.create(article=article, **fields)
    claim.current_wording = Wording.objects.create(
        claim=claim, statement=statement or f"Zorg hoort in de wijk, zegt stelling {claim.number}."
    )
    claim.save()
    return claim


def say(
    author: User | None = None,
    body: str = "",
    *,
    under: Article | Claim | Comment | None = None,
    **fields: Any,
) -> Comment:
    """Post a comment under an article, a claim or another comment."""
    under = under or make_article()
    names = {Article: "article", Claim: "claim", Comment: "parent"}
    return post_comment(
        author=author or make_person(),
        body=body or f"Wat reactie {next(numbers)} zegt.",
        submission_id=fields.pop("submission_id", None) or uuid.uuid4(),
        **{names[type(under)]: under},
        **fields,
    )


@transaction.atomic
def came_along(
    name: str = "Karin", body: str = "", *, under: Article | Comment | None = None, **fields: Any
) -> Comment:
    """A comment under an article, or an answer, as an import left it: by a name nobody confirmed.

    Give `imported_author` for another comment under the same name.
    """
    under = under or make_article()
    parent = under if isinstance(under, Comment) else None
    thread = parent.thread if parent else lock_thread_about(article=under)  # type: ignore[arg-type]
    number = next(numbers)
    body = body or f"Wat overgenomen reactie {number} zegt."
    if "imported_author" not in fields:
        author = ImportedAuthor.objects.create(name=name, origin="wordpress:wijkblad.example.org")
        fields["imported_author"] = author
    comment = Comment.objects.create(
        thread=thread,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        body=body,
        body_html=render(body),
        renderer_version=RENDERER_VERSION,
        submission_id=uuid.uuid4(),
        import_key=f"wordpress:{number}",
        **fields,
    )
    CommentRevision.objects.create(comment=comment, number=1, body=body)
    if parent:
        Comment.objects.filter(pk=parent.pk).update(reply_count=F("reply_count") + 1)
    record_change(thread=thread, readable=1)
    return comment


def hide(
    comment: Comment, moderator: User | None = None, reason: str = "Te persoonlijk."
) -> Decision:
    """Hide a comment on a moderator's own initiative, letters and all. The comment is refreshed."""
    moderator = moderator or make_person("Mo", "moderator")
    case = open_case(comment=comment, moderator=moderator)
    decision = decide(
        case=case,
        moderator=moderator,
        outcome=Outcome.HIDE,
        seen_version=case.version,
        rule_code="HR-1",
        explanation="Je noemt Bas hier een prutser.",
        public_reason=reason,
    )
    comment.refresh_from_db()
    return decision


def restrict(
    *,
    moderator: User,
    kind: str,
    reason: str = "",
    thread: Thread | None = None,
    article: Article | None = None,
    person: User | None = None,
    rule_code: str = "",
    **details: Any,
) -> Restriction:
    """What holds from now on. Who is suspended was warned before, and read it."""
    if kind == RestrictionKind.SUSPENDED:
        if person is not None and not person.warnings.exists():
            warning = warn(moderator=moderator, person=person)
            acknowledge_warning(warning=warning.warning)
        details = {"gravity": "Anderen haken af.", "intention": "Het was boosheid.", **details}
    elif person is not None:
        details.setdefault("explanation", "Je noemde iemand drie keer dom.")
    line = decide(
        moderator=moderator,
        outcome=OUTCOME_OF.get(kind, kind),
        about=thread or article or person,
        public_reason=reason,
        rule_code=rule_code or ("HR-1" if person is not None else ""),
        **details,
    )
    return Restriction.objects.get(decision=line)


def lift(*, restriction: Restriction, moderator: User) -> Restriction:
    decide(moderator=moderator, outcome=Outcome.END, about=restriction)
    return Restriction.objects.get(pk=restriction.pk)


def warn(*, moderator: User, person: User, **words: Any) -> Decision:
    """A warning by the first rule."""
    words = {"rule_code": "HR-1", "explanation": "Je noemde iemand drie keer dom.", **words}
    return decide(moderator=moderator, outcome=Outcome.WARN, about=person, **words)


def move_branch(
    *,
    comment: Comment,
    moderator: User,
    reason: str,
    article: Article | None = None,
    claim: Claim | None = None,
) -> Move:
    """Take a comment with its answers to another discussion of its article."""
    line = decide(
        moderator=moderator,
        outcome=Outcome.MOVE,
        about=comment,
        to=article or claim,
        public_reason=reason,
    )
    return Move.objects.get(decision=line)


def hide_revision(
    *, revision: CommentRevision, moderator: User, rule_code: str, reason: str
) -> HiddenRevision:
    """Let nobody read an earlier text any more."""
    decide(
        moderator=moderator,
        outcome=Outcome.HIDE_TEXT,
        about=revision,
        rule_code=rule_code,
        public_reason=reason,
    )
    return HiddenRevision.objects.get(revision=revision)


def closed_by_the_clock(
    moderator: User, thread: Thread, *, starts_at: datetime, until: datetime
) -> Restriction:
    """A discussion that closed at one moment and opens, or opened, at another, decided at most five minutes ago."""
    line = Decision.objects.create(
        moderator=moderator,
        outcome=Outcome.CLOSE,
        thread=thread,
        source="voluntary",
        created_at=timezone.now() - timedelta(minutes=5),
        until=until,
    )
    closed: Restriction = Restriction.objects.create(
        decision=line,
        thread=thread,
        kind=RestrictionKind.CLOSED,
        reason="Even rust.",
        set_by=moderator,
        starts_at=starts_at,
        until=until,
    )
    return closed
