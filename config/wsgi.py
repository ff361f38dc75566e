"""The WSGI application: what a web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from config.database import start_if_embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
start_if_embedded()
application = get_wsgi_application()
