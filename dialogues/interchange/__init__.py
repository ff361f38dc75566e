"""Records in files and back: JSON Lines in, compared, written and published; JSON Lines out.

reading     bytes → lines → objects, each with its file and line
shapes      the format (fields, references, compound: its kinds of fields; rules: what the database demands)
checking    the first pass: each line by itself
comparing   the second pass: against what is recorded (kept: what earlier imports left; resolving, circles)
writing     rows in bulk (parts: what belongs to a record)
exporting   the records as files
schema      the format as a JSON Schema
"""

from dialogues.interchange.comparing import Changed, Difference, LeftAlone
from dialogues.interchange.faults import Fault, Faults, Refused
from dialogues.interchange.planning import Plan, plan
from dialogues.interchange.reading import File
from dialogues.interchange.writing import Overtaken

__all__ = [
    "Changed",
    "Difference",
    "Fault",
    "Faults",
    "File",
    "LeftAlone",
    "Overtaken",
    "Plan",
    "Refused",
    "plan",
]
