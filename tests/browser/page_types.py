"""One address of each page type, among the records of `data/`, and lists in the states in which readers meet them."""

PAGES = {
    "home": "/",
    "dialogues": "/dialogues/",
    "dialogue": "/dialogues/us-jp-cds/",
    "dialogue without a meeting": "/dialogues/gb-jp-set/",
    "meetings": "/meetings/",
    "meetings, narrowed": "/meetings/?party=JP&track=1.5",
    "meetings, none": "/meetings/?party=JP&year=1999",
    "meeting": "/meetings/us-jp-cds-09/",
    "meeting without a date": "/meetings/us-jp-set-01/",
    "organizations": "/organizations/",
    "organization": "/organizations/us-osc/",
    "people": "/people/",
    "person": "/people/don-graves/",
    "topics": "/topics/",
    "topic": "/topics/ssa/",
    "calendar": "/calendar/",
    "calendar year": "/calendar/2023/",
    "calendar month": "/calendar/2024/08/",
}
