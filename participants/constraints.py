"""What a field says to a form, the database holds: its vocabulary, and the shape of an identifier.

A form words it beside the field; the constraints hold for bulk writes, commands and SQL, too. One row with an id
that no address can carry would otherwise take down every page that lists it. They are made from the fields
themselves when the app is ready, so that no model can forget them; migrations see them like any other.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldConstraint(models.CheckConstraint):
    """A constraint that says what the field's own validation has said already; forms need not ask the database."""

    def validate(self, *args: Any, **kwargs: Any) -> None:
        pass


def hold_by_the_database(made: Iterable[type[models.Model]]) -> None:
    """Adds to each model a constraint for every field with choices and for every field with a regular expression."""
    for model in made:
        if model._meta.proxy:
            continue
        model._meta.constraints = [*model._meta.constraints, *_constraints(model)]
        # What migrations look at to know that a model has constraints at all.
        model._meta.original_attrs["constraints"] = model._meta.constraints


def _constraints(model: type[models.Model]) -> Iterator[FieldConstraint]:
    for field in model._meta.local_concrete_fields:
        about = f"{model._meta.model_name}_{field.name}"
        if field.choices:
            words = [word for word, _label in field.flatchoices]
            yield FieldConstraint(
                condition=models.Q(**{f"{field.name}__in": words}),
                name=f"{about}_is_in_its_vocabulary",
                violation_error_message=_("This is not one of the words for it."),
            )
        for shape in field.validators:
            if isinstance(shape, RegexValidator) and isinstance(field, models.CharField) and is_ours(shape):
                fits = models.Q(**{f"{field.name}__regex": pattern_of(shape).replace(r"\Z", "$")})
                yield FieldConstraint(
                    condition=fits | models.Q(**{field.name: ""}) if field.blank else fits,
                    name=f"{about}_has_its_shape",
                    violation_error_message=shape.message,
                )


def pattern_of(shape: RegexValidator) -> str:
    return shape.regex.pattern  # type: ignore[union-attr]  # compiled when the validator was made


def is_ours(shape: RegexValidator) -> bool:
    """Whether a pattern reads the same in PostgreSQL: ours do, those that Django brings for URLs need not."""
    return type(shape) is RegexValidator and "(?" not in pattern_of(shape)
