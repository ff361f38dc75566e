"""What every record has that can become public: a public id, a version, and where it stands in clearance.

The version is a number that the database raises by one with every change of the record or of anything that
belongs to it (triggers, so that bulk writes and raw SQL count too). A publication notes the version that it
shows; a record whose version is another has been edited since. Numbers, not times: two clocks never tie.
"""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

validate_slug = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("An id has lower-case letters a to z, digits and single hyphens, as in us-jp-cds-09."),
)
SLUG_LENGTH = 120


def slug_field(**kwargs: Any) -> models.CharField:
    """The public id of a record: a word, unique among its kind, stable for life."""
    usual: dict[str, Any] = {
        "verbose_name": _("public id"),
        "max_length": SLUG_LENGTH,
        "validators": [validate_slug],
        "help_text": _("Part of the address for ever; lower-case words joined by hyphens."),
    }
    return models.CharField(unique=True, **(usual | kwargs))


def free_slug(model: type[models.Model], stem: str, first: str = "", also: Iterable[str] = ()) -> str:
    """A public id that no row of the model has, and none of `also`.

    `first` where it is free, else the stem and a number from 1 up.
    """
    rows = model._default_manager.filter(slug__startswith=stem[: SLUG_LENGTH - 5])
    taken = {*rows.values_list("slug", flat=True), *also}
    if first and first not in taken:
        return first
    joint = "-" if first else ""
    return next(
        slug
        for n in range(2 if first else 1, len(taken) + 3)
        if (slug := f"{stem[: SLUG_LENGTH - 5]}{joint}{n}") not in taken
    )


# Not content: a record submitted for review reads the same to the public.
CLEARANCE_COLUMNS = ["id", "version", "changed_by", "submitted_at", "submitted_by", "submitted_version"]

# Who writes, as the request says it to the database (django-pghistory); nobody known where no request does.
WHO_WRITES = "(NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::integer"


class CountsVersions(pgtrigger.Trigger):
    """Raises the version of a record whose own columns change, and lets nothing lower it; notes who changed it.

    A form saves every column, the version that it once read among them: without the second half, saving an
    unchanged form would take back a change that was counted meanwhile. Nobody can write who changed a record: it
    is whoever wrote when the version rose. Nor can anybody submit a record for review in another's name: whoever
    writes when it was submitted is who submitted it, and the version is the one that it then has.
    """

    name = "count_versions"
    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def get_func(self, model: Any) -> str:
        columns = [f.column for f in model._meta.concrete_fields if f.name not in CLEARANCE_COLUMNS]
        new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
        return f"""
            IF TG_OP = 'INSERT' THEN
                NEW.changed_by_id = {WHO_WRITES};
                NEW.submitted_by_id = CASE WHEN NEW.submitted_at IS NOT NULL THEN {WHO_WRITES} END;
                NEW.submitted_version = CASE WHEN NEW.submitted_at IS NOT NULL THEN NEW.version END;
                RETURN NEW;
            END IF;
            IF ROW({new}) IS DISTINCT FROM ROW({old}) THEN
                NEW.version = OLD.version + 1;
            ELSE
                NEW.version = GREATEST(NEW.version, OLD.version);
            END IF;
            NEW.changed_by_id = CASE WHEN NEW.version > OLD.version THEN {WHO_WRITES} ELSE OLD.changed_by_id END;
            IF NEW.submitted_at IS NULL THEN
                NEW.submitted_by_id = NULL;
                NEW.submitted_version = NULL;
            ELSIF NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN
                NEW.submitted_by_id = {WHO_WRITES};
                NEW.submitted_version = NEW.version;
            ELSE
                -- Deleting a user may empty it; nothing else may change it.
                NEW.submitted_by_id = CASE WHEN NEW.submitted_by_id IS NOT NULL THEN OLD.submitted_by_id END;
                NEW.submitted_version = OLD.submitted_version;
            END IF;
            RETURN NEW;
        """


class TouchesRecord(pgtrigger.Trigger):
    """Raises the version of the record to which a changed row belongs.

    `table` is the record's table; `owner` is an SQL expression for its id, in which `{row}` is the changed row.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete

    def __init__(self, table: str, owner: str, name: str = "touch_record") -> None:
        self.table, self.owner = table, owner
        super().__init__(name=name)

    def get_func(self, model: Any) -> str:
        raise_version = f"UPDATE {self.table} SET version = version + 1 WHERE id IN ({self.owner});"
        old, new = raise_version.format(row="OLD"), raise_version.format(row="NEW")
        moved = f"{self.owner.format(row='NEW')}), ({self.owner.format(row='OLD')}"
        both = f"UPDATE {self.table} SET version = version + 1 WHERE id IN (({moved}));"
        return f"""
            IF TG_OP = 'INSERT' THEN {new}
            ELSIF TG_OP = 'DELETE' THEN {old}
            ELSIF OLD IS DISTINCT FROM NEW THEN {both}
            END IF;
            RETURN NULL;
        """


class RefusesCircles(pgtrigger.Trigger):
    """Refuses a row whose `column`, followed from row to row of its table, leads back to itself."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, column: str) -> None:
        self.column = column
        super().__init__(name=f"no_circle_of_{column.removesuffix('_id')}")

    def get_func(self, model: Any) -> str:
        table, column = model._meta.db_table, self.column
        return f"""
            IF NEW.{column} IS NULL OR (TG_OP = 'UPDATE' AND NEW.{column} IS NOT DISTINCT FROM OLD.{column}) THEN
                RETURN NEW;
            END IF;
            -- Two who close a circle together, each with one half of it, would not see each other.
            PERFORM pg_advisory_xact_lock(hashtext('{table}.{column}'));
            IF EXISTS (
                WITH RECURSIVE chain(id) AS (
                    SELECT NEW.{column}
                    UNION
                    SELECT t.{column} FROM {table} t JOIN chain ON t.id = chain.id WHERE t.{column} IS NOT NULL
                )
                SELECT 1 FROM chain WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION '{self.name}: % leads back to itself', NEW.slug USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """


class Record(models.Model):
    """A record with a public id, a version, and a place in clearance."""

    slug = slug_field()
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("last changed by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("submitted by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    submitted_version = models.PositiveIntegerField(
        _("submitted version"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True
        triggers: list[pgtrigger.Trigger] = [CountsVersions()]
        indexes = [
            models.Index(
                fields=["submitted_at", "id"],
                condition=models.Q(submitted_at__isnull=False),
                name="%(class)s_in_review",
            )
        ]

    def __str__(self) -> str:
        return str(self.slug)
