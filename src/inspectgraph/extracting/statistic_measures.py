"""What a figure measures: a concept of the measure scheme, or a name made of the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured.

    Attributes:
        slug: Concept of the measure scheme, or minted.
        label: In words.
    """

    slug: str
    label: str


#: Slug, label, letters that must occur (any of them), pattern. Special measures stand before general ones.
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("free-school-meals-primary", "Free school meals, primary", "meals", r"free\sschool\smeals(?=.*\bprimary)(?!.*\bsecondary)"),
    ("free-school-meals-secondary", "Free school meals, secondary", "meals", r"free\sschool\smeals(?=.*\bsecondary)"),
    ("english-additional-language-primary", "English as an additional language, primary", "additional", r"additional\slanguage(?=.*\bprimary)(?!.*\bsecondary)"),
    ("english-additional-language-secondary", "English as an additional language, secondary", "additional", r"additional\slanguage(?=.*\bsecondary)"),
    ("children-in-low-income-families", "Children in low-income families", "income", r"low[- ]income\sfamilies"),
    ("children-in-poverty", "Children living in poverty", "poverty", r"in\spoverty"),
    ("minority-ethnic-groups", "Children from minority ethnic groups", "ethnic", r"minority\sethnic|ethnic\sminorit"),
    ("children-share-of-population", "Children as share of the population", "total population", r"of\sthe\stotal\spopulation"),
    ("looked-after-residential-homes-outside-area", "Looked after children in children's homes outside the area", "homes", r"residential\s(?:children's\s)?homes\b.*\blives?\sout"),
    ("looked-after-residential-schools-outside-area", "Looked after children in residential special schools outside the area", "special schools", r"residential\s(?:special\s)?schools?\b.*\blives?\sout"),
    ("looked-after-foster-families-outside-area", "Looked after children with foster families outside the area", "foster", r"with\sfoster\sfamilies\b.*\blives?\sout"),
    ("looked-after-with-parents-outside-area", "Looked after children with parents outside the area", "parents", r"with\sparents\b.*\blives?\sout"),
    ("looked-after-residential-homes", "Looked after children in residential children's homes", "residential", r"lives?\sin\s(?:a\s)?residential\s(?:children's\s)?homes?"),
    ("looked-after-residential-schools", "Looked after children in residential special schools", "residential", r"residential\s(?:special\s)?schools?"),
    ("looked-after-foster-families", "Looked after children with foster families", "foster", r"with\sfoster\sfamilies"),
    ("looked-after-with-parents", "Looked after children living with parents", "parent", r"lives?\swith\s(?:a\s|their\s)?(?:birth\s)?parents?\b"),
    ("looked-after-outside-area", "Looked after children living outside the area", "out", r"(?:lives?|living|placed)\s(?:out\sof\s|outside\s)(?:of\s)?(?:the\s)?(?:local\sauthority|authority|area|county|borough|city)"),
    ("unaccompanied-asylum-seeking-children", "Unaccompanied asylum-seeking children", "asylum", r"unaccompanied\sasylum"),
    ("returned-to-be-looked-after", "Children who returned to be looked after", "return", r"returned\sto\sbe(?:ing)?\slooked\safter"),
    ("moved-to-independent-living", "Moved on to independent living", "independent living", r"moved\son\sto\sindependent\sliving"),
    ("houses-in-multiple-occupation", "Living in houses in multiple occupation", "multiple", r"houses?\s(?:of|in|with)\smultiple\soccup"),
    ("special-guardianship-orders", "Special guardianship orders", "sgos|guardianship", r"\bsgos?\b|special\sguardianship"),
    ("ceased-to-be-looked-after", "Children who ceased to be looked after", "ceas", r"(?:ceased|ceasing)\sto\sbe\slooked\safter"),
    ("adoption-disruptions", "Adoption disruptions", "disrupt|breakdown", r"(?<!tenancy\s)(?:disrupt|breakdown)"),
    ("foster-to-adopt-placements", "Foster to adopt placements", "adopt", r"foster(?:ing)?[- ](?:to[- ]adopt|for[- ]adoption)"),
    ("childrens-homes-good-or-outstanding", "Children's homes judged good or outstanding", "good or outstanding", r"good\sor\soutstanding"),
    ("childrens-homes", "Children's homes operated by the authority", "operates", r"operates\b.*\bchildren's\shomes?|children's\shomes?"),
    ("serious-case-reviews-ongoing", "Serious case reviews ongoing", "review|scr", r"(?:serious\scase\sreviews?|\bscrs?)\b.*(?:on-?going|being\sconducted|in\sprogress|underway)"),
    ("serious-case-reviews-completed", "Serious case reviews completed", "review|scr", r"serious\scase\sreviews?|\bscrs?\b"),
    ("serious-incident-notifications", "Serious incident notifications", "incident", r"serious\sincident\snotif|notifications?\sof\sserious|serious\sincidents"),
    ("child-protection-plans-neglect", "Child protection plans for neglect", "neglect", r"child\sprotection\splans?.{0,40}neglect|neglect.{0,40}child\sprotection\splan"),
    ("child-protection-plans", "Children subject of a child protection plan", "protection plan", r"subjects?\s(?:of|to)\s(?:a\s)?child\sprotection\splan|child\sprotection\splans?"),
    ("private-fostering", "Children in private fostering", "privat", r"privately\s(?:arranged\s)?foster|private\sfostering"),
    ("children-in-need", "Children in need", "need", r"(?:formally\s)?in\sneed\sof\sa\sspecialist|\bchildren\sin\sneed\b"),
    ("care-proceedings-duration", "Duration of care proceedings", "proceedings|care cases|cases to be concluded", r"(?:care|court|law|of|for)\sproceedings|cases\sto\sbe\sconcluded|completion\sof\scare\scases"),
    ("care-leavers-unsuitable-accommodation", "Care leavers in unsuitable accommodation", "unsuitable", r"unsuitable\saccommodation"),
    ("care-leavers-suitable-accommodation", "Care leavers in suitable accommodation", "suitable", r"suitable\saccommodation"),
    ("care-leavers-neet", "Care leavers not in education, employment or training", "not in e|neet|not engaged", r"not\s(?:in|engaged\sin)\s(?:any\s)?(?:education|employment|training)|\bneet\b"),
    ("care-leavers-eet", "Care leavers in education, employment or training", "in e|engaged in|eet", r"\bin\s(?:education|employment)\b(?:,|\sor|\sand).{0,20}(?:training|employment)|\beet\b"),
    ("care-leavers-university", "Care leavers at university", "university", r"\b(?:at|to|attending)\suniversity|university\slevel"),
    ("care-leavers-apprenticeships", "Care leavers in apprenticeships", "apprentice", r"apprentice"),
    ("care-leavers-custody", "Care leavers in custody", "custod", r"in\scustody|custodial"),
    ("bed-and-breakfast", "Young people in bed and breakfast accommodation", "breakfast", r"bed\sand\sbreakfast"),
    ("staying-put", "Staying put arrangements", "stay", r"stay(?:ing)?\sput"),
    ("placement-stability-three-moves", "Looked after children with three or more placements", "three or more|more than three", r"three\sor\smore\splacements|three\s(?:or\smore\s)?(?:placement\s)?moves|more\sthan\sthree"),
    ("placement-stability-two-years", "Looked after children in one placement for two years", "same placement", r"same\splacement"),
    ("persistent-absence", "Persistent absence", "persistent", r"persistent(?:ly)?\sabsen"),
    ("overall-absence", "Overall absence", "overall absence", r"overall\sabsence"),
    ("attendance", "School attendance", "attendance", r"(?:school\s|overall\s)?attendance\b(?!\sat\s(?:initial|review|meetings))"),
    ("permanent-exclusions", "Permanent exclusions", "permanent", r"permanent(?:ly)?\sexclu"),
    ("fixed-term-exclusions", "Fixed-term exclusions", "exclu", r"(?:fixed[- ]term|temporary|fixed[- ]period)\sexclu"),
    ("good-gcses", "Good GCSEs", "gcse", r"gcses?\b"),
    ("good-or-better-schools", "Children in good or better schools", "schools", r"good\sor\sbetter\sschools|good\sor\soutstanding\sschools"),
    ("personal-education-plans", "Personal education plans", "pep|personal education", r"\bpeps?\b|personal\seducation\splan"),
    ("health-assessments", "Health assessments in time", "health assess", r"health\sassessments?"),
    ("dental-checks", "Dental checks", "dent", r"dental|dentist"),
    ("immunisations", "Immunisations", "immunis", r"immunis"),
    ("reviews-in-time", "Reviews held in time", "review", r"timeliness\sof\s(?:\w+\s)?reviews|reviews?\b.{0,40}(?:on\stime|in\stime|timescale|timely)"),
    ("missing-education", "Children missing from education", "missing", r"missing\s(?:from\s)?education"),
    ("missing-episodes", "Episodes of going missing", "episodes", r"episodes\b"),
    ("missing-from-home", "Young people missing from home", "missing", r"missing\sfrom\shome(?!\s(?:and|or)\scare)"),
    ("missing-from-care", "Young people missing from care", "missing", r"missing\sfrom\s(?:care|their\splacement)"),
    ("educated-at-home", "Children educated at home", "home", r"educated\sat\shome|electively\shome|home[- ]educated"),
    ("child-sexual-exploitation-risk", "Children at risk of sexual exploitation", "exploitation|cse", r"risk\sof\s(?:cse|(?:child\s)?sexual\sexploitation)"),
    ("re-referrals", "Re-referrals", "re-ref", r"\bre-referr"),
    ("early-help-assessments", "Early help assessments", "early help", r"early\shelp\sassessments"),
    ("initial-conferences-out-of-time", "Initial child protection conferences out of time", "conference", r"initial\s(?:child\sprotection\s)?(?:case\s)?conferences.*out\sof\s(?:time|date)"),
    ("initial-conferences-in-time", "Initial child protection conferences in time", "conference", r"initial\s(?:child\sprotection\s)?(?:case\s)?conferences.*(?:in|within|on)\s(?:the\s)?(?:time|15|statutory|required)"),
    ("referrals", "Referrals", "referral", r"\breferrals\b"),
    ("contacts", "Contacts", "contacts", r"\bcontacts\b"),
    ("assessments", "Assessments", "assessments", r"(?:single|core|initial|social\swork|family|of)\sassessments\b"),
    ("foster-carers-approved", "New foster carers approved", "carers", r"(?:carers|households)\b.{0,30}\b(?:approved|recruited)|new\s(?:in-house\s)?foster\scarers"),
    ("foster-carers", "Foster carers", "foster", r"foster(?:ing)?\s(?:carers|households|homes)"),
    ("adopters-waiting", "Approved adopters waiting", "adopter", r"approved\sadopters|adopters?\b.{0,40}\bwaiting"),
    ("adopters-approved", "Adopters approved", "adopters|families being approved", r"adopters\b.{0,40}\bapproved|approved\b.{0,20}adopters|families\sbeing\sapproved"),
    ("children-waiting-for-adoption", "Children waiting for adoption", "wait", r"(?:waiting|awaiting)\b.{0,20}\b(?:adopt\w+|match)"),
    ("children-placed-for-adoption", "Children placed for adoption", "placed", r"placed\sfor\sadoption"),
    ("time-to-adoption-match", "Time from court to match", "match", r"(?:time|days|takes?)\b.*\bmatch"),
    ("time-to-adoption-placement", "Time from care to adoptive placement", "plac", r"(?:time|days)\b.*(?:entering|into|coming)\s(?:into\s)?care\b.*plac"),
    ("adoptions", "Adoptions", "adopt", r"\badoptions\b|\bchildren\s(?:(?:were|been|being|being|have\sbeen)\s)?adopted\b|looked\safter\swere\sadopted"),
    ("social-worker-vacancies", "Vacancies", "vacan", r"vacanc"),
    ("agency-staff", "Agency staff", "agency", r"agency\s(?:staff|social\sworkers?|workers?)"),
    ("staff-turnover", "Turnover of staff", "turnover", r"turnover"),
    ("caseload", "Caseload", "caseload", r"caseloads?"),
    ("complaints-in-time", "Complaints answered in time", "complaint", r"complaints\b.*time"),
    ("advocacy", "Children with an advocate", "advoca", r"by\san\sadvocate|advocacy"),
    ("independent-visitors", "Independent visitors", "visitor", r"independent\svisitor"),
    ("care-leavers", "Care leavers", "leavers", r"^\W*care\sleavers\s*(?:$|[.,;()]|(?:at|on|as\sat|currently)\b)"),
    ("children-looked-after", "Children looked after", "looked after|in care|cared for", r"(?:children|people)\b.{0,12}\s(?:were|are|being)\s(?:being\s)?looked\safter|^\W*(?:looked\safter\schildren|children\slooked\safter|children\sin\scare|cared\sfor\schildren)\s*(?:$|[.,;()]|(?:at|on|as\sat|currently)\b)|(?:number|rise|increase)\s(?:of|in\sthe\snumber\sof)\s(?:looked\safter\schildren|children\slooked\safter|children\sin\scare|cared\sfor\schildren)"),
    ("children-in-area", "Children living in the area", "under", r"children\sand\syoung\speople\sunder\sthe\sage\sof\s18"),
)  # fmt: skip
_MEASURES = tuple(
    (Measure(slug, label), tuple(keys.split("|")), re.compile(pattern)) for slug, label, keys, pattern in _TABLE
)
_RATES = {
    "children-in-need": Measure("children-in-need-rate", "Children in need, rate"),
    "child-protection-plans": Measure("child-protection-plans-rate", "Child protection plans, rate"),
    "children-looked-after": Measure("children-looked-after-rate", "Children looked after, rate"),
}
#: All of a group: a share is never of these but of what is said of some of them.
_WHOLE = frozenset(("children-looked-after", "care-leavers", "children-in-area", "foster-carers"))
_COUNTS = {rate.slug: next(m for m, _, _ in _MEASURES if m.slug == slug) for slug, rate in _RATES.items()}
SCHEME = frozenset(slug for slug, *_ in _TABLE) | frozenset(_COUNTS)

