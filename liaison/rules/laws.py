"""The texts under which government and parliament meet, each numbering of the rules a text of its own, and their figures."""

from pathlib import Path

from majlis.rules.law import Figures, Law

CONSTITUTION = Law(
    code="constitution", title="قانون اساسی جمهوری اسلامی ایران", short="قانون اساسی", unit="اصل"
)  # fmt: skip

# The rules were renumbered twice. A number is never written without its numbering, so each numbering is a text here.
OVERSIGHT = Law(
    code="oversight", title="قانون آیین‌نامهٔ داخلی (نظارت)، شماره‌گذاری پس از ۱۳۹۷", short="آیین‌نامه"
)  # fmt: skip
MIDRULES = Law(
    code="midrules", title="قانون آیین‌نامهٔ داخلی، شماره‌گذاری ۱۳۹۱ تا ۱۳۹۷", short="آیین‌نامهٔ ۱۳۹۱"
)  # fmt: skip
OLDRULES = Law(
    code="oldrules", title="قانون آیین‌نامهٔ داخلی، شماره‌گذاری ۱۳۷۹ تا ۱۳۹۱", short="آیین‌نامهٔ ۱۳۷۹"
)  # fmt: skip

CIVIL = Law(code="civil", title="قانون مدنی", short="قانون مدنی")

# The office's own way of working. It is no statute, and the page says so.
LIAISON = Law(code="liaison", title="رویهٔ دفتر امور مجلس", short="رویهٔ دفتر", unit="بند")

FIGURES = Figures(Path(__file__).with_name("figures.toml"))

NOT_CODED = {
    CONSTITUTION.article("57"): "جدایی و هم‌کاری سه قوه را می‌گوید؛ پایهٔ کار این دفتر است و گام یا مهلتی ندارد.",
    LIAISON.article("37"): "برگ هر روز از آنچه ثبت شده است خوانده می‌شود و گامی ندارد.",
}
