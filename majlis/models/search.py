"""What may be found by words: one row a thing, its text folded when it is saved. Of a sealed realm there is none."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models

NUMBER_MOST, TITLE_MOST, DETAIL_MOST, ADDRESS_MOST, PLACE_MOST = 120, 400, 400, 200, 120


class SearchRow(models.Model):
    """One thing as search knows it; what it says stands in its own file, and this row can be made anew from it.

    key: the thing's own.  kind: which of the house's searchable kinds it is; who sees the thing is that kind's word, asked
    in the same query.  title, detail, text: as written, for showing.  number: its reference, each figure without zeros in
    front.  head: the folded title.  spaced: all its folded words, a space before each.  tight: the same with no space.
    place: where it stands in a list of its kind, in the order of the alphabet "C".
    """

    key = models.UUIDField(primary_key=True, editable=False)
    kind = models.SlugField("گونه", max_length=40, db_index=False)
    realm = models.CharField("دفتر", max_length=40)
    title = models.CharField("عنوان", max_length=TITLE_MOST)
    detail = models.CharField("شرح", max_length=DETAIL_MOST, blank=True)
    text = models.TextField("متن", blank=True)
    day = models.DateField("روز", null=True)
    address = models.CharField("نشانی", max_length=ADDRESS_MOST)
    number = models.CharField("شماره", max_length=NUMBER_MOST, blank=True)
    head = models.CharField(max_length=TITLE_MOST)
    spaced = models.TextField()
    tight = models.TextField()
    place = models.CharField(max_length=PLACE_MOST, db_collation="C")

    class Meta:
        ordering = ["kind", "place", "key"]
        verbose_name = "ردیف جست‌وجو"
        verbose_name_plural = "ردیف‌های جست‌وجو"
        # Rows come one by one and are read at once: nothing is put off to a list that every search would read through.
        indexes = [
            GinIndex(fields=["tight"], opclasses=["gin_trgm_ops"], name="search_by_letters", fastupdate=False),
            GinIndex(fields=["head"], opclasses=["gin_trgm_ops"], name="search_by_likeness", fastupdate=False),
            models.Index(fields=["head"], opclasses=["varchar_pattern_ops"], name="search_by_beginning"),
            models.Index(fields=["kind", "place", "key"], name="search_in_order"),
            models.Index(fields=["number"], condition=~models.Q(number=""), name="search_by_number"),
        ]

    def __str__(self) -> str:
        return self.title
