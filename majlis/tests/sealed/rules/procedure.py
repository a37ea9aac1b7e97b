"""The toy realm's table: open a secret, note something about it, close it with two hands."""

from majlis.rules.law import Law, Step

SEAL = Law("seal", "رویهٔ مهر", "رویهٔ مهر")
KEEPERS = ("sealed_board.keeper",)

_STEPS = (
    Step(
        "open_secret", "گشودن راز", "راز گشوده شد", SEAL.article("1"),
        by=KEEPERS, subject="secret", creates=True, to="opened",
    ),
    Step(
        "note_secret", "یادداشت بر راز", "بر راز یادداشت شد", SEAL.article("2"),
        by=KEEPERS, subject="note", creates=True, root_in=("opened",), to="noted",
    ),
    Step(
        "close_secret", "بستن راز", "راز بسته شد", SEAL.article("3"),
        by=KEEPERS, subject="secret", after=("opened",), to="closed", officers=2,
    ),
)  # fmt: skip

STEPS = {step.word: step for step in _STEPS}
NOT_BUILT: dict[str, str] = {}
