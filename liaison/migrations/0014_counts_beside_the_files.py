"""How many matters there are of each sort, kept by the database itself in the transaction that changes a file."""

import django.db.models.deletion
from django.db import migrations, models

SORT = "kind, stage, year, term_id, cabinet_id"
OF_MATTER = ", ".join(f"m.{name}" for name in SORT.split(", "))


def added(changed: str) -> str:
    """What is added to the counts by addressee and committee. Args: changed, matters, each with n, 1 or -1."""
    return "".join(
        f"""
    INSERT INTO liaison_{table} ({SORT}, month, {column}, count)
    SELECT {OF_MATTER}, m.month, m.{column}, sum(m.n) FROM ({changed}) AS m WHERE {where}
    GROUP BY {OF_MATTER}, m.month, m.{column} HAVING sum(m.n) <> 0;"""
        for table, column, where in (
            ("addresseetally", "addressee_id", "TRUE"),
            ("committeetally", "committee_id", "m.committee_id IS NOT NULL"),
        )
    )


MOVED = "SELECT *, 1 AS n FROM later UNION ALL SELECT *, -1 AS n FROM earlier"

# A count is a sum of rows, each of them some more or some less: rows are only added, so that no act waits for another's.
MATTERS = f"""
CREATE FUNCTION liaison_tally_filed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{added("SELECT *, 1 AS n FROM later")}
    RETURN NULL;
END $$;
CREATE FUNCTION liaison_tally_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{added("SELECT *, -1 AS n FROM earlier")}
    RETURN NULL;
END $$;
CREATE FUNCTION liaison_tally_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{added(MOVED)}
    -- Those behind it see it move as well; a name that stands there twice counts once.
    INSERT INTO liaison_membertally ({SORT}, person_id, count)
    SELECT {OF_MATTER}, s.person_id, sum(m.n) FROM ({MOVED}) AS m
    JOIN (SELECT DISTINCT matter_id, person_id FROM liaison_signature WHERE matter_id IN (SELECT id FROM later)) AS s
        ON s.matter_id = m.id
    GROUP BY {OF_MATTER}, s.person_id HAVING sum(m.n) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER liaison_matter_filed AFTER INSERT ON liaison_matter REFERENCING NEW TABLE AS later
    FOR EACH STATEMENT EXECUTE FUNCTION liaison_tally_filed();
CREATE TRIGGER liaison_matter_gone AFTER DELETE ON liaison_matter REFERENCING OLD TABLE AS earlier
    FOR EACH STATEMENT EXECUTE FUNCTION liaison_tally_gone();
CREATE TRIGGER liaison_matter_moved AFTER UPDATE ON liaison_matter REFERENCING OLD TABLE AS earlier NEW TABLE AS later
    FOR EACH STATEMENT EXECUTE FUNCTION liaison_tally_moved();
"""

SIGNED = f"""
CREATE FUNCTION liaison_tally_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO liaison_membertally ({SORT}, person_id, count)
    SELECT {OF_MATTER}, s.person_id, count(*) FROM (SELECT DISTINCT matter_id, person_id FROM later) AS s
    JOIN liaison_matter AS m ON m.id = s.matter_id
    WHERE NOT EXISTS (
        SELECT FROM liaison_signature AS o WHERE o.matter_id = s.matter_id AND o.person_id = s.person_id
            AND o.id NOT IN (SELECT id FROM later)
    )
    GROUP BY {OF_MATTER}, s.person_id;
    RETURN NULL;
END $$;
CREATE FUNCTION liaison_tally_struck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO liaison_membertally ({SORT}, person_id, count)
    SELECT {OF_MATTER}, s.person_id, -count(*) FROM (SELECT DISTINCT matter_id, person_id FROM earlier) AS s
    JOIN liaison_matter AS m ON m.id = s.matter_id
    WHERE NOT EXISTS (SELECT FROM liaison_signature AS o WHERE o.matter_id = s.matter_id AND o.person_id = s.person_id)
    GROUP BY {OF_MATTER}, s.person_id;
    RETURN NULL;
END $$;
CREATE FUNCTION liaison_signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signature stays under its matter, and stays its member''s'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER liaison_signature_given AFTER INSERT ON liaison_signature REFERENCING NEW TABLE AS later
    FOR EACH STATEMENT EXECUTE FUNCTION liaison_tally_signed();
CREATE TRIGGER liaison_signature_struck AFTER DELETE ON liaison_signature REFERENCING OLD TABLE AS earlier
    FOR EACH STATEMENT EXECUTE FUNCTION liaison_tally_struck();
CREATE TRIGGER liaison_signature_stays BEFORE UPDATE ON liaison_signature FOR EACH ROW
    WHEN (OLD.matter_id <> NEW.matter_id OR OLD.person_id <> NEW.person_id)
    EXECUTE FUNCTION liaison_signature_stays();
"""

