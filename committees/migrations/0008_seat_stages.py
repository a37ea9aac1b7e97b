from django.db import migrations, models

GIVEN = "UPDATE committees_seat SET stage_since = given_at"


class Migration(migrations.Migration):
    """A seat gets a stage of its own: until now every one stood as it was given."""

    dependencies = [("committees", "0007_void_lot")]

    operations = [
        migrations.AddField(
            "seat", "stage", models.CharField(editable=False, max_length=24, verbose_name="مرحله", default="given"), preserve_default=False
        ),
        migrations.AddField(
            "seat", "stage_since", models.DateTimeField(editable=False, null=True, verbose_name="از")
        ),
        migrations.AddField(
            "seat", "version", models.PositiveIntegerField(default=0, editable=False, verbose_name="نسخه")
        ),
        migrations.RunSQL(GIVEN, migrations.RunSQL.noop),
        migrations.AlterField("seat", "stage_since", models.DateTimeField(editable=False, verbose_name="از")),
    ]
