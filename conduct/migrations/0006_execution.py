"""How each sanction was carried out; those of before stand since their ruling was issued (law, Art. 6)."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def since_their_ruling(apps, schema_editor):
    """A sanction that was imposed before it had stages has its first one since the hour of its ruling."""
    ruling = apps.get_model("conduct", "Ruling").objects.filter(pk=OuterRef("ruling"))
    apps.get_model("conduct", "RulingSanction").objects.update(stage_since=Subquery(ruling.values("issued_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [("conduct", "0005_late_appeals")]

    operations = [
        migrations.AddField(
            "rulingsanction",
            "stage",
            models.CharField(default="imposed", editable=False, max_length=24, verbose_name="مرحله"),
            preserve_default=False,
        ),
        migrations.AddField(
            "rulingsanction",
            "stage_since",
            models.DateTimeField(default=datetime(2012, 4, 3, tzinfo=UTC), editable=False, verbose_name="از"),
            preserve_default=False,
        ),
        migrations.AddField(
            "rulingsanction",
            "version",
            models.PositiveIntegerField(default=0, editable=False, verbose_name="نسخه"),
        ),
        migrations.RunPython(since_their_ruling, migrations.RunPython.noop),
    ]
