"""Small false houses, each breaking one rule once, by the checker that must report it."""

from __future__ import annotations

from majlis.rules.law import Law, Limit, Step

from . import acts, arrows, replicas, words, writes
from .acts import Doors

HANDED = '__all__ = ["close_door"]\n'
GOOD_ACT = '''
def close_door(call, door):
    """Close a door (Art. 4)."""
    with official_act(STEPS["close_door"], door, call) as act:
        door.shut = True
        door.save()
    return act.act
'''
# A house in which all is in order: no checker may say a word of it.
GOOD = {
    "committees/actions/__init__.py": f"from .doors import close_door\n{HANDED}",
    "committees/actions/doors.py": GOOD_ACT,
    "committees/rules/doors.py": "WIDTH = 90\n\ndef wide(door, at):\n    return door.width > WIDTH\n",
    "committees/queries.py": "from committees.models import Door\n\ndef doors(viewer):\n    return Door.objects.filter(owner=viewer.person)\n",
    "committees/views.py": "from committees.queries import doors\n\ndef page(request):\n    seen = set()\n    seen.add(1)\n    return doors(request.viewer)\n",
    "committees/models.py": "class Door(Model):\n    def save(self):\n        super().save()\n",
}


def act_with(old: str, new: str) -> dict[str, str]:
    return {**GOOD, "committees/actions/doors.py": GOOD_ACT.replace(old, new)}


def view(line: str) -> dict[str, str]:
    return {"committees/views/doors.py": f"def page(request, door, rows: QuerySet, form):\n    {line}\n"}


