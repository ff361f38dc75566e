"""Partner systems: the keys with which they ask, how much they asked, and where they want to be told of changes."""

import base64
import secrets
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a key is good for."""

    READ = "read", _("Read with a limit of its own")
    WEBHOOKS = "webhooks", _("Be told of changes by webhooks")


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def in_force(self) -> "ApiKeyQuerySet":
        """The keys that are neither revoked nor expired."""
        return self.filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=timezone.now()), revoked_at=None
        )


class ApiKey(models.Model):
    """A key that was given to a partner: shown once, when it is made; kept as a digest, never as itself."""

    partner = models.CharField(
        _("partner"), max_length=200, help_text=_("The system or body that it was given to.")
    )
    contact = models.EmailField(_("contact"), blank=True, help_text=_("Where to write before it expires."))
    prefix = models.CharField(_("begins with"), max_length=12, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=20, choices=Scope),
        verbose_name=_("good for"),
        default=list,
        help_text=_("Without any, it is good for nothing."),
    )
    requests_a_minute = models.PositiveIntegerField(
        _("requests a minute"), default=3000, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    last_used_at = models.DateTimeField(_("last used at"), null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.partner} ({self.prefix}…)"

    @property
    def in_force(self) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())


class Usage(models.Model):
    """How often a caller asked within one minute: the newest in which it did. `who` is a digest, not an address."""

    who = models.CharField(max_length=64, primary_key=True)
    minute = models.BigIntegerField()
    requests = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.requests} in minute {self.minute}"


def new_secret() -> str:
    """A secret as Standard Webhooks writes it: 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


class Webhook(models.Model):
    """An address of a partner that is told when something changed."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="webhooks", verbose_name=_("key"))
    url = models.URLField(
        _("address"), max_length=500, help_text=_("https only, and reachable from outside.")
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    told = models.BigIntegerField(
        _("told up to revision"),
        default=0,
        editable=False,
        help_text=_("The newest revision it was told of."),
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    stopped_at = models.DateTimeField(
        _("stopped at"),
        null=True,
        blank=True,
        help_text=_("Set where it is to be told nothing; empty to go on."),
    )
    stopped_because = models.TextField(_("stopped because"), blank=True, default="")

    class Meta:
        verbose_name = _("webhook")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "url"], name="webhook_is_told_once")]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message to a webhook, and what became of it. The log is the queue: what is due is tried again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Given up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    revision = models.BigIntegerField(_("revision"), help_text=_("The newest at the time."))
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    last_status = models.PositiveIntegerField(_("last status"), null=True)
    last_error = models.TextField(_("last error"), blank=True, default="")
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state="waiting"), name="delivery_waiting_by_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook"],
                condition=models.Q(state="waiting"),
                name="webhook_has_one_delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: revision {self.revision} to {self.webhook}"
