"""The two texts by which members' conduct is supervised, their figures, and the articles that no rule carries out."""

from collections.abc import Mapping
from pathlib import Path

from majlis.rules.law import Article, Figures, Law

CONDUCT_DIRECTIVE = Law(
    code="conduct_directive",
    title="دستورالعمل اجرایی قانون نظارت مجلس بر رفتار نمایندگان",
)
CONDUCT_LAW = Law(
    code="conduct_law",
    title="قانون نظارت مجلس بر رفتار نمایندگان",
    short="قانون نظارت",
)

FIGURES = Figures(Path(__file__).with_name("figures.toml"))

NOT_CODED: Mapping[Article, str] = {}
