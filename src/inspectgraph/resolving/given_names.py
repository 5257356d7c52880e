"""Given names with their short forms, and surnames that many bear."""

from __future__ import annotations

_SHORT_FORMS = {
    "alexander": "alex", "alexandra": "alex", "alison": "ali", "andrew": "andy drew", "anthony": "tony",
    "antony": "tony", "barbara": "barb babs", "benjamin": "ben", "bernard": "bernie", "catherine": "cath cathy kate katie",
    "charles": "charlie", "charlotte": "charlie lottie", "christina": "chris tina", "christine": "chris chrissie",
    "christopher": "chris", "clifford": "cliff", "daniel": "dan danny", "david": "dave davey", "deborah": "deb debbie",
    "debra": "deb debbie", "dominic": "dom", "donald": "don", "douglas": "doug", "edward": "ed eddie ted",
    "eleanor": "ellie nell", "elizabeth": "liz lizzie beth betty", "frances": "fran", "francis": "frank",
    "frederick": "fred freddie", "gabrielle": "gaby", "geoffrey": "geoff", "gerald": "gerry", "geraldine": "gerry",
    "gillian": "gill jill", "graham": "gray", "gregory": "greg", "harold": "harry", "henry": "harry", "jacqueline": "jackie jacqui",
    "james": "jim jimmy jamie", "janet": "jan", "janice": "jan", "jeffrey": "jeff", "jennifer": "jen jenny jenni",
    "jessica": "jess jessie", "joanna": "jo", "joanne": "jo", "john": "jack johnny", "jonathan": "jon jonny",
    "joseph": "joe", "josephine": "jo josie", "judith": "judy", "katharine": "kate kath", "katherine": "kate kath kathy katie",
    "kathleen": "kath kathy", "kathryn": "kath kate kathy", "kenneth": "ken", "kimberley": "kim", "lawrence": "larry",
    "leonard": "len", "lesley": "les", "leslie": "les", "lindsay": "lin", "louise": "lou", "lucinda": "lucy",
    "lynette": "lyn", "madeleine": "maddy", "malcolm": "mal", "margaret": "maggie meg peggy", "martin": "marty",
    "matthew": "matt", "maureen": "mo", "melanie": "mel", "michael": "mike mick", "michelle": "shelley",
    "mohammed": "mo", "nicholas": "nick nicky", "nicola": "nicky nikki nic nicki", "oliver": "ollie",
    "pamela": "pam", "patricia": "pat tricia trish", "patrick": "pat paddy", "peter": "pete", "philip": "phil",
    "phillip": "phil", "philippa": "pippa", "rachael": "rach", "raymond": "ray", "rebecca": "becky bex", "reginald": "reg",
    "richard": "rick rich dick", "robert": "rob bob bobby", "roger": "rog", "ronald": "ron", "rosalind": "ros",
    "rosemary": "rose rosie", "russell": "russ", "samantha": "sam", "samuel": "sam", "sandra": "sandy", "simone": "sim",
    "stephanie": "steph", "stephen": "steve", "steven": "steve", "stuart": "stu", "susan": "sue", "suzanne": "sue suzy",
    "terence": "terry", "theresa": "terri tess", "thomas": "tom", "timothy": "tim", "valerie": "val", "veronica": "ronnie",
    "victor": "vic", "victoria": "vicky vicki", "vincent": "vince", "vivienne": "viv", "walter": "wally", "wendy": "wen",
    "william": "bill will billy", "winifred": "win", "yvonne": "von",
}  # fmt: skip
_SHORT = frozenset((long, short) for long, shorts in _SHORT_FORMS.items() for short in shorts.split())

# The commonest surnames of England, after the Office for National Statistics' counts of births, marriages and deaths.
COMMON_SURNAMES = frozenset(
    "smith jones williams taylor brown davies evans wilson thomas johnson roberts robinson thompson wright walker white"
    " edwards hughes green hall lewis harris clarke patel jackson wood turner martin cooper hill ward morris moore clark"
    " lee king baker harrison morgan allen james scott phillips watson davis parker price bennett young griffiths mitchell"
    " kelly cook carter richardson bailey collins bell shaw murphy miller cox khan richards marshall anderson simpson"
    " ellis adams singh wilkinson foster chapman powell webb rogers gray mason ali hunt hussain campbell matthews owen"
    " palmer holmes mills barnes knight lloyd butler russell barker fisher stevens jenkins murray dixon harvey".split()
)


def is_short_form(one: str, other: str) -> bool:
    """Whether one given name is a short form of the other.

    >>> is_short_form("nick", "nicholas"), is_short_form("nicholas", "nick"), is_short_form("nick", "mike")
    (True, True, False)
    """
    return (one, other) in _SHORT or (other, one) in _SHORT
