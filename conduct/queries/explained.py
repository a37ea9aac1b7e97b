"""Who sees what of this sealed realm, in the words of the law and no others: the same for whoever asks."""

from __future__ import annotations

from majlis.realm import Audience, Sight

BOARD = Audience("اعضای همان هیأت، جز کسی که از پرونده کنار رفته است")
CONCERNED = Audience("نمایندهٔ طرف پرونده، از دعوت")

SIGHTS = (
    Sight("هر پروندهٔ این بخش", (BOARD, CONCERNED), "هر گشودن و چاپ ثبت می‌شود"),
    Sight("گزارش‌دهنده", (Audience("تنها کسانی که قانون نام برده است"),), "هرگز در جست‌وجو، آمار و خروجی نمی‌آید"),
)
