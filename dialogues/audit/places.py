"""By whom a change was made and from where, in words."""

from django.utils.translation import gettext as _

from dialogues.audit.models import Change


def who_in_words(change: Change) -> str:
    """The person; of a command who ran it; of a write from neither, the database's user."""
    said = change.context or {}
    if change.user_id:
        user = change.user
        if user is None:
            return _("account no. %(number)s, which is gone") % {"number": change.user_id}
        return user.get_full_name() or user.get_username()
    if "command" in said:
        return _("%(person)s, by a command") % {"person": said.get("os_user", "")}
    if "url" in said:
        return _("somebody who was not signed in")
    return _("%(person)s, directly in the database") % {"person": change.database_user}


def where_in_words(change: Change) -> str:
    """The page and the address from which it was sent; the command; or the program that wrote to the database."""
    said = change.context or {}
    if "command" in said:
        return _("command “%(command)s”") % {"command": said["command"]}
    if "url" in said:
        page = _("page %(page)s") % {"page": said["url"]}
        return f"{page}, {said['address']}" if said.get("address") else page
    told = [_("directly in the database"), change.application, str(change.client or "")]
    return ", ".join(filter(None, told))
