"""Following, being told, and what is mailed of it."""

from django.urls import URLPattern, path

from discussions.views import following, inbox, mail_choices, mail_desk, mentions

urlpatterns: list[URLPattern] = [
    path("artikelen/<slug:slug>/volgen/", following.follow_article, name="follow_article"),
    path(
        "stellingen/<slug:slug>-<int:number>/volgen/", following.follow_claim, name="follow_claim"
    ),
    path("reeksen/<slug:slug>/volgen/", following.follow_series, name="follow_series"),
    path("artikelen/<slug:slug>/reacties/mensen/", mentions.of_article, name="article_people"),
    path(
        "stellingen/<slug:slug>-<int:number>/reacties/mensen/",
        mentions.of_claim,
        name="claim_people",
    ),
    path("berichten/", inbox.inbox, name="inbox"),
    path("berichten/gelezen/", inbox.all_read, name="all_read"),
    path("berichten/volgen/", following.following, name="following"),
    path("berichten/keuzes/", mail_choices.own, name="mail_choices"),
    path("berichten/post-hervatten/", mail_choices.resume, name="resume_mail"),
    path("berichten/waarom/", mail_choices.why, name="why_no_mail"),
    path("berichten/<int:message_id>/", inbox.message, name="message"),
    path("berichten/<int:message_id>/gelezen/", inbox.warning_read, name="warning_read"),
    # From a mail, without logging in.
    path("post/<str:token>/", mail_choices.from_mail, name="unsubscribe"),
    path("post/<str:token>/keuzes/", mail_choices.save_from_mail, name="save_from_mail"),
    path("beheer/post/", mail_desk.mail_desk, name="mail_desk"),
]
