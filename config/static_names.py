"""The names of static files by their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamesByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As style sheets name their fonts, so do our scripts name each other: by content, and kept for ever.

    Django can do this for every script, but stops at one that an app brought along for a bundler to complete.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            ((r"""(?P<matched>from "(?P<url>\./[\w-]+\.js)")""", 'from "%(url)s"'),),
        ),
    )
