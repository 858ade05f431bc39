"""Tell search anew what every text holds: after restoring a backup, or when its rules changed."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Count, Min

from articles.actions.index import index_article, index_claim
from articles.models import Article, Claim, Word
from discussions.actions.index import index_comments
from discussions.models import Comment

AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Stores the words of all articles, claims and comments again. Safe to repeat and to stop."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = Article.objects.with_text().exclude(current_version=None).order_by("pk")
        for article in articles.iterator(chunk_size=20):
            with transaction.atomic():
                index_article(article)
        self.stdout.write(f"{articles.count()} artikelen")
        claims = Claim.objects.with_wording().order_by("pk")
        for claim in claims.iterator(chunk_size=AT_ONCE):
            index_claim(claim)
        self.stdout.write(f"{claims.count()} stellingen")
        last = done = 0
        fields = ("body", "created_at", "thread_id")
        while batch := list(
            Comment.objects.filter(pk__gt=last).order_by("pk").only(*fields)[:AT_ONCE]
        ):
            with transaction.atomic():
                index_comments(batch)
            last, done = batch[-1].pk, done + len(batch)
            self.stdout.write(f"{done} reacties")
        twice = Word.objects.values("text").annotate(n=Count("pk"), first=Min("pk")).filter(n__gt=1)
        for word in twice:
            Word.objects.filter(text=word["text"]).exclude(pk=word["first"]).delete()
        self.stdout.write(f"{Word.objects.count()} verschillende woorden")
