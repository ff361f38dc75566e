"""What the database holds beyond one table: sessions of their own meeting, and no deleting of what is public."""

from django.db import migrations

PARTS = {
    "agendaitem": ("session", "readout_of"),
    "participation": ("session",),
    "attendance": ("session",),
    "statement": ("session",),
    "image": ("session",),
    "claim": ("session",),
}

RECORDS = {
    "participants_party": "party",
    "participants_organization": "organization",
    "participants_person": "person",
    "dialogues_topic": "topic",
    "dialogues_track": "track",
    "dialogues_source": "source",
    "dialogues_dialogue": "dialogue",
    "dialogues_meeting": "meeting",
}


def of_the_same_meeting(part, relation):
    name = f"{part}_{relation}_is_of_the_same_meeting"
    return migrations.RunSQL(
        f"""ALTER TABLE dialogues_{part} ADD CONSTRAINT {name}
            FOREIGN KEY ({relation}_id, meeting_id) REFERENCES dialogues_session (id, meeting_id)
            DEFERRABLE INITIALLY DEFERRED""",
        f"ALTER TABLE dialogues_{part} DROP CONSTRAINT {name}",
    )


REFUSE_DELETING = """
CREATE FUNCTION refuse_deleting_what_is_public() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM dialogues_publication
        WHERE kind = TG_ARGV[0] AND record_id = OLD.id AND withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'the % % is public: withdraw it before deleting it', TG_ARGV[0], OLD.slug
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("dialogues", "0001_initial"), ("participants", "0001_initial")]

    operations = [
        *(of_the_same_meeting(part, relation) for part, relations in PARTS.items() for relation in relations),
        migrations.RunSQL(REFUSE_DELETING, "DROP FUNCTION refuse_deleting_what_is_public()"),
        *(
            migrations.RunSQL(
                f"""CREATE TRIGGER refuse_deleting_what_is_public BEFORE DELETE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION refuse_deleting_what_is_public('{kind}')""",
                f"DROP TRIGGER refuse_deleting_what_is_public ON {table}",
            )
            for table, kind in RECORDS.items()
        ),
    ]
