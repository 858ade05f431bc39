"""What somebody may add to a comment: what kind it is, and as what they write."""

from dataclasses import dataclass

from discussions.models import Comment, ContributionKind, ShownTo, WritingAs


@dataclass(frozen=True)
class As:
    """Function, organisation and interest, and who may read them ("": nobody)."""

    function: str = ""
    organisation: str = ""
    interest: str = ""
    shown_to: str = ""

    @property
    def is_shown(self) -> bool:
        says = self.function or self.organisation or self.interest
        return bool(says) and self.shown_to in ShownTo.values


@dataclass(frozen=True)
class Extras:
    """`kind` is one of ContributionKind, or "". Without `writing_as` only the name is shown."""

    kind: str = ""
    writing_as: As | None = None

    def __post_init__(self) -> None:
        if self.kind and self.kind not in ContributionKind.values:
            raise ValueError(f"no such kind: {self.kind}")


def keep_writing_as(*, comment: Comment, said: As | None) -> None:
    """Store what is shown beside the name of this new comment. What is for nobody is not kept."""
    if said is not None and said.is_shown:
        WritingAs.objects.create(
            comment=comment,
            function=said.function,
            organisation=said.organisation,
            interest=said.interest,
            shown_to=said.shown_to,
        )
