from discussions.models.appeal import Appeal, OutsideReview
from discussions.models.appreciation import Appreciation, AppreciationKind
from discussions.models.case import Case, CaseKind
from discussions.models.comment import Comment
from discussions.models.comment_status import CommentStatus, ContributionKind
from discussions.models.decision import Decision
from discussions.models.decision_text import DecisionText
from discussions.models.desk_choice import DeskChoice, SavedFilter
from discussions.models.dispute import Dispute, DisputeOutcome
from discussions.models.draft import Draft
from discussions.models.filter import FilterEffect, FilterSetting, ListedWord
from discussions.models.hidden_revision import HiddenRevision
from discussions.models.hold import Hold, HoldReason
from discussions.models.imported_author import ImportedAuthor
from discussions.models.label import CommentLabel
from discussions.models.law_report import ActiveMonth, Duty, DutyChange, LawReport
from discussions.models.life_threat import LifeThreat
from discussions.models.member_note import MemberNote
from discussions.models.mention import Mention
from discussions.models.move import Move
from discussions.models.news_mail import MailChoice, NewsMail, Pace
from discussions.models.notification import Notification
from discussions.models.outcome import Automation, Outcome, Source
from discussions.models.report import Report, ReportKind
from discussions.models.restriction import Restriction, RestrictionKind
from discussions.models.revision import CommentRevision
from discussions.models.scope import ModeratorScope
from discussions.models.search import CommentEntry
from discussions.models.second_look import SecondLookCount
from discussions.models.stance import Leaning, Stance, StanceChange, StanceValue
from discussions.models.thread import Participation, Thread
from discussions.models.warning import MemberWarning
from discussions.models.writing_as import ShownTo, WritingAs

__all__ = [
    "ActiveMonth",
    "Appeal",
    "Appreciation",
    "AppreciationKind",
    "Automation",
    "Case",
    "CaseKind",
    "Comment",
    "CommentEntry",
    "CommentLabel",
    "CommentRevision",
    "CommentStatus",
    "ContributionKind",
    "Decision",
    "DecisionText",
    "DeskChoice",
    "Dispute",
    "DisputeOutcome",
    "Draft",
    "Duty",
    "DutyChange",
    "FilterEffect",
    "FilterSetting",
    "HiddenRevision",
    "Hold",
    "HoldReason",
    "ImportedAuthor",
    "LawReport",
    "Leaning",
    "LifeThreat",
    "ListedWord",
    "MailChoice",
    "MemberNote",
    "MemberWarning",
    "Mention",
    "ModeratorScope",
    "Move",
    "NewsMail",
    "Notification",
    "Outcome",
    "OutsideReview",
    "Pace",
    "Participation",
    "Report",
    "ReportKind",
    "Restriction",
    "RestrictionKind",
    "SavedFilter",
    "SecondLookCount",
    "ShownTo",
    "Source",
    "Stance",
    "StanceChange",
    "StanceValue",
    "Thread",
    "WritingAs",
]
