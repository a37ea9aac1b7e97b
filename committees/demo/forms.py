"""Invented members and what they declare: degrees, posts, terms and committees that belong to nobody."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from committees.demo.tables import fields_by_relation, invented_tables, posts_by_relation
from committees.rules.bodies import COMMITTEES
from committees.rules.dossier import draft_dossier
from committees.rules.form import parse_form
from committees.rules.scoring import committee_points, total
from majlis import persian

CONSTITUENCIES = Path(__file__).with_name("constituencies.csv")
ONE_DAY = timedelta(days=1)

HEALTH_FIELDS = {"medicine", "pharmacy", "nursing", "public_health", "health_management"}
UNIVERSITIES = (
    "دانشگاه تهران",
    "دانشگاه شیراز",
    "دانشگاه فردوسی مشهد",
    "دانشگاه اصفهان",
    "دانشگاه تبریز",
    "دانشگاه گیلان",
    "دانشگاه رازی",
)
MEDICAL = ("دانشگاه علوم پزشکی تهران", "دانشگاه علوم پزشکی شیراز", "دانشگاه علوم پزشکی مشهد")
SEMINARY = "حوزهٔ علمیهٔ قم"
UNLISTED_FIELDS = (
    "آینده‌پژوهی",
    "مدیریت جهانگردی",
    "حقوق نفت و گاز",
    "اقتصاد سلامت",
    "مهندسی ایمنی",
)
OWN_WORK = (
    ("contractor", "پیمانکار آزاد راه و ساختمان"),
    ("lawyer", "وکیل آزاد"),
    ("factory_manager", "صاحب کارگاه صنعتی"),
    ("newspaper_editor", "ناشر آزاد"),
)
TERMS = {10: ((1395, 3, 8), (1399, 3, 7)), 11: ((1399, 3, 8), (1403, 3, 7))}
# Any key of the form of a paper's: points are first counted before there is a paper.
SOME_PAPER = "00000000-0000-4000-8000-000000000000"


@dataclass
class Invented:
    """One invented member: what he declares, without papers, and the scene that he plays.

    doubt: "field" or "work": the code of the claim about which a doubt will be raised.  bare: a claim without a paper.
    wrong: a claim that its paper does not bear out.
    """

    choices: tuple[str, str]
    claims: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    doubt: str = ""
    bare: str = ""
    wrong: str = ""

    def form(self, papers: Mapping[str, list[str]] | None = None) -> dict[str, Any]:
        """The form as it is sent. Args: papers, documents by the claim's code; None: a stand-in for each."""
        body: dict[str, Any] = {"choices": list(self.choices)}
        for heading, rows in self.claims.items():
            body[heading] = [
                {**row, "documents": [SOME_PAPER] if papers is None else papers.get(row["id"], [])} for row in rows
            ]
        return body


def constituency_seats() -> list[str]:
    """The constituencies, each as often as it has seats: 290 in all."""
    lines = CONSTITUENCIES.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return [row["title"] for row in rows for _ in range(int(row["seats"]))]


def points_of(one: Invented, committee: str, day: date) -> Fraction:
    """What the form would earn if every paper bore it out."""
    form = parse_form(one.form(), day=day)
    return total(committee_points(draft_dossier("", form), committee, invented_tables(), day))


def invent(chance: random.Random, choices: tuple[str, str], scene: str = "") -> Invented:
    """A member whose studies and posts lean to his first choice. Args: scene, "", "field", "work", "bare" or "wrong"."""
    one = Invented(choices)
    degrees = _degrees(chance, choices[0])
    # Who has one degree alone has held a post: else too many would stand level.
    most = (0, 8, 3) if len(degrees) == 1 else (5, 4, 2)
    posts = [
        _post(chance, chance.choices(choices, (3, 2))[0], place) for place in range(chance.choices((0, 1, 2), most)[0])
    ]
    one.claims = {"degrees": degrees, "posts": posts, "tenures": [], "services": []}
    if chance.random() < 0.15:
        _served(chance, one)
    _set_scene(chance, one, scene)
    return one


