"""What somebody who writes sends, and what comes back."""

import json
import re
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Article
from discussions.models import Comment

TEXT = "Wat ik zeg & <vind>,\nnog een regel"
SHOWN = "Wat ik zeg &amp; &lt;vind&gt;,\nnog een regel"


def under(article: Article) -> str:
    return reverse("article_comments", args=[article.slug])


def answer_to(comment: Comment) -> str:
    return reverse("answer_comment", args=[comment.public_id])


def form(body: str = TEXT, **more: str) -> dict[str, str]:
    return {"body": body, "submission_id": str(uuid.uuid4()), **more}


def htmx(client: Client, address: str, data: dict[str, str]) -> Any:
    return client.post(address, data, headers={"HX-Request": "true"})


def events(response: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(response.headers["HX-Trigger-After-Settle"])
    return found


def submission_in(html: str) -> str:
    (found,) = re.findall(r'name="submission_id" value="([0-9a-f-]{36})"', html)
    return str(found)
