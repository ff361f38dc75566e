"""The admin site of the register: its name, and the app config that makes it the default site."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class RegisterAdminSite(AdminSite):
    """The desk where staff enter, clear and publish records."""

    site_title = _("Space Dialogues desk")
    site_header = _("Space Dialogues: the desk")
    index_title = _("Records")
    enable_nav_sidebar = True


class RegisterAdminConfig(AdminConfig):
    default_site = "config.admin_site.RegisterAdminSite"
