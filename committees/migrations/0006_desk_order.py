"""Forms in the order in which they came, so that the desk reads its page and no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("committees", "0005_labels")]

    operations = [
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(fields=["formation", "submitted_at", "number"], name="committees__formati_eee059_idx"),
        )
    ]
