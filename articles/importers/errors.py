"""What an importer raises."""


class UnreadableSource(Exception):
    """A source that cannot become an article. `reason` is one sentence in Dutch that names it and says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
