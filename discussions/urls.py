"""The addresses of discussions, by part."""

from discussions.urls_desk import urlpatterns as desk
from discussions.urls_drafts import urlpatterns as drafts
from discussions.urls_law import urlpatterns as law
from discussions.urls_marking import urlpatterns as marking
from discussions.urls_moderation import urlpatterns as moderation
from discussions.urls_pages import urlpatterns as pages
from discussions.urls_threads import urlpatterns as threads
from discussions.urls_told import urlpatterns as told
from discussions.urls_web import urlpatterns as web

urlpatterns = [*pages, *threads, *drafts, *desk, *moderation, *law, *marking, *told, *web]