PLANTED = [
    (arrows.rules_that_import_django, {"committees/rules/x.py": "def f():\n    from django.db import models\n"}),
    (arrows.clocks_and_dice, {"committees/rules/x.py": "import random\n"}),
    (arrows.clocks_and_dice, {"committees/rules/x.py": "from uuid import uuid4\n"}),
    (arrows.clocks_and_dice, {"committees/rules/x.py": "import os\nSEED = os.urandom(8)\n"}),
    (arrows.clocks_and_dice, {"committees/rules/x.py": "from majlis import clock\n"}),
    (arrows.clocks_and_dice, {"committees/rules/x.py": "def f():\n    return datetime.datetime.now()\n"}),
    (arrows.clocks_and_dice, {"majlis/views/x.py": "NOW = timezone.now()\n"}),
    (arrows.clocks_and_dice, {"majlis/models/x.py": "at = models.DateTimeField(auto_now_add=True)\n"}),
    (writes.written_elsewhere, view("door.save()")),
    (writes.written_elsewhere, view("form.save(commit=False)")),
    (writes.written_elsewhere, view("door.delete()")),
    (writes.written_elsewhere, view("Door.objects.create(name=1)")),
    (writes.written_elsewhere, view("Door.objects.bulk_create([])")),
    (writes.written_elsewhere, view("Door.objects.get_or_create(name=1)")),
    (writes.written_elsewhere, view("Door.objects.filter(shut=True).update(shut=False)")),
    (writes.written_elsewhere, view("rows.update(shut=False)")),
    (writes.written_elsewhere, view("all_of_them = Door.objects.all()\n    all_of_them.update(shut=False)")),
    (writes.written_elsewhere, view("queries.doors(request.viewer).update(shut=False)")),
    (writes.written_elsewhere, view("door.documents.add(1)")),
    (writes.written_elsewhere, view("door.documents.set([])")),
    (writes.written_elsewhere, view("cursor.execute('UPDATE committees_door SET shut = true')")),
    (
        writes.written_elsewhere,
        {"committees/models.py": "class Door(Model):\n    def shut(self):\n        self.save()\n"},
    ),
    (writes.written_elsewhere, {"committees/management/commands/x.py": "call('delete from committees_door')\n"}),
    (writes.rows_of_search_written_elsewhere, view("indexing.keep({})")),
    (
        writes.rows_of_search_written_elsewhere,
        {"committees/actions/x.py": "from majlis.indexing import keep_row\n"},
    ),
    (acts.acts_that_are_not_one, act_with('STEPS["close_door"]', 'STEPS["open_door"]')),
    (acts.acts_that_are_not_one, act_with(" (Art. 4)", "")),
    (acts.acts_that_are_not_one, act_with("with official_act", "with quietly")),
    (acts.acts_that_are_not_one, act_with("(call, door)", "(call, door, width)")),
    (acts.acts_that_are_not_one, act_with("def close_door", "def shut_door")),
    (
        acts.acts_that_are_not_one,
        act_with("        door.shut = True", '        with official_act(STEPS["lock_door"], door, call): pass'),
    ),
    (acts.acts_that_are_not_one, {**GOOD, "committees/views/x.py": "from committees.actions.doors import quietly\n"}),
    (arrows.managers_in_views, view("return Door.objects.filter(pk=1)")),
    (arrows.managers_in_views, view("return Door._default_manager.all()")),
    (arrows.wrong_arrows, {"committees/queries/x.py": "from conduct.models import Case\n"}),
    (arrows.wrong_arrows, {"majlis/views/x.py": "import committees.models\n"}),
    (arrows.wrong_arrows, {"committees/models/x.py": "from committees import views\n"}),
    (arrows.wrong_arrows, {"committees/queries/x.py": "from ..actions import close_door\n"}),
    (arrows.wrong_arrows, {"committees/forms/x.py": "def f():\n    from committees.actions import close_door\n"}),
    (arrows.wrong_arrows, {"majlis/rules/x.py": "from majlis.models import Act\n"}),
    (arrows.wrong_arrows, {"majlis/personal.py": "from majlis.queries import Viewer\n"}),
    (acts.numbers_in_functions, {"committees/rules/x.py": "def f(day):\n    return day + 3\n"}),
    (acts.numbers_in_functions, {"committees/actions/x.py": "def f(places=2):\n    return -places\n"}),
    (words.hidden_directions, {"templates/x.html": "شماره \u202e12\n"}),
    (words.hidden_directions, {"committees/rules/x.py": "# a \u200f mark\n"}),
    (acts.ways_past, act_with("door):", "door, *, force=False):")),
    (acts.ways_past, act_with("door):", "door, skip_gate=False):")),
    (acts.ways_past, act_with("door):", "door, commit=True):")),
    (words.days_of_instants, {"committees/rules/x.py": "def f(at):\n    return at.date()\n"}),
    (words.days_of_instants, {"committees/views/x.py": "day = timezone.localtime(at).date()\n"}),
    (words.second_calendars, {"static/js/x.js": "const cycle = y % 2820;\n"}),
    (words.second_calendars, {"majlis/views/x.py": "import jdatetime\n"}),
    (words.foreign_letters, {"templates/x.html": "مجلس شوراي اسلامي\n"}),
    (words.foreign_letters, {"committees/views/x.py": 'TITLE = "كميسيون"\n'}),
    (replicas.reads_replica, view("rows.using('replica')")),
    (replicas.reads_replica, view("connections['replica'].cursor()")),
    (replicas.reads_replica, view("with atomic(using='replica'): pass")),
    (
        replicas.reads_replica,
        {"committees/views/x.py": "@from_replica\n@login_required\ndef page(request):\n    pass\n"},
    ),
    (replicas.reads_replica, {"committees/actions/x.py": "from majlis.replica import reading\n"}),
    (replicas.reads_replica, {"committees/queries/x.py": "from majlis import replica\n"}),
    (replicas.reads_replica, {"majlis/register.py": "from majlis import replica\nwith replica.reading():\n    pass\n"}),
]

LAW = Law("planted", "قانون نمونه")
STEP = Step("close_door", "بستن در", "در بسته شد", LAW.article("4"), by=("house.administrator",), subject="door")
LIMITED = Step(
    "close_door", "", "", LAW.article("4"), by=(), subject="door", limits=(Limit("bars_after", "door_hours"),)
)


def office(**more) -> Doors:
    facts = {"steps": {"close_door": STEP}, "built": {"close_door"}, "not_built": (), "pages": {"close_door"}}
    return Doors(**{**facts, **more})


PLANTED_OFFICES = [
    (acts.words_out_of_step, office(built=set())),
    (acts.words_out_of_step, office(steps={})),
    (acts.words_out_of_step, office(steps={"shut_door": STEP})),
    (acts.words_out_of_step, office(pages=set())),
    (acts.words_out_of_step, office(not_built={"close_door"})),
    (acts.words_out_of_step, office(built=set(), not_built={"close_door"})),
    (acts.words_out_of_step, office(not_built={"paint_door"})),
    (acts.figures_that_are_not_there, office(steps={"close_door": LIMITED}, figures={"door_days"})),
]
