"""Who sees what of this office."""

from __future__ import annotations

from liaison.queries.scope import DEPUTY, EXPERT, MEMBER, OFFICE
from majlis.realm import Audience, Sight

OFFICIALS = Audience("دفتر امور مجلس", OFFICE)
MINISTRY = Audience("معاون پارلمانی وزارتخانه‌ای که به آن ارجاع شده", (DEPUTY,))
ASKER = Audience("نماینده‌ای که به او وعده داده شده", (MEMBER,))
HANDED = Audience("کارشناسی که به او سپرده شده", (EXPERT,))
OF_THE_CALLED = Audience("معاون پارلمانی دستگاهی که کسی از آن خوانده شده", (DEPUTY,))
CALLED = Audience("کارشناسی که خوانده شده یا به جانشینی می‌رود", (EXPERT,))

SIGHTS = (
    Sight(
        "همهٔ پرونده‌ها، آمار و مهلت‌ها",
        (OFFICIALS,),
        pages=("liaison:matters", "liaison:matter", "liaison:statistics", "liaison:figures"),
    ),
    Sight(
        "پرونده‌های یک نماینده با دولت، یکجا",
        (OFFICIALS, Audience("خود آن نماینده", (MEMBER,))),
        pages=("liaison:member",),
    ),
    Sight("ارجاع و پاسخ آن", (OFFICIALS, MINISTRY, HANDED), "تا ارجاع پس گرفته نشده است", pages=("liaison:referral",)),
    Sight(
        "کار سپرده، سند و نتیجهٔ آن",
        (OFFICIALS, MINISTRY, HANDED, ASKER),
        "از سپردن آن؛ دفاع حقوقی تنها برای رئیس دفتر و مسئول آن",
        pages=("liaison:task",),
    ),
    Sight(
        "نشست، دستور و برگه‌های آن",
        (OFFICIALS, OF_THE_CALLED, CALLED),
        "تا خوانده است؛ صورت‌جلسه و اسکن امضاشدهٔ آن تنها برای دفتر",
        pages=("liaison:gathering",),
    ),
    Sight("پیش‌نویس پاسخ", (Audience("نویسندهٔ آن"),), "تا فرستادن پاسخ"),
)
