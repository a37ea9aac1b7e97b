"""What invented questions, notices and bills are about: by ministry, with the member's own place put in."""

from __future__ import annotations

from typing import NamedTuple

# Ministries by the title of the office alone; no person of any of them appears here.
MINISTRIES: dict[str, str] = {
    "energy": "وزارت نیرو",
    "roads": "وزارت راه و شهرسازی",
    "health": "وزارت بهداشت، درمان و آموزش پزشکی",
    "interior": "وزارت کشور",
    "schooling": "وزارت آموزش و پرورش",
    "farming": "وزارت جهاد کشاورزی",
    "trade": "وزارت صنعت، معدن و تجارت",
    "economy": "وزارت امور اقتصادی و دارایی",
    "labour": "وزارت تعاون، کار و رفاه اجتماعی",
    "oil": "وزارت نفت",
    "communications": "وزارت ارتباطات و فناوری اطلاعات",
    "science": "وزارت علوم، تحقیقات و فناوری",
    "sport": "وزارت ورزش و جوانان",
    "heritage": "وزارت میراث فرهنگی، گردشگری و صنایع دستی",
    "culture": "وزارت فرهنگ و ارشاد اسلامی",
    "justice": "وزارت دادگستری",
    "foreign": "وزارت امور خارجه",
    "defence": "وزارت دفاع و پشتیبانی نیروهای مسلح",
    "intelligence": "وزارت اطلاعات",
}


class Subject(NamedTuple):
    """What is asked, of whom, in which committee. `title` has a place in it."""

    ministry: str
    committee: str
    title: str


SUBJECTS = (
    Subject("energy", "energy", "علت قطع پی‌درپی برق شهرک‌های صنعتی {place}"),
    Subject("energy", "energy", "تأخیر در تعویض کنتورهای فرسودهٔ {place}"),
    Subject("energy", "agriculture", "تخصیص آب چاه‌های کشاورزی {place}"),
    Subject("energy", "energy", "نیمه‌کاره ماندن تصفیه‌خانهٔ فاضلاب {place}"),
    Subject("roads", "construction", "علت توقف چهارخطه شدن جادهٔ {place}"),
    Subject("roads", "construction", "وضع خانه‌های نیمه‌کارهٔ نهضت ملی مسکن در {place}"),
    Subject("roads", "construction", "حادثه‌های پیاپی در گردنهٔ {place}"),
    Subject("health", "health", "کمبود پزشک متخصص در بیمارستان {place}"),
    Subject("health", "health", "کمبود داروی بیماران خاص در {place}"),
    Subject("health", "health", "دستگاه ام‌آرآی خاموش بیمارستان {place}"),
    Subject("interior", "internal_affairs", "علت تأخیر در ارتقای بخش‌های {place}"),
    Subject("interior", "internal_affairs", "ادارهٔ پسماند در شهرهای {place}"),
    Subject("schooling", "education", "کلاس‌های کانکسی در روستاهای {place}"),
    Subject("schooling", "education", "کمبود آموزگار در {place}"),
    Subject("farming", "agriculture", "دیرکرد پرداخت بهای گندم کشاورزان {place}"),
    Subject("farming", "agriculture", "زیان سرمازدگی باغ‌های {place}"),
    Subject("trade", "industry", "کارخانه‌های خوابیدهٔ {place}"),
    Subject("trade", "industry", "سهمیهٔ سیمان واحدهای {place}"),
    Subject("economy", "economy", "تسهیلات بانکی واحدهای کوچک {place}"),
    Subject("labour", "social", "دستمزد عقب‌افتادهٔ کارگران {place}"),
    Subject("oil", "energy", "گازرسانی به روستاهای {place}"),
    Subject("communications", "industry", "پوشش اینترنت روستاهای {place}"),
    Subject("science", "education", "خوابگاه دانشجویان دانشگاه {place}"),
    Subject("sport", "culture", "ورزشگاه نیمه‌کارهٔ {place}"),
    Subject("heritage", "culture", "مرمت بازار تاریخی {place}"),
)

NOTICES = (
    "لزوم رسیدگی به آب آشامیدنی {place}",
    "لزوم پرداخت مطالبات بازنشستگان {place}",
    "لزوم روشنایی جادهٔ {place}",
    "لزوم تکمیل درمانگاه شبانه‌روزی {place}",
    "لزوم بیمهٔ کارگران فصلی {place}",
)

GOVERNMENT_BILLS = (
    ("energy", "لایحهٔ ساماندهی مصرف آب در صنایع"),
    ("roads", "لایحهٔ ایمنی راه‌های روستایی"),
    ("health", "لایحهٔ بیمهٔ همگانی بیماری‌های کمیاب"),
    ("labour", "لایحهٔ حمایت از کارگران خانگی"),
    ("communications", "لایحهٔ حفاظت از داده‌های شخصی"),
    ("farming", "لایحهٔ صندوق جبران خسارت باغداران"),
)

MEMBER_BILLS = (
    "طرح شفافیت قراردادهای شهرداری‌ها",
    "طرح حمایت از کتابخانه‌های روستایی",
    "طرح اصلاح ساعت کار مدرسه‌ها",
)

TEXT = (
    "متن ساختگی دورهٔ نمایشی.\n\nوزیر محترم، مردم {place} می‌پرسند چرا این کار به پایان نرسیده است، چه برنامه‌ای برای آن"
    " هست و از چه زمانی انجام می‌شود. خواهشمند است پاسخ با عدد و زمان باشد."
)
ANSWER = (
    "پاسخ ساختگی دورهٔ نمایشی.\n\nاعتبار این کار در سال جاری تأمین شده و پیمانکار آن برگزیده شده است. گزارش پیشرفت هر ماه"
    " برای کمیسیون فرستاده می‌شود."
)
