"""Twenty years of liaison: how long its pages take at full size beside a hundredth of it: python bench/liaison.py

The history is that of `manage.py grow_liaison` (liaison/demo/years): 120,000 questions, 100,000 notices and 400,000 letters, and
all else that the office has. BENCH_SHARE=0.1 makes a tenth of everything. What is open is the same at either size, so below
BENCH_SHARE=0.34 the smaller one is larger than a hundredth. Target: the same queries, and no page more than three times its time
at a hundredth. BENCH_PAGES, a word, measures those pages alone that have it in their name. What is measured, and how, stands in
bench/measuring.py. BENCH_SEARCH=1 makes all of it findable too, which takes as long as all the rest.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from measuring import COLD, KEPT, Visit, addresses, in_own_house, measured, rows_settled, signed_in

SHARE = float(os.environ.get("BENCH_SHARE", "1"))
SMALL = 100  # the smaller size is a hundredth
MOST_TIMES = 3
ONLY = os.environ.get("BENCH_PAGES", "")
PAGES = (
    ("first page", "/liaison/"),
    ("matters", "/liaison/matters/"),
    ("letters", "/liaison/matters/?kind=correspondence"),
    ("matters of a ministry", "/liaison/matters/?ministry=ministry-07"),
    ("matters past their limit", "/liaison/matters/?late=on"),
    ("matters by a word", "/liaison/matters/?q=راه‌آهن ناحیهٔ ۱۱۷"),
    ("referrals", "/liaison/referrals/"),
    ("like questions", "/liaison/alike/"),
    ("statistics", "/liaison/statistics/"),
    ("statistics of a year", "/liaison/statistics/?year=1400"),
    ("one member", "/liaison/members/{member}/"),
    ("statistics of a ministry", "/liaison/statistics/?ministry=ministry-07"),
    ("statistics of a member", "/liaison/statistics/?member={member}"),
    ("matters of a member", "/liaison/matters/?member={member}"),
    ("one question", "/liaison/matters/{question}/"),
    ("search of the house", "/search/?q=راه‌آهن"),
    ("planner", "/liaison/planner/"),
    ("gatherings", "/liaison/gatherings/"),
    ("gatherings of a kind", "/liaison/gatherings/?kind=joint"),
    ("defences", "/liaison/defences/"),
    ("meetings", "/liaison/meetings/"),
    ("fairness of meetings", "/liaison/meetings/fairness/"),
    ("evaluations", "/liaison/evaluations/"),
    ("ranking of a quarter", "/liaison/evaluations/rounds/{round}/"),
    ("tasks", "/liaison/tasks/"),
    ("tasks, all", "/liaison/tasks/?stage=all"),
    ("promises", "/liaison/promises/"),
    ("voices", "/liaison/voices/"),
    ("consultations", "/liaison/consultations/"),
    ("positions", "/liaison/positions/"),
    ("directory", "/liaison/directory/"),
    ("asked of government", "/liaison/asked/"),
    ("training", "/liaison/training/"),
    ("publications", "/liaison/publications/"),
    ("published notices", "/liaison/notices/published/"),
    ("the morning's brief", "/liaison/brief/"),
)


def main() -> int:
    return in_own_house(work)


def work() -> int:
    from liaison.demo.years import Years, rows
    from liaison.tallies import give_room_back
    from majlis import clock, jobs

    addresses([])
    history = Years(clock.now())
    told: dict[str, list[Visit]] = {}
    for label, share in (("hundredth", SHARE / SMALL), ("full", SHARE)):
        began = time.monotonic()
        history.grow(share)
        jobs.reindex(() if os.environ.get("BENCH_SEARCH") else (jobs.COUNTS,))
        give_room_back()
        rows_settled()
        print(f"{label}: {rows():,} rows, made in {time.monotonic() - began:.0f} s", flush=True)
        for title, visits in measured(visits_of(history.cast, label)).items():
            told.setdefault(title, []).extend(visits)
    return tell(told)


def visits_of(cast: Any, label: str) -> dict[str, list[Visit]]:
    """Each page as the officer opens it, cold and kept."""
    from liaison.models import EvaluationRound, Question
    from majlis.models import User

    client = signed_in(User.objects.get(person=cast.officer))
    named = {
        "member": cast.members[0].pk, "round": EvaluationRound.objects.latest("issued_at").pk,
        "question": Question.objects.filter(kind="question", serial=1).get().pk,
    }  # fmt: skip
    return {
        f"{title}, {state}": [Visit(label, path.format(**named), client, state)]
        for title, path in PAGES
        if ONLY in title
        for state in (COLD, KEPT)
    }


def tell(told: dict[str, list[Visit]]) -> int:
    """Each page at both sizes, its queries, and how many times longer it takes; the slow ones are named."""
    bad = []
    for title, visits in told.items():
        small, full = visits
        times = full.took / max(small.took, 0.001)
        same = "equal" if small.queries == full.queries else f"{small.queries} and {full.queries}"
        print(f"{title:34} {small.took:8.1f} ms {full.took:8.1f} ms  x{times:5.1f}  queries {same} ({full.queries})")
        bad += [title] if times > MOST_TIMES or small.queries != full.queries else []
    print("all within three times" if not bad else f"beyond: {', '.join(bad)}")
    return len(bad)


if __name__ == "__main__":
    sys.exit(main())
