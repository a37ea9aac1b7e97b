"""Invented people for the demonstration terms: common given names beside family names made up for this house."""

from __future__ import annotations

_GIVEN = """
    آرش آرمان امید ایرج بابک بهرام بهروز بهزاد بیژن پرویز پیمان پویا تورج جمشید خسرو داریوش رامین رستم روزبه ساسان
    سامان سهراب سیامک سیاوش شاهرخ شروین شهرام فرامرز فرزاد فرشید فرهاد کامران کاوه کوروش کیوان مازیار مهرداد مهران
    نادر هومن آذر آرزو افسانه الهام بهاره پریسا پروین ترانه رویا زهره ژاله سپیده سودابه سیمین شیرین فرزانه فروغ
    گلناز لاله مژگان مهتاب مهناز میترا نازنین نسرین نگار نیلوفر یاسمن
"""

_FAMILY = """
    آبان‌گاه آتش‌پیکر آذرسپهر آرام‌دشت آسمان‌گرد آفتاب‌سرا آوازه‌گر آهنگ‌نواز ارغوان‌دشت اسپیدرود افق‌نما البرزپیما
    انارباغ انجیربن اندیشه‌ورز اورنگ‌نشان ایوان‌ساز باران‌خواه بارونشین باغ‌گستر بام‌نشین برگ‌ریزان برف‌پیما
    بلوط‌زار بنفشه‌کار بهارنشان بیدستان بیشه‌نورد پرتوافکن پرنیان‌باف پل‌ساز پولاددشت پیک‌سحر تاک‌پرور تپه‌نشین
    ترمه‌باف تندرآسا جام‌افروز جنگل‌بان جویبارنشین چراغ‌دشت چشمه‌سار چکاوک‌خوان چنارستان خامه‌پرداز خاورنشان
    خرمن‌کوب خورشیدپی خوشه‌چین دانه‌پاش دریاگذر دست‌ورز دشت‌پیما دلارام‌دشت دماوندنشین دوات‌گر راه‌سپر رخش‌سوار
    رنگین‌کمان رودگذر روشن‌کوه ریگ‌نورد زاگرس‌نشین زرین‌کمر زمرددشت زیتون‌کار ژرف‌نگر ساحل‌گرد سایه‌سار
    سپیدارنشین سپیده‌خوان ستاره‌نشان سحرخوان سدرنشین سروستانی‌نو سفال‌گر سنگ‌تراشان سوارکوه سیب‌زار سیم‌تاب
    شالی‌کار شب‌پیما شبدرزار شعله‌ور شقایق‌زار شکوفه‌زار شنزارپیما شهاب‌گذر صبح‌نشان صخره‌نورد صدف‌گون صنوبرزار
    طلوع‌خواه عقیق‌تراش غزل‌سرا فانوس‌دار فراخ‌دشت فیروزه‌تراش قلم‌زن قنات‌گر کاج‌نشین کاروان‌پی کاشی‌نگار
    کبوترخوان کشتزارنو کمان‌گر کوه‌پرور کویرنورد کهن‌باغ گل‌افشان گلستان‌پی گندم‌زار گوهرتاب گیلاس‌باغ
    لاجوردی‌فام لاله‌دشت لنگرکش ماه‌دشت مرغزارنو مشعل‌فروز مهتاب‌رو موج‌شکن نارنج‌زار نخل‌نشین نرگس‌زار نسیم‌کوه
    نغمه‌پرداز نوروزنشان نیزارگرد نیلگون‌فر واحه‌نشین هفت‌چشمه همای‌دشت یاس‌افشان یاقوت‌تراش
"""

GIVEN_NAMES = tuple(_GIVEN.split())
FAMILY_NAMES = tuple(_FAMILY.split())

# Each round through the given names starts further on in the family names, so that no pair returns early.
STEP = 7


def full_names(count: int) -> tuple[tuple[str, str], ...]:
    """Pairs of given and family name, all different and the same at every call.

    Args: count, at most the number of given names times the number of family names.
    Raises: ValueError when more are wanted.
    """
    given, family = len(GIVEN_NAMES), len(FAMILY_NAMES)
    if count > given * family:
        raise ValueError(f"only {given * family} invented names")
    pairs: dict[tuple[str, str], None] = {}
    place = 0
    while len(pairs) < count:
        rounds, seat = divmod(place, given)
        pairs.setdefault((GIVEN_NAMES[seat], FAMILY_NAMES[(seat * STEP + rounds) % family]))
        place += 1
    return tuple(pairs)
