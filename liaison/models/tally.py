"""How many matters there are of each sort, kept beside the files: triggers add a row wherever a matter comes or changes its sort.

A count is a sum of rows, each of them one more or one less: no act waits for another's, and `liaison.tallies` draws them
together. They are made anew from the files at any time, and the nightly check holds them against the files.
"""

from __future__ import annotations

from django.db import models

from majlis.models import Body, Person, Term

from .cabinet import CabinetPeriod


def _key(model: type[models.Model], **more: object) -> models.ForeignKey:
    """A key whose row the matter itself holds fast."""
    return models.ForeignKey(
        model, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False, null=True, **more
    )


class Tally(models.Model):
    """Matters of one sort: `count` more, or less, than the other rows of that sort say."""

    # What may be asked of a count, by the words of the list's filters; it can tell of nothing else.
    KNOWS: frozenset[str] = frozenset({"kind", "stage", "year", "term", "cabinet"})

    kind = models.CharField(max_length=30)
    stage = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    term = _key(Term)
    cabinet = _key(CabinetPeriod)
    count = models.IntegerField()

    class Meta:
        abstract = True


class AddresseeTally(Tally):
    """By month and addressee, or none: every matter once."""

    KNOWS = Tally.KNOWS | {"month", "ministry"}

    month = models.PositiveIntegerField()
    addressee = _key(Body)

    class Meta:
        verbose_name = "شمار پرونده‌ها به مخاطب"
        verbose_name_plural = "شمار پرونده‌ها به مخاطب"
        indexes = [models.Index(fields=["year", "kind"], name="addressee_tally_by_year")]


class CommitteeTally(Tally):
    """By month and committee: every matter that went to one."""

    KNOWS = Tally.KNOWS | {"month", "committee"}

    month = models.PositiveIntegerField()
    committee = _key(Body)

    class Meta:
        verbose_name = "شمار پرونده‌ها به کمیسیون"
        verbose_name_plural = "شمار پرونده‌ها به کمیسیون"
        indexes = [models.Index(fields=["year", "kind"], name="committee_tally_by_year")]


class MemberTally(Tally):
    """By whoever stands or stood behind it: a matter once for each of them."""

    person = _key(Person)

    class Meta:
        verbose_name = "شمار پرونده‌ها به نماینده"
        verbose_name_plural = "شمار پرونده‌ها به نماینده"
        indexes = [models.Index(fields=["year", "kind"], name="member_tally_by_year")]
