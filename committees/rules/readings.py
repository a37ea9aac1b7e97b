"""Where the directive is silent or doubtful about points: each question, the reading taken, and what else it could be.

The values are settings of a set of score tables: the house approves them with the tables (Arts. 7-14).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Question:
    """An open question of the text. `reading` says what is done, `doubt` why it could be otherwise; both Persian."""

    mark: str
    article: str
    reading: str
    doubt: str


QUESTIONS = {
    "unrelated_degree": Question(
        mark="E1",
        article="7",
        reading="مدرک نامرتبط امتیازی ندارد.",
        doubt="جدول تنها دو ستون «مرتبط» و «تا حدودی مرتبط» دارد و دربارهٔ مدرک نامرتبط ساکت است.",
    ),
    "missing_level": Question(
        mark="E2",
        article="7",
        reading="کاردانی، سطح یک حوزه و هر مقطع بی‌ردیف امتیازی ندارد.",
        doubt="جدول برای این مقطع‌ها ردیفی ندارد.",
    ),
    "subspecialty": Question(
        mark="E3",
        article="7",
        reading="تخصص و فوق تخصص یک مقطع است و یک بار شمرده می‌شود.",
        doubt="هر دو در یک ردیف آمده‌اند؛ شاید هر کدام جدا امتیاز داشته باشد.",
    ),
    "unnamed_medical": Question(
        mark="E4",
        article="7",
        reading="دندان‌پزشکی، داروسازی، دام‌پزشکی و دکترای پیوسته را شعبه با دعوت هیأت رئیسه تعیین تکلیف می‌کند.",
        doubt="جدول از این مدرک‌ها نامی نبرده است.",
    ),
    "continuous_degree": Question(
        mark="E5",
        article="8",
        reading="مدرک پیوسته تنها در همان مقطعی شمرده می‌شود که نماینده نوشته است.",
        doubt="دارندهٔ مدرک پیوسته مدرک جداگانهٔ کارشناسی ندارد و امتیاز آن مقطع را از دست می‌دهد.",
    ),
    "seminary_partly": Question(
        mark="E6",
        article="7",
        reading="ستون دوم مدرک حوزوی همان ستون دوم مقطع معادل دانشگاهی است.",
        doubt="خانهٔ ستون دوم تنها نوشته است «معادل کارشناسی» و نصف‌شدن را نگفته است.",
    ),
    "mixed_level": Question(
        mark="E7",
        article="9",
        reading="مدرک دانشگاهی و حوزوی هم‌تراز یک مقطع‌اند و تنها یکی شمرده می‌شود.",
        doubt="مادهٔ ۹ از «یک مقطع» می‌گوید و روشن نیست سطح حوزوی با مقطع دانشگاهی یکی باشد.",
    ),
    "two_choices": Question(
        mark="E8",
        article="4",
        reading="«در اولویت» در متن بازنشرشده غلط چاپی «دو اولویت» است.",
        doubt="متن اصلی دیده نشده است؛ مادهٔ ۳۶ آیین‌نامهٔ داخلی دو اولویت می‌گوید.",
    ),
    "part_units": Question(
        mark="E9",
        article="14",
        reading="سابقه به ماه کامل شمسی شمرده می‌شود و هر ماه یک دوازدهم سال است.",
        doubt="متن جدول سوابق به دست نیامده است؛ شاید تنها سال کامل شمرده شود.",
    ),
    "overlapping_posts": Question(
        mark="E10",
        article="14",
        reading="دو سمت هم‌زمان هر کدام جداگانه شمرده می‌شود.",
        doubt="متن جدول سوابق به دست نیامده است؛ شاید زمان هم‌پوشان یک بار شمرده شود.",
    ),
    "cap": Question(
        mark="E11",
        article="14",
        reading="سقف هر ردیف بر جمع همهٔ سمت‌های همان ردیف می‌نشیند.",
        doubt="متن جدول سوابق به دست نیامده است؛ شاید سقف برای هر سمت جدا باشد.",
    ),
}


@dataclass(frozen=True)
class Readings:
    """The reading taken of each question of QUESTIONS, under the same names; where one value stands, none else is built."""

    unrelated_degree: Literal["zero"] = "zero"
    missing_level: Literal["zero"] = "zero"
    subspecialty: Literal["one_level"] = "one_level"
    unnamed_medical: Literal["branch"] = "branch"
    continuous_degree: Literal["as_declared"] = "as_declared"
    seminary_partly: Literal["second_column"] = "second_column"
    mixed_level: Literal["one", "each"] = "one"
    two_choices: Literal["two"] = "two"
    part_units: Literal["months", "whole"] = "months"
    overlapping_posts: Literal["each", "once"] = "each"
    cap: Literal["row", "item"] = "row"


READINGS = Readings()

# ASK (Art. 9): whether a seminary level is "the same level" as its university equal; see mixed_level.
_EQUAL_LEVELS = {"seminary_2": "bachelor", "seminary_3": "master", "seminary_4": "doctorate"}


def level_group(level: str, readings: Readings = READINGS) -> str:
    """The level within which Art. 9 counts one degree only. Args: a level code. Returns: the group's code."""
    return _EQUAL_LEVELS.get(level, level) if readings.mixed_level == "one" else level