_STOP = frozenset(
    "a an the of in to for from with by on at as and or is are was were be been being has have had who whom which that this these those it its"
    " their they there not no now only just also more most than very currently about over under up all each any some such other into within"
    " during since between compared per cent so while when where but if out will would can could should do does did he she we our"
    " rate proportion percentage number total average high low approximately around".split()
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_BREAK = re.compile(r"[.,;:()]|\s[–-]\s|\b(?:which|that|who|whom|because|although|while|when|where|and\sso|compared|with\sa|since|due|as\sa)\b")
_SUBJECT = re.compile(r"\s(?:is|are|was|were|has|have|had|at|stands?|stood|now|fell|rose|increased|reduced|decreased|improved|declined|of)\b")


def find_measure(scope: str, unit: str) -> Measure | None:
    """The measure of the scheme that a stretch of text speaks of, or `None`."""
    for measure, keys, pattern in _MEASURES:
        for key in keys:
            if key in scope:
                if pattern.search(scope) and (unit != "percent" or measure.slug not in _WHOLE):
                    return measure
                break
    return None


def for_unit(measure: Measure, unit: str) -> Measure:
    """The measure's rate for a figure per 10,000, its count for a count."""
    if unit.startswith("per-"):
        return _RATES.get(measure.slug, measure)
    return _COUNTS.get(measure.slug, measure)


def _named(phrase: str, last: bool) -> Measure | None:
    words = [word for word in _WORD.findall(phrase) if word not in _STOP and len(word) > 1]
    words = words[-5:] if last else words[:5]
    if not words:
        return None
    label = " ".join(words).replace("’", "'")
    return Measure(re.sub(r"[^a-z0-9]+", "-", label.replace("'", "")).strip("-"), label)


def is_empty(phrase: str) -> bool:
    """Whether a phrase has no word that could say what is measured."""
    return _named(phrase, False) is None


def mint(left: str, right: str, left_first: bool) -> Measure:
    """A measure made of up to five content words beside a figure.

    Args:
        left: The words before the figure.
        right: The words after it.
        left_first: Whether the words before it say what it measures ("the rate is 5%").
    """
    after = _BREAK.split(right, maxsplit=1)[0]
    before = next((part for part in reversed(_BREAK.split(left)) if part and _named(part, True)), "")
    subject = _SUBJECT.split(before)[0] if left_first else before
    choices = ((subject, True), (before, True), (after, False)) if left_first else ((after, False), (before, True))
    for phrase, last in choices:
        if measure := _named(phrase, last):
            return measure
    return Measure("other", "Other measure")
