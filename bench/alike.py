"""How well like questions are found on a labelled sample of invented subjects: python bench/alike.py

Printed for several thresholds: pairs found, precision (of those found, how many ask the same) and recall (of those that ask
the same, how many are found). The rule's own threshold is marked. The subjects are invented; equal labels ask the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from liaison.rules.likeness import LIKE_ENOUGH, Asked, measured  # noqa: E402

# ministry, label, place of the member, subject
SAMPLE = (
    ("energy", "blackouts", "نیشابور", "علت قطع پی‌درپی برق شهرک صنعتی نیشابور"),
    ("energy", "blackouts", "ساوه", "علت قطع برق شهرک صنعتی ساوه"),
    ("energy", "blackouts", "اراک", "قطع مکرر برق شهرک‌های صنعتی اراک"),
    ("energy", "blackouts", "یزد", "قطعی برق در شهرک صنعتی یزد"),
    ("energy", "meters", "بم", "تأخیر در تعویض کنتورهای فرسودهٔ بم"),
    ("energy", "meters", "لار", "تعویض نشدن \u0643نتور فرسوده در لار"),
    ("energy", "meters", "زابل", "دیرکرد تعویض کنتورهای فرسوده برق زابل"),
    ("energy", "wells", "جهرم", "تخصیص آب چاه‌های کشاورزی جهرم"),
    ("energy", "wells", "فسا", "تخصیص آب چاههای کشاورزی فسا"),
    ("energy", "wells", "قم", "چاه‌های کشاورزی قم و تخصیص نیافتن آب"),
    ("energy", "sewage", "بجنورد", "نیمه‌کاره ماندن تصفیه‌خانهٔ فاضلاب بجنورد"),
    ("energy", "sewage", "مراغه", "تصفیه خانه فاضلاب نیمه کاره مراغه"),
    ("energy", "sewage", "خوی", "پایان نیافتن تصفیه‌خانهٔ فاضلاب خوی"),
    ("energy", "dam", "ایلام", "آبگیری نشدن سد ایلام"),
    ("energy", "dam-safety", "شوشتر", "ایمنی سد بالادست شوشتر"),
    ("energy", "rural-water", "میناب", "آب آشامیدنی روستاهای میناب"),
    ("energy", "rural-water", "دشتی", "نبود آب آشامیدنی در روستاهای دشتی"),
    ("energy", "solar", "طبس", "خرید برق نیروگاه‌های خورشیدی طبس"),
    ("energy", "solar", "کرمان", "بهای خرید برق از نیروگاه خورشیدی در کرمان"),
    ("energy", "bills", "رشت", "قبض‌های سنگین برق خانگی رشت"),
    ("roads", "widening", "سمنان", "علت توقف چهارخطه شدن جادهٔ سمنان"),
    ("roads", "widening", "ملایر", "توقف چهار خطه شدن جاده ملایر"),
    ("roads", "widening", "سنندج", "چرا چهارخطه کردن جادهٔ سنندج متوقف شد"),
    ("roads", "housing", "شاهرود", "خانه‌های نیمه‌کارهٔ نهضت ملی مسکن در شاهرود"),
    ("roads", "housing", "کاشان", "وضع واحدهای نیمه‌کاره نهضت ملی مسکن کاشان"),
    ("roads", "housing", "بروجرد", "تحویل نشدن خانه‌های نهضت ملی مسکن بروجرد"),
    ("roads", "accidents", "هراز", "حادثه‌های پیاپی در گردنهٔ هراز"),
    ("roads", "accidents", "حیران", "تصادف‌های پیاپی گردنهٔ حیران"),
    ("roads", "railway", "اردبیل", "راه‌آهن ناتمام اردبیل"),
    ("roads", "railway", "شهرکرد", "ناتمام ماندن راه‌آهن شهرکرد"),
    ("roads", "airport", "جیرفت", "پروازهای فرودگاه جیرفت"),
    ("roads", "airport-fence", "لامرد", "حصار فرودگاه لامرد"),
    ("roads", "ring", "همدان", "کنارگذر شمالی همدان"),
    ("roads", "ring", "بیرجند", "ساخت کنارگذر بیرجند"),
    ("roads", "lights", "ورامین", "روشنایی جادهٔ ورامین"),
    ("health", "specialists", "سراوان", "کمبود پزشک متخصص در بیمارستان سراوان"),
    ("health", "specialists", "خاش", "نبود پزشک متخصص بیمارستان خاش"),
    ("health", "specialists", "پاوه", "کمبود متخصص در بیمارستان پاوه"),
    ("health", "drugs", "گرگان", "کمبود داروی بیماران خاص در گرگان"),
    ("health", "drugs", "بابل", "کمیابی داروی بیماران خاص بابل"),
    ("health", "mri", "مهاباد", "دستگاه ام‌آرآی خاموش بیمارستان مهاباد"),
    ("health", "mri", "سقز", "خاموش بودن دستگاه ام آر آی بیمارستان سقز"),
    ("health", "nurses", "دزفول", "پرداخت نشدن کارانهٔ پرستاران دزفول"),
    ("health", "nurses", "بهبهان", "کارانهٔ عقب‌افتادهٔ پرستاران بهبهان"),
    ("health", "ambulance", "تربت", "فرسودگی آمبولانس‌های اورژانس تربت"),
    ("farming", "wheat", "خدابنده", "دیرکرد پرداخت بهای گندم کشاورزان خدابنده"),
    ("farming", "wheat", "کلاله", "پرداخت نشدن بهای گندم کشاورزان کلاله"),
    ("farming", "wheat", "اقلید", "تأخیر در پرداخت پول گندم به کشاورزان اقلید"),
    ("farming", "frost", "دماوند", "زیان سرمازدگی باغ‌های دماوند"),
    ("farming", "frost", "ارومیه", "جبران زیان سرمازدگی باغهای ارومیه"),
    ("farming", "feed", "خمین", "گرانی نهاده‌های دامی در خمین"),
    ("farming", "feed", "قروه", "بهای نهادهٔ دامی قروه"),
    ("farming", "saffron", "قائن", "خرید تضمینی زعفران قائن"),
    ("schooling", "containers", "چابهار", "کلاس‌های کانکسی در روستاهای چابهار"),
    ("schooling", "containers", "ایذه", "کلاسهای کانکسی روستاهای ایذه"),
    ("schooling", "teachers", "دهدشت", "کمبود آموزگار در دهدشت"),
    ("schooling", "teachers", "کوهدشت", "کمبود آموزگار مدرسه‌های کوهدشت"),
    ("schooling", "heating", "خلخال", "گرمایش ناایمن مدرسه‌های خلخال"),
    ("schooling", "books", "آمل", "نرسیدن کتاب‌های درسی آمل"),
    ("schooling", "books", "نور", "دیر رسیدن کتاب درسی به دانش‌آموزان نور"),
)  # fmt: skip
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


def sample() -> tuple[list[Asked], dict[int, str]]:
    """The subjects as they are compared, and their labels."""
    rows = [Asked(place, row[0], row[3], row[2]) for place, row in enumerate(SAMPLE)]
    return rows, {place: f"{row[0]} {row[1]}" for place, row in enumerate(SAMPLE)}


def main() -> int:
    rows, labels = sample()
    print(f"{len(rows)} invented subjects, {len(set(labels.values()))} things asked")
    for least in sorted({*THRESHOLDS, LIKE_ENOUGH}):
        told = measured(rows, labels, least)
        mark = "  <- the rule's own" if least == LIKE_ENOUGH else ""
        print(f"like {least:.2f}: {told.found:3} pairs, precision {told.precision:.2f}, recall {told.recall:.2f}{mark}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
