"""The label sets of the reader, in the order of its outputs."""

ACTIONS = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
]
KINDS = [
    "Country",
    "Government",
    "Military",
    "Person",
    "Organization",
    "IGO",
    "ArmedGroup",
    "Party",
    "Company",
    "Media",
    "Group",
    "PLACE",
    "DATE",
]
MODALITIES = ["occurred", "planned", "threatened", "called_for", "denied"]
FIXED_MODALITY = {"THREATEN": "threatened", "REQUEST": "called_for", "AGREE": "planned"}
SIDE_ROLES = ("by", "place", "date")
PLACE, DATE = KINDS.index("PLACE"), KINDS.index("DATE")
