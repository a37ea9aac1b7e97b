"""The database itself refuses what the register forbids: no act changed or deleted, no link out of place."""

from django.db import migrations

LINK = """
CREATE FUNCTION majlis_act_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last_seq bigint;
    last_hash text;
BEGIN
    SELECT seq, hash INTO last_seq, last_hash FROM majlis_act WHERE realm = NEW.realm ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last_seq, 0) + 1 OR NEW.prev <> coalesce(last_hash, '') THEN
        RAISE EXCEPTION 'register %: entry % does not follow entry %', NEW.realm, NEW.seq, coalesce(last_seq, 0)
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER majlis_act_link BEFORE INSERT ON majlis_act FOR EACH ROW EXECUTE FUNCTION majlis_act_link();
"""

REFUSE = """
CREATE FUNCTION majlis_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: % is refused; a mistake is corrected by a new act', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER majlis_act_keep BEFORE UPDATE OR DELETE ON majlis_act
    FOR EACH ROW EXECUTE FUNCTION majlis_refuse();
CREATE TRIGGER majlis_act_keep_all BEFORE TRUNCATE ON majlis_act
    FOR EACH STATEMENT EXECUTE FUNCTION majlis_refuse();
CREATE TRIGGER majlis_head_keep BEFORE UPDATE OR DELETE ON majlis_head
    FOR EACH ROW EXECUTE FUNCTION majlis_refuse();
CREATE TRIGGER majlis_head_keep_all BEFORE TRUNCATE ON majlis_head
    FOR EACH STATEMENT EXECUTE FUNCTION majlis_refuse();
"""

UNDO = """
DROP TRIGGER majlis_head_keep_all ON majlis_head;
DROP TRIGGER majlis_head_keep ON majlis_head;
DROP TRIGGER majlis_act_keep_all ON majlis_act;
DROP TRIGGER majlis_act_keep ON majlis_act;
DROP FUNCTION majlis_refuse();
DROP TRIGGER majlis_act_link ON majlis_act;
DROP FUNCTION majlis_act_link();
"""


class Migration(migrations.Migration):
    dependencies = [("majlis", "0001_initial")]

    operations = [migrations.RunSQL(LINK + REFUSE, UNDO)]
