"""The two texts that committees are formed under, their figures, and the articles that no rule carries out."""

from pathlib import Path

from majlis.rules.law import Figures, Law

DIRECTIVE = Law(
    code="directive",
    title="دستورالعمل اجرایی موضوع تبصرهٔ (۱) مادهٔ (۳۶) قانون آیین‌نامهٔ داخلی مجلس شورای اسلامی",
)

# Its articles are numbered as they stand since the amendment of 1397; older prints differ by two to four.
INTERNAL = Law(
    code="internal",
    title="قانون آیین‌نامهٔ داخلی مجلس شورای اسلامی",
    short="آیین‌نامهٔ داخلی",
)

FIGURES = Figures(Path(__file__).with_name("figures.toml"))

NOT_CODED = {
    DIRECTIVE.article("1"): "از این ماده تنها عنوان «تعاریف» به دست آمده و متن آن در هیچ منبعی دیده نشده است.",
    DIRECTIVE.article("2"): "هدف‌های دستورالعمل را می‌گوید و حکمی برای اجرا ندارد.",
    DIRECTIVE.article(
        "12"
    ): "متن ماده به دست نیامده است؛ سوابق اجرایی تنها از جدول مصوب و با استناد به مادهٔ ۱۴ خوانده می‌شود.",
    DIRECTIVE.article(
        "13"
    ): "متن ماده به دست نیامده است؛ سوابق اجرایی تنها از جدول مصوب و با استناد به مادهٔ ۱۴ خوانده می‌شود.",
    INTERNAL.article("37"): "متن مصوب آن دیده نشد؛ حکم‌هایش از راه مواد ۱۶ تا ۱۹ دستورالعمل اجرا می‌شود.",
    DIRECTIVE.article("22"): "مهلت سه‌ماههٔ ساخت سامانه سپری شده است؛ مرحلهٔ آزمایشی آن همان حالت تمرین است.",
}
