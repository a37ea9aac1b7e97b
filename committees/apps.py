"""The office that forms the specialised committees."""

from majlis.apps import OfficeConfig
from majlis.realm import Realm


class CommitteesConfig(OfficeConfig):
    name = "committees"
    verbose_name = "کمیسیون‌ها"
    realm = Realm(
        code="committees",
        title="کمیسیون‌ها",
        icon="people",
        home="committees:home",
        paper_clerks=("presiding_board.clerk", "presiding_board.secretary"),
    )
    bodies = "committees.rules.bodies.WANTED"
    documents = "committees.queries.document_scope"
    letters = "committees.queries.letters.ROOM"
    waiting = "committees.queries.waiting_for"
    clocks = "committees.queries.clocks.running_limits"
    checks = "committees.queries.checks.checks"
    lists = "committees.columns.LISTS"
    imports = ("committees.importing.TABLE",)
    explains = "committees.queries.explained.PARTS"
    sights = "committees.queries.explained.SIGHTS"
    enacted = {
        "first_committees": "شمار کمیسیون‌های نخست",
        "first_ceiling": "سقف کمیسیون‌های نخست",
        "others_ceiling": "سقف کمیسیون‌های دیگر",
        "ceiling": "سقف هر کمیسیون در میان‌دوره",
        "floor": "کف هر کمیسیون",
        "joint_meeting_quorum": "حد نصاب جلسهٔ مشترک هیأت رئیسه و رؤسای شعب",
        "joint_meeting_majority": "اکثریت لازم در جلسهٔ مشترک",
        "further_choice_hours": "مهلت نام بردن دو کمیسیون دیگر",
    }
    search = "committees.queries.search.KINDS"
