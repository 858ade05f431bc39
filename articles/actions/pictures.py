"""Pictures of a version: kept once, however many texts show them."""

from collections.abc import Sequence

from articles.cleaning.draft import DraftPicture
from articles.models import ArticleVersion, Picture, PictureUse


def keep_pictures(*, version: ArticleVersion, pictures: Sequence[DraftPicture]) -> None:
    """Store what is not here yet, and note that `version` shows all of them."""
    Picture.objects.bulk_create(
        [Picture(**vars(picture)) for picture in pictures], ignore_conflicts=True
    )
    kept = Picture.objects.filter(sha256__in=[picture.sha256 for picture in pictures]).only("pk")
    PictureUse.objects.bulk_create(PictureUse(version=version, picture=one) for one in kept)
