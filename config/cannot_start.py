"""The one way in which anything of `make install`, `make run` or `make test` refuses."""


class CannotStart(Exception):
    """Its message is one Dutch sentence for the screen: what is wrong and what to do about it."""