# What the house has already.
FILL = f"""{added("SELECT *, 1 AS n FROM liaison_matter")}
    INSERT INTO liaison_membertally ({SORT}, person_id, count)
    SELECT {OF_MATTER}, s.person_id, count(*) FROM (SELECT DISTINCT matter_id, person_id FROM liaison_signature) AS s
    JOIN liaison_matter AS m ON m.id = s.matter_id GROUP BY {OF_MATTER}, s.person_id;
"""

UNDO = """
DROP TRIGGER liaison_signature_stays ON liaison_signature;
DROP TRIGGER liaison_signature_struck ON liaison_signature;
DROP TRIGGER liaison_signature_given ON liaison_signature;
DROP TRIGGER liaison_matter_moved ON liaison_matter;
DROP TRIGGER liaison_matter_gone ON liaison_matter;
DROP TRIGGER liaison_matter_filed ON liaison_matter;
DROP FUNCTION liaison_signature_stays();
DROP FUNCTION liaison_tally_struck();
DROP FUNCTION liaison_tally_signed();
DROP FUNCTION liaison_tally_moved();
DROP FUNCTION liaison_tally_gone();
DROP FUNCTION liaison_tally_filed();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('liaison', '0013_ministry_addresses'),
        ('majlis', '0013_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='AddresseeTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('stage', models.CharField(max_length=24)),
                ('year', models.PositiveSmallIntegerField()),
                ('count', models.IntegerField()),
                ('month', models.PositiveIntegerField()),
                ('addressee', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='majlis.body')),
                ('cabinet', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='liaison.cabinetperiod')),
                ('term', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='majlis.term')),
            ],
            options={
                'verbose_name': 'شمار پرونده\u200cها به مخاطب',
                'verbose_name_plural': 'شمار پرونده\u200cها به مخاطب',
                'indexes': [models.Index(fields=['year', 'kind'], name='addressee_tally_by_year')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('stage', models.CharField(max_length=24)),
                ('year', models.PositiveSmallIntegerField()),
                ('count', models.IntegerField()),
                ('month', models.PositiveIntegerField()),
                ('cabinet', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='liaison.cabinetperiod')),
                ('committee', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='majlis.body')),
                ('term', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='majlis.term')),
            ],
            options={
                'verbose_name': 'شمار پرونده\u200cها به کمیسیون',
                'verbose_name_plural': 'شمار پرونده\u200cها به کمیسیون',
                'indexes': [models.Index(fields=['year', 'kind'], name='committee_tally_by_year')],
            },
        ),
        migrations.CreateModel(
            name='MemberTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('stage', models.CharField(max_length=24)),
                ('year', models.PositiveSmallIntegerField()),
                ('count', models.IntegerField()),
                ('cabinet', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='liaison.cabinetperiod')),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='majlis.person')),
                ('term', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='majlis.term')),
            ],
            options={
                'verbose_name': 'شمار پرونده\u200cها به نماینده',
                'verbose_name_plural': 'شمار پرونده\u200cها به نماینده',
                'indexes': [models.Index(fields=['year', 'kind'], name='member_tally_by_year')],
            },
        ),
        migrations.RunSQL(MATTERS + SIGNED + FILL, UNDO),
    ]
