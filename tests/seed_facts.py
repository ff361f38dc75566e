"""Every fact of the two releases that the project starts from, and where each stands on the page and in the JSON.

A fact is a sentence; what a reader finds on the page (each text must occur, white space folded); and a question
to the document whose answer must be the given one. `of(list, **values)` picks the entries of a document's list
that have these values; a dotted key looks inside.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True)
class Fact:
    sentence: str
    on_page: tuple[str, ...]
    ask: Callable[[Document], Any]
    answer: Any = True
    page: str = field(default="")

    def __str__(self) -> str:
        return self.sentence


def look(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value[key] if value is not None else None
    return value


def of(entries: list[Document], **values: Any) -> list[Document]:
    return [
        entry
        for entry in entries
        if all(look(entry, key.replace("__", ".")) == value for key, value in values.items())
    ]


def role(
    document: Document, wanted: str, organization: str, session: str | None = None, person: str | None = None
) -> int:
    """How many participations an organization (and person) has in a role (and session)."""
    found = of(document["participations"], role=wanted, session=session, organization__id=organization)
    return len([part for part in found if (part["person"] or {}).get("id") == person])


def claimed(document: Document, fact: str) -> list[tuple[Any, str | None, str | None]]:
    """What each source that the release is said to be its own says about a fact: value, words, where."""
    return [
        (claim["value"], claim["as_stated"], claim["where"]) for claim in of(document["claims"], field=fact)
    ]


def agenda(document: Document, session: str) -> list[str]:
    return [item["text"]["en"] for item in of(document["sessions"], id=session)[0]["agenda"]]


CDS = "us-jp-cds-09"
T10, T15, T20 = f"{CDS}-track-1", f"{CDS}-track-1-5", f"{CDS}-track-2"

NINTH_COMPREHENSIVE_DIALOGUE = [
    Fact("The release is titled “U.S., Japan Hold Ninth Comprehensive Dialogue on Space”.",
         ("U.S., Japan Hold Ninth Comprehensive Dialogue on Space",),
         lambda d: of(d["sources"], id="src-osc-cds9")[0]["title"],
         "U.S., Japan Hold Ninth Comprehensive Dialogue on Space"),
    Fact("The Office of Space Commerce published it.", ("Office of Space Commerce",),
         lambda d: of(d["sources"], id="src-osc-cds9")[0]["publisher"], "Office of Space Commerce"),
    Fact("It is a meeting of the U.S.-Japan Comprehensive Dialogue on Space.",
         ("U.S.-Japan Comprehensive Dialogue on Space",), lambda d: d["dialogue"]["id"], "us-jp-cds"),
    Fact("It is the ninth.", ("Ninth",), lambda d: (d["edition"], d["edition_stated"]), (9, "Ninth")),
    Fact("It was held.", ("held",), lambda d: d["status"], "held"),
    Fact("The United States and Japan met.", ("United States", "Japan"),
         lambda d: [party["id"] for party in d["parties"]], ["US", "JP"]),
    Fact("The text of the release says September 26-27, 2024.", ("September 26-27, 2024", "body text, first sentence"),
         lambda d: ("2024-09-26/2024-09-27", "September 26-27, 2024", "body text, first sentence") in claimed(d, "date")),
    Fact("The banner of the release says August 26-27.", ("August 26-27", "banner"),
         lambda d: ("2024-08-26/2024-08-27", "August 26-27", "banner") in claimed(d, "date")),
    Fact("The slide in a photograph says August 26, 2024.",
         ("August 26, 2024", "screens in the photograph of the conference room"),
         lambda d: ("2024-08-26", "August 26, 2024", "screens in the photograph of the conference room")
         in claimed(d, "date")),
    Fact("August 26 to 27 is shown, as in dispute.", ("August 26–27, 2024",), lambda d: d["date"],
         {"edtf": "2024-08-26/2024-08-27", "earliest": "2024-08-26", "latest": "2024-08-27", "disputed": True}),
    Fact("The reason for the date shown is given.",
         ("The joint statement and both foreign ministry pages give August, and so do the banner and the photographed",),
         lambda d: of(d["claims"], field="date", preferred=True)[0]["reason"].startswith("The joint statement and both")),
    Fact("It was held in Washington.", ("Washington, DC",), lambda d: d["places"][0]["city"]["en"], "Washington, DC"),
    Fact("It was held in person.", ("In person",), lambda d: d["format"], "in_person"),
    Fact("The National Space Council co-chaired.", ("National Space Council", "Co-chair"),
         lambda d: role(d, "co_chair", "us-nspc", T10), 1),
    Fact("The National Security Council co-chaired.", ("National Security Council",),
         lambda d: role(d, "co_chair", "us-nsc", T10), 1),
    Fact("Both are of the White House.", ("White House",), lambda d: d["aliases"][0]["name"], "White House",
         page="organizations/us-eop"),
    Fact("Japan's National Space Policy Secretariat co-chaired.", ("National Space Policy Secretariat",),
         lambda d: role(d, "co_chair", "jp-nsps", T10), 1),
    Fact("The Secretariat is of Japan's Cabinet Office.", ("Cabinet Office",), lambda d: d["parent"]["id"],
         "jp-cabinet-office", page="organizations/jp-nsps"),
    Fact("The release names the Secretariat as Japan's co-chair, of the Cabinet Office.",
         ("National Space Policy Secretariat, Japan Cabinet Office",),
         lambda d: "National Space Policy Secretariat, Japan Cabinet Office" in [c[1] for c in claimed(d, "co_chairs")]),
    Fact("There is a joint statement, to be found at state.gov.", ("Joint statement", "state.gov"),
         lambda d: (d["outcomes"][0]["kind"], "state.gov" in d["outcomes"][0]["text"]["en"]), ("joint_statement", True)),
    Fact("The banner shows the crossed flags and the lunar surface with the Earth.",
         ("crossed flags of the United States and Japan", "lunar surface with the blue Earth on the horizon"),
         lambda d: "lunar surface with the blue Earth" in d["images"][0]["alt"]["en"]),
    Fact("The photo credit of the banner is ispace, inc.", ("ispace, inc.",),
         lambda d: d["images"][0]["credit"], "ispace, inc."),
    Fact("A photograph shows the delegates around a long round table.", ("long round table",),
         lambda d: "long round table" in d["images"][1]["alt"]["en"]),
    Fact("Its screens welcome to the 2024 U.S. Japan Industry-Government Space Dialogue of August 26, 2024.",
         ("Welcome to 2024 U.S. Japan Industry-Government Space Dialogue | August 26, 2024",),
         lambda d: "Welcome to 2024 U.S. Japan Industry-Government Space Dialogue | August 26, 2024"
         in d["images"][1]["alt"]["en"]),
    Fact("A photograph shows Deputy Secretary Graves at the podium before business people.",
         ("Deputy Secretary Graves speaks from a podium to a group of U.S. and Japanese business people.",),
         lambda d: d["images"][2]["session"], T20),
    Fact("The descriptions of these pictures are the source's own.", ("described by the source",),
         lambda d: [image["alt_basis"] for image in d["images"][:3]], ["source"] * 3),
    Fact("The dialogue included a Track 1.5 session, so named by the release.", ("Track 1.5",),
         lambda d: [(s["track"]["id"], s["track_basis"], s["relation"]) for s in of(d["sessions"], id=T15)],
         [("1.5", "stated", "part_of")]),
    Fact("It was the second-ever of its kind.", ("second-ever",),
         lambda d: [(s["ordinal"], s["ordinal_stated"]) for s in of(d["sessions"], id=T15)], [(2, "second-ever")]),
    Fact("It was the 2024 U.S. Japan Industry-Government Space Dialogue.",
         ("2024 U.S. Japan Industry-Government Space Dialogue",),
         lambda d: of(d["sessions"], id=T15)[0]["title"]["en"], "2024 U.S. Japan Industry-Government Space Dialogue"),
    Fact("It was on August 26, 2024.", ("August 26, 2024",),
         lambda d: of(d["sessions"], id=T15)[0]["date"]["edtf"], "2024-08-26"),
    Fact("The Office of Space Commerce organized it.", ("Organizer", "Office of Space Commerce"),
         lambda d: role(d, "organizer", "us-osc", T15), 1),
    Fact("At least 40 companies took part in it.", ("At least 40 companies", "at least 40 U.S. and Japanese companies"),
         lambda d: [(a["qualifier"], a["value"], a["unit"], a["session"]) for a in d["attendance"]],
         [("at_least", 40, "companies", T15)]),
    Fact("It discussed bilateral commercial space collaboration.",
         ("Opportunities for bilateral commercial space collaboration",),
         lambda d: agenda(d, T15)[0], "Opportunities for bilateral commercial space collaboration"),
    Fact("It discussed market access.", ("Market access",), lambda d: "Market access" in agenda(d, T15)),
    Fact("It discussed regulatory interoperability.", ("Regulatory interoperability",),
         lambda d: "Regulatory interoperability" in agenda(d, T15)),
    Fact("It discussed spaceflight safety and space sustainability.", ("Spaceflight safety and space sustainability",),
         lambda d: "Spaceflight safety and space sustainability" in agenda(d, T15)),
    Fact("It discussed novel space activities.", ("Novel space activities",),
         lambda d: "Novel space activities" in agenda(d, T15)),
    Fact("There was a government-to-government session on Track 1.0.", ("Track 1.0", "Government-to-government session"),
         lambda d: [(s["track"]["id"], s["track_basis"], s["relation"]) for s in of(d["sessions"], id=T10)],
         [("1.0", "stated", "part_of")]),
    Fact("The Office of Space Commerce read out the Track 1.5 session there.", ("Readout of the Track 1.5 session",),
         lambda d: [(i["presenter"]["id"], i["readout_of"]) for i in of(d["sessions"], id=T10)[0]["agenda"]
                    if i["text"]["en"] == "Readout of the Track 1.5 session"], [("us-osc", T15)]),
    Fact("It gave an update on the Traffic Coordination System for Space (TraCSS).",
         ("Update on the Traffic Coordination System for Space (TraCSS)",),
         lambda d: [i["presenter"]["id"] for i in of(d["sessions"], id=T10)[0]["agenda"] if "TraCSS" in i["text"]["en"]],
         ["us-osc"]),
    Fact("It gave an update on its vision for coordinating space situational awareness worldwide.",
         ("Update on the vision for global coordination of space situational awareness",),
         lambda d: "Update on the vision for global coordination of space situational awareness" in agenda(d, T10)),
    Fact("It gave an update on its regulation of commercial remote sensing.",
         ("Update on how it regulates commercial remote sensing in the United States",),
         lambda d: "Update on how it regulates commercial remote sensing in the United States" in agenda(d, T10)),
    Fact("There was a business-to-business session on Track 2.0.", ("Track 2.0", "Business-to-business session"),
         lambda d: [(s["track"]["id"], s["track_basis"]) for s in of(d["sessions"], id=T20)], [("2.0", "stated")]),
    Fact("It was separate from the government dialogues.", ("Separate from the government dialogues",),
         lambda d: of(d["sessions"], id=T20)[0]["relation"], "in_connection_with"),
    Fact("It was the first Track 2.0 session to occur during a Comprehensive Dialogue.",
         ("first to occur during a Comprehensive Dialogue",),
         lambda d: [(s["ordinal"], s["ordinal_stated"]) for s in of(d["sessions"], id=T20)],
         [(1, "first to occur during a Comprehensive Dialogue")]),
    Fact("The Commercial Spaceflight Federation organized it.", ("Commercial Spaceflight Federation",),
         lambda d: role(d, "organizer", "us-csf", T20), 1),
    Fact("The Maureen and Mike Mansfield Foundation organized it.", ("Maureen and Mike Mansfield Foundation",),
         lambda d: role(d, "organizer", "us-mansfield", T20), 1),
    Fact("Japan's Advanced Satellite Systems Technology Center organized it.",
         ("Advanced Satellite Systems Technology Center",), lambda d: role(d, "organizer", "jp-astec", T20), 1),
    Fact("Don Graves gave the opening remarks.", ("Don Graves", "Opening remarks"),
         lambda d: role(d, "opening_remarks", "us-commerce", T20, "don-graves"), 1),
    Fact("He was Deputy Secretary of Commerce.", ("Deputy Secretary of Commerce",),
         lambda d: of(d["participations"], person__id="don-graves")[0]["title"]["en"], "Deputy Secretary of Commerce"),
    Fact("His remarks can be read at commerce.gov.", ("View his remarks at commerce.gov",),
         lambda d: d["statements"][0]["link_label"], "View his remarks at commerce.gov"),
    Fact("The two space sectors have worked together for years.", ("have worked together in space for years",),
         lambda d: "have worked together in space for years" in d["note"]),
    Fact("The Office works with industry to make the relations wider and more productive.",
         ("working with industry to make the relations between the two space sectors wider and more productive",),
         lambda d: (d["outcomes"][2]["kind"], d["outcomes"][2]["status"], d["outcomes"][2]["organizations"][0]["id"]),
         ("commitment", "in_progress", "us-osc")),
]  # fmt: skip

TALKS = "us-jp-set-01-talks"

FIRST_SPACE_ENGAGEMENT_TALKS = [
    Fact("The release is titled “U. S., Japan Host First Space Engagement Talks”.",
         ("U. S., Japan Host First Space Engagement Talks",),
         lambda d: of(d["sources"], id="src-set-release")[0]["title"], "U. S., Japan Host First Space Engagement Talks"),
    Fact("The U.S. Space Force published it.", ("U.S. Space Force",),
         lambda d: of(d["sources"], id="src-set-release")[0]["publisher"], "U.S. Space Force"),
    Fact("They were the first-ever.", ("first-ever",), lambda d: (d["edition"], d["edition_stated"]), (1, "first-ever")),
    Fact("They are the U.S.-Japan Space Engagement Talks.", ("U.S.-Japan Space Engagement Talks",),
         lambda d: d["dialogue"]["id"], "us-jp-set"),
    Fact("They are called the USSF-JASDF Space Engagement Talks too.", ("USSF-JASDF Space Engagement Talks",),
         lambda d: d["other_names"][0]["name"], "USSF-JASDF Space Engagement Talks", page="dialogues/us-jp-set"),
    Fact("The release gives no date: “recently”.", ("recently", "The release gives no date."),
         lambda d: [(c["value"], c["as_stated"]) for c in of(d["claims"], field="date", source="src-set-release")],
         [(None, "recently")]),
    Fact("The date is in dispute among later sources; only the month is shown.", ("July 2023",),
         lambda d: (d["date"]["edtf"], d["date"]["disputed"]), ("2023-07", True)),
    Fact("No place is stated.", ("Not stated",), lambda d: d["places"], []),
    Fact("A dateline names Yokota Air Base, and is no statement of the venue.",
         ("Yokota Air Base", "A dateline, not a statement of the venue."),
         lambda d: [(c["value"], c["where"], c["preferred"]) for c in of(d["claims"], field="places")],
         [("Yokota Air Base", "dateline", False)]),
    Fact("Whether in person is not known.", ("Not known",), lambda d: d["format"], "unknown"),
    Fact("Philip A. Garrant led them.", ("Philip A. Garrant", "Head of delegation", "led"),
         lambda d: role(d, "head_of_delegation", "us-space-force", None, "philip-a-garrant"), 1),
    Fact("He was a lieutenant general and deputy chief of space operations, strategy, plans, programs and requirements.",
         ("Lt. Gen.; deputy chief of space operations, strategy, plans, programs and requirements",),
         lambda d: of(d["participations"], person__id="philip-a-garrant")[0]["title"]["en"],
         "Lt. Gen.; deputy chief of space operations, strategy, plans, programs and requirements"),
    Fact("Anthony J. Mastalir hosted them.", ("Anthony J. Mastalir", "Host", "hosted"),
         lambda d: role(d, "host", "us-spaceforindopac", None, "anthony-j-mastalir"), 1),
    Fact("He was a brigadier general and commander of United States Space Forces Indo-Pacific.",
         ("Brig. Gen.; commander, United States Space Forces Indo-Pacific",),
         lambda d: of(d["participations"], person__id="anthony-j-mastalir")[0]["title"]["en"],
         "Brig. Gen.; commander, United States Space Forces Indo-Pacific"),
    Fact("The U.S. Space Force took part.", ("U.S. Space Force",),
         lambda d: role(d, "participant", "us-space-force"), 1),
    Fact("The Japan Air Self-Defense Force took part.", ("Japan Air Self-Defense Force",),
         lambda d: role(d, "participant", "jp-jasdf"), 1),
    Fact("They aimed to enhance combined space operations.", ("Enhancing combined space operations",),
         lambda d: agenda(d, TALKS)[0], "Enhancing combined space operations"),
    Fact("They aimed at a bilateral roadmap for future collaboration.", ("Bilateral roadmap for future collaboration",),
         lambda d: agenda(d, TALKS)[1], "Bilateral roadmap for future collaboration"),
    Fact("They were about safety, security, stability and long-term sustainability of space.",
         ("Safety, security, stability and long-term sustainability of space",),
         lambda d: agenda(d, TALKS)[2], "Safety, security, stability and long-term sustainability of space"),
    Fact("A roadmap for cooperation is to be drawn up.",
         ("A bilateral roadmap for future space cooperation is to be drawn up.",),
         lambda d: [(o["kind"], o["status"]) for o in of(d["outcomes"], id="us-jp-set-01-o2")], [("roadmap", "open")]),
    Fact("Space Working Groups are to follow.", ("Space Working Groups are to follow the talks",),
         lambda d: [(o["kind"], o["status"]) for o in of(d["outcomes"], id="us-jp-set-01-o1")],
         [("working_group", "open")]),
    Fact("Mastalir said that the talks carry the alliance further into space.",
         ("The talks carry the alliance further into space",), lambda d: d["statements"][0]["person"]["id"],
         "anthony-j-mastalir"),
    Fact("He called the forum a very good means to start joint efforts.",
         ("He called the forum a very good means to start joint efforts",),
         lambda d: d["statements"][1]["text"]["en"].startswith("He called the forum a very good means")),
    Fact("He said that the talks show how the two countries work together, and was grateful for the alliance.",
         ("he was grateful for the alliance",), lambda d: "grateful for the alliance" in d["statements"][2]["text"]["en"]),
    Fact("His words are quoted in the release.", ("Quoted",), lambda d: [s["kind"] for s in d["statements"]], ["quote"] * 3),
    Fact("The talks are called a model of what the alliance does together in space.",
         ("a model of what the alliance does together in space",),
         lambda d: "a model of what the alliance does together in space" in d["note"]),
    Fact("The “Partner to Win” line of effort stands behind them.", ("Partner to Win",),
         lambda d: "Partner to Win" in d["note"]),
    Fact("Partnerships can bring awareness, effective operations and resilience.",
         ("awareness of the situation, effective operations, resilience",),
         lambda d: "awareness of the situation, effective operations, resilience" in d["note"]),
    Fact("They can bring technical help and training.", ("technical help and training",),
         lambda d: "technical help and training" in d["note"]),
    Fact("They can bring sites for tracking and communication.", ("sites for tracking and communication",),
         lambda d: "sites for tracking and communication" in d["note"]),
    Fact("Sources differ on who hosted.", ("Garrant described as hosting",),
         lambda d: "host" in d["disputed"]),
]  # fmt: skip

FACTS = [
    *(("us-jp-cds-09", fact) for fact in NINTH_COMPREHENSIVE_DIALOGUE),
    *(("us-jp-set-01", fact) for fact in FIRST_SPACE_ENGAGEMENT_TALKS),
]