def _set_scene(chance: random.Random, one: Invented, scene: str) -> None:
    if scene == "field":
        one.doubt = one.claims["degrees"][-1]["id"]
        one.claims["degrees"][-1] |= {"field": "", "field_title": chance.choice(UNLISTED_FIELDS)}
    elif scene == "work":
        code, title = chance.choice(OWN_WORK)
        one.claims["posts"].append(
            _record(chance, "w0", post=code, title=title, organisation="", order_number="", self_employed=True)
        )
        one.doubt = "w0"
    elif scene in ("bare", "wrong"):
        last = (one.claims["posts"] or one.claims["degrees"])[-1]["id"]
        setattr(one, scene, last)


def _degrees(chance: random.Random, leaning: str) -> list[dict[str, Any]]:
    relation = chance.choices(("related", "partly"), (3, 1))[0]
    by_relation = fields_by_relation(leaning)
    code, title = chance.choice(by_relation[relation] or by_relation["related"])
    if code == "seminary_studies":
        ladder, most = ("seminary_2", "seminary_3", "seminary_4"), (5, 4, 1)
    elif code == "medicine":
        ladder, most = ("general_practitioner", "specialist"), (5, 4)
    else:
        ladder, most = ("bachelor", "master", "doctorate"), (5, 4, 1)
    steps = chance.choices(range(1, len(ladder) + 1), most)[0]
    year = chance.randint(1362, 1384)
    return [
        _degree(chance, f"d{place}", level, code, title, year + 3 * place) for place, level in enumerate(ladder[:steps])
    ]


def _degree(chance: random.Random, id_: str, level: str, code: str, title: str, year: int) -> dict[str, Any]:
    if code in HEALTH_FIELDS:
        place, authority = chance.choice(MEDICAL), "health"
    elif code == "seminary_studies":
        place, authority = SEMINARY, "seminary"
    else:
        place, authority = chance.choice(UNIVERSITIES), "science"
    day = persian.from_jalali(year, chance.randint(1, 11), chance.randint(1, 28)).isoformat()
    return {
        "id": id_,
        "level": level,
        "field": code,
        "field_title": title,
        "institution": place,
        "authority": authority,
        "day": day,
        "counted": True,
    }


def _post(chance: random.Random, leaning: str, place: int) -> dict[str, Any]:
    relation = chance.choices(("related", "partly"), (2, 1))[0]
    by_relation = posts_by_relation(leaning)
    row = chance.choice(by_relation[relation] or by_relation["related"])
    order = f"{chance.randint(10, 99)}/{chance.randint(1000, 99999)}"
    where = f"استان {chance.choice(PROVINCES)}"
    return _record(chance, f"p{place}", post=row.post, title=row.title, organisation=where, order_number=order)


def _record(chance: random.Random, id_: str, **facts: Any) -> dict[str, Any]:
    year, month, months = chance.randint(1376, 1396), chance.randint(1, 12), chance.randint(7, 62)
    return {"id": id_, **post_facts(facts), **span((year, month, 1), months)}


def post_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """A post's facts with what a form must always say."""
    return {"self_employed": False, "equivalent_to": "", **facts}


def span(first: tuple[int, int, int], months: int) -> dict[str, str]:
    """From and to of a record of so many whole Jalali months."""
    years, month = divmod(first[1] - 1 + months, 12)
    after = persian.from_jalali(first[0] + years, month + 1, first[2])
    return {"from_day": persian.from_jalali(*first).isoformat(), "to_day": (after - ONE_DAY).isoformat()}


def _served(chance: random.Random, one: Invented) -> None:
    """Former members, with the committee that they sat on."""
    terms = chance.choice(((10,), (11,), (10, 11)))
    committee = one.choices[0] if chance.random() < 0.5 else chance.choice(sorted(COMMITTEES))
    for term in terms:
        first, last = (persian.from_jalali(*day).isoformat() for day in TERMS[term])
        one.claims["tenures"].append({"id": f"t{term}", "term": term, "from_day": first, "to_day": last})
    one.claims["services"].append(
        {"id": "s0", "committee": committee, **span(TERMS[terms[-1]][0], 12 * chance.randint(1, 4))}
    )


PROVINCES = tuple(
    "آذربایجان شرقی|اصفهان|البرز|ایلام|بوشهر|خراسان رضوی|خوزستان|زنجان|سمنان|فارس|قزوین|کردستان|کرمان|گلستان|گیلان|لرستان|مازندران|مرکزی|هرمزگان|همدان|یزد".split(
        "|"
    )
)
