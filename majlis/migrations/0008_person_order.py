"""Names in their order, so that a list by name reads its page and no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("majlis", "0007_letters")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["sort_key", "id"], name="majlis_pers_sort_ke_ea6c95_idx"),
        )
    ]
