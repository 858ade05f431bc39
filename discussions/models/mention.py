"""Who is named in a comment with an @."""

from typing import ClassVar

from django.db import models


class Mention(models.Model):
    """`person`, who wrote in this discussion before, is named in `comment`. What the reader sees is in its
    text; this row is for telling them."""

    comment = models.ForeignKey(
        "discussions.Comment", on_delete=models.CASCADE, related_name="mentions"
    )
    person = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "person"], name="mention_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.comment_id}"
