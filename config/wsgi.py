"""The door for a WSGI server (granian)."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# A web worker serves many requests from few connections: a pool, also where a URL did not ask.
os.environ.setdefault("DATABASE_POOL", "1")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
