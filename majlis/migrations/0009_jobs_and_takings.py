

import django.db.models.deletion
import majlis.models.base
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('majlis', '0008_person_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='detail',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=majlis.models.base.random_key, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=300)),
                ('params', models.JSONField(default=dict)),
                ('same', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'در نوبت'), ('running', 'در جریان'), ('done', 'آماده'), ('failed', 'انجام نشد')], default='waiting', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('sentence', models.CharField(blank=True, max_length=500)),
                ('url', models.CharField(blank=True, max_length=200)),
                ('sha256', models.CharField(blank=True, db_index=True, max_length=64)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to='majlis.person')),
            ],
            options={
                'verbose_name': 'کار بلند',
                'verbose_name_plural': 'کارهای بلند',
                'ordering': ['-made_at', 'id'],
                'indexes': [models.Index(fields=['owner', '-made_at'], name='job_by_owner')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('owner', 'same'), name='one_job_a_work')],
            },
        ),
    ]
