from discussions.models.comment import Comment, CommentRevision, CommentStatus
from discussions.models.imported_author import ImportedAuthor
from discussions.models.moderation import Case, Decision, DecisionText, Outcome, Report
from discussions.models.move import Move
from discussions.models.notification import Notification
from discussions.models.restriction import Restriction, RestrictionKind
from discussions.models.search import CommentEntry
from discussions.models.second_look import SecondLookCount
from discussions.models.stance import Leaning, Stance, StanceChange, StanceValue
from discussions.models.thread import Participation, Thread

__all__ = [
    "Case",
    "Comment",
    "CommentEntry",
    "CommentRevision",
    "CommentStatus",
    "Decision",
    "DecisionText",
    "ImportedAuthor",
    "Leaning",
    "Move",
    "Notification",
    "Outcome",
    "Participation",
    "Report",
    "Restriction",
    "RestrictionKind",
    "SecondLookCount",
    "Stance",
    "StanceChange",
    "StanceValue",
    "Thread",
]
