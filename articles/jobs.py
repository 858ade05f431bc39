"""Jobs about articles."""

from procrastinate.contrib.django import app

from articles.actions.carry_passages import recompute_passages
from articles.models import ArticleVersion


@app.task(name="articles.recompute_passages", queue="articles")
def recompute_version(version_id: int) -> int:
    """Look again for the undecided passages of one version; safe to run twice, for it gives the same."""
    version = ArticleVersion.objects.defer("raw", "lines").filter(pk=version_id).first()
    return recompute_passages(version=version) if version is not None else 0
