"""What the database holds of revisions that need no second person: they say nothing new that staff wrote.

- What goes, withdrawn or merged into another, says nothing.
- What is carried, or of a new shape, follows a revision that shows the record.
- In a new shape, each field that both documents have says the same, and the record is shown as it is recorded.
- Shown as it is recorded is what nobody has edited since the version that was shown before; neither of these
  revisions changes which version that is.
- Carried, a field of the document's own (a text, a date, a code) says the same; only the status that others report may
  be another. Rows and references hold no words but those that stood there, or that are public of what they name. Where
  the record is shown as it is recorded, there may be fields that the document did not have, and, where another record
  became public in the same turn, relations and reports that waited for it.
- Whatever goes further names a bypass: a merge, or what is rendered anew by other rules (`republish` with a reason).

The database cannot render. So it cannot tell whether rows that name what is public name what staff recorded; nor what a
new field says, or a relation that waited. Whoever writes those by hand leaves the revision, which is never altered.
"""

import pgtrigger

from dialogues.models.clearance import CLEARED, KEY_OF_ITS_RECORD, table_of_kind

# What a document says of itself; and what other records give it, which is no change of its own.
NOT_A_FACT = ("shape", "type", "reports", "reported_by")
WAIT_FOR_OTHERS = ("relations", "outcome_reports")
WORDS = "'$.** ? (@.type() == \"string\")'"
NAMED = '\'$.** ? (@.type() == "object" && exists(@."type") && exists(@.id) && exists(@.name))\''


def _among(fields: tuple[str, ...]) -> str:
    return f"'{{{','.join(fields)}}}'::text[]"


def _named_in(document: str) -> str:
    its = f"jsonb_path_query({document}, {NAMED}) AS its (it)"
    return f"SELECT DISTINCT it ->> 'type' AS kind, it ->> 'id' AS slug FROM {its}"  # noqa: S608 -- of words of this file


_SAYS_NOTHING_NEW = f"""
    SELECT * INTO shown FROM dialogues_publication WHERE id = NEW.publication_id;
    -- Whether the row that shows it is written already, or still says what was shown until now.
    IF shown.revision = NEW.number AND shown.record_version <> shown.former_version THEN
        RAISE EXCEPTION 'revision % does not change which version is shown', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.op <> 'upsert' THEN
        IF NEW.document IS NOT NULL OR (NEW.op, NEW.cause) NOT IN (('withdraw', 'withdrawn'), ('merge', 'merged')) THEN
            RAISE EXCEPTION 'revision % shows what it takes away', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.cause NOT IN ('carried', 'shape') THEN
        RAISE EXCEPTION 'revision % does not say why it was made', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    SELECT how INTO passed FROM dialogues_bypass WHERE id = NEW.bypass_id;
    IF passed = 'merge' THEN
        RETURN NEW;
    END IF;
    SELECT document INTO former FROM dialogues_revision
    WHERE publication_id = NEW.publication_id AND number < NEW.number ORDER BY number DESC LIMIT 1;
    IF former IS NULL THEN
        RAISE EXCEPTION 'revision % is carried of what is not shown', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.document = former THEN
        NEW.bypass_id = NULL;
        RETURN NEW;
    END IF;
    key = shown.record_id;
    key = CASE NEW.kind {KEY_OF_ITS_RECORD} ELSE key END;
    EXECUTE format('SELECT version = $2 FROM %I WHERE id = $1', {table_of_kind("NEW.kind")})
        INTO as_recorded USING key, shown.record_version;
    IF NEW.cause = 'shape' THEN
        IF as_recorded IS NOT TRUE THEN
            RAISE EXCEPTION 'revision % is of a new shape of what was edited since', NEW.number
                USING ERRCODE = 'check_violation';
        END IF;
        astray = (
            SELECT min(field) FROM jsonb_each(NEW.document - {_among(NOT_A_FACT)}) AS its (field, value)
            WHERE former ? field AND former -> field <> value
        );
    ELSE
        astray = (
            SELECT min(field) FROM jsonb_each(NEW.document - {_among((*NOT_A_FACT, "status"))}) AS its (field, value)
            WHERE former ? field AND former -> field <> value AND jsonb_typeof(value) <> 'array'
              AND jsonb_path_query_first(jsonb_build_array(value, former -> field), {NAMED}) IS NULL
        );
        fields = CASE WHEN as_recorded THEN (
            SELECT coalesce(jsonb_object_agg(field, value), '{{}}') FROM jsonb_each(NEW.document) AS its (field, value)
            WHERE former ? field
        ) ELSE NEW.document END;
        IF as_recorded AND EXISTS (
            SELECT FROM ({_named_in("NEW.document")} EXCEPT {_named_in("former")}) AS named
            JOIN dialogues_publication AS other ON other.kind = named.kind AND other.slug = named.slug
            JOIN dialogues_revision AS made ON made.publication_id = other.id
            WHERE made.published_at = NEW.published_at AND made.cause IN ('first', 'again')
        ) THEN
            fields = fields - {_among(WAIT_FOR_OTHERS)};
        END IF;
        IF astray IS NULL THEN
            astray = (
                SELECT min(word #>> '{{}}') FROM (
                    SELECT jsonb_path_query(fields, {WORDS}) AS word
                    EXCEPT SELECT jsonb_path_query(former, {WORDS})
                    EXCEPT SELECT jsonb_path_query(other.document, {WORDS})
                    FROM ({_named_in("NEW.document")}) AS named
                    JOIN dialogues_publication AS other ON other.kind = named.kind AND other.slug = named.slug
                ) AS novel
            );
        END IF;
    END IF;
    IF astray IS NULL THEN
        NEW.bypass_id = NULL;
    ELSIF passed IS DISTINCT FROM 'republish' THEN
        RAISE EXCEPTION 'revision % says what nobody cleared: %', NEW.number, astray USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 -- made of words of this file

# After the one that names who stands behind a revision: triggers fire by name.
SAYS_NOTHING_NEW = pgtrigger.Trigger(
    name="says_nothing_new",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert,
    condition=pgtrigger.Condition(f"NEW.op <> 'upsert' OR NEW.cause NOT IN ({CLEARED})"),
    declare=[
        ("passed", "text"),
        ("former", "jsonb"),
        ("fields", "jsonb"),
        ("shown", "dialogues_publication"),
        ("key", "bigint"),
        ("as_recorded", "boolean"),
        ("astray", "text"),
    ],
    func=_SAYS_NOTHING_NEW,
)
