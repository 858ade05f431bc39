"""Why a text was not kept as a draft, in words."""

from django.utils.translation import gettext_lazy as _

NEWER = _(
    "You went on writing in another window. Both texts are here. If you keep this one as your draft, "
    "the other one stays in your list of drafts."
)
NOT_KEPT = {
    "empty": _("Write something first."),
    "too_long": _("This text is too long to keep as a draft."),
    "too_many": _(
        "You have so many drafts that no more fit. Throw some away in your list of drafts."
    ),
    "second_look": _(
        "We do not keep this text as a draft, because of what is shown below. Change it first."
    ),
    "placed": _("This text has been placed already."),
}
