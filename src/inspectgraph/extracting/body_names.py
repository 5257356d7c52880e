"""Words of the field that name, or fail to name, the bodies of a children's service.

A unit is named by its function ("youth offending team") or by a proper name ("Sunrise team"). The tables
say which nouns can head such a name, which words carry a function, and which describe without naming.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Head noun (singular) and the type of body that it makes.
HEADS: dict[str, str] = {
    "team": "team", "unit": "team",
    "service": "service", "agency": "service", "centre": "service", "home": "service", "academy": "service",
    "clinic": "service", "club": "service", "department": "service",
    "hub": "hub", "facility": "service",
    "panel": "panel", "conference": "panel", "meeting": "panel", "summit": "panel", "taskforce": "panel",
    "board": "board", "committee": "board", "forum": "board", "group": "board", "sub-group": "board",
    "subgroup": "board", "sub-committee": "board", "executive": "board", "trust": "board",
    "council": "council", "parliament": "council", "cabinet": "council",
    "partnership": "partnership", "consortium": "partnership", "alliance": "partnership", "network": "partnership",
    "programme": "programme", "scheme": "programme", "initiative": "programme",
    "pilot": "programme",
    "project": "project",
    "model": "model",
    "hospital": "partner-organisation", "police": "partner-organisation", "constabulary": "partner-organisation",
    "charity": "partner-organisation", "court": "partner-organisation", "college": "partner-organisation",
    "university": "partner-organisation", "company": "partner-organisation",
}  # fmt: skip

#: Heads that need a proper name before them: a description is no name ("a local college").
PROPER_ONLY = _words(
    "trust hospital police constabulary charity court college university company network department executive home"
)

#: Several words that act as one modifier.
FUSED = "|".join(
    (
        r"edge[ -]of[ -]care", r"out[ -]of[ -](?:office[ -])?hours?", r"accident and emergency", r"first (?:contact|response)",
        r"(?:children|child|kids)(?: and young people)? (?:living )?in (?:care|need)", r"cared for children",
        r"children(?: and young people)? (?:with|who have) (?:(?:a )?disabilit(?:y|ies)|complex needs)",
        r"children(?: and young people)? looked after", r"looked[ -]after children(?: and young people)?(?:'s)?",
        r"(?:children's )?single point of (?:access|contact)", r"initial point of contact",
        r"(?:leaving(?: care)? and )?after[ -]care", r"children and families", r"children and young people(?:'s)?", r"children's social care", r"supporting families",
        r"troubled families'?", r"staying put", r"young (?:inspectors|people's|carers'?|parents'?)", r"vulnerable pupils'?", r"early years", r"fair access",
        r"foster(?:ing)?[ -](?:to|for)[ -]adopt", r"team around (?:the )?(?:schools?|family|child)",
        r"signs of (?:safety|success|wellbeing)", r"assessed and supported year in employment",
        r"step[ -]up to social work", r"no recourse to public funds", r"task and finish", r"violence against women and girls", r"looked[ -]after(?= (?:health|nurs|service\b))",
        r"newly qualified social workers?", r"holiday activities and food", r"local offer", r"access to resources", r"social work-(?:led|qualified)", r"polic(?:y|ies) and procedures", r"parents?(?: and)? carers?",
        r"health and well-?being", r"quality assurance", r"high[ -]quality", r"multi agency",
        r"reviewing officers?'?", r"designated officers?'?", r"local authority(?: designated officers?'?)?",
        r"customer services?", r"positive (?:behaviours?|activities|parenting)", r"foster carer(?!s)",
        r"special educational needs(?: and(?:/or)? disabilit(?:y|ies))?", r"information,? advice,? and support",
    )
)  # fmt: skip

#: Words before which a noun phrase begins: determiners, numbers and what works like them.
DETERMINERS = _words(
    "the a an its their his her our your my this that these those each every both all some any no one two three"
    " four five numerous six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty several"
    " many most other another such various different which whose more few couple either neither same own"
)

_MONTHS = _words("january february march april may june july august september october november december")

#: Words that never stand inside a name: prepositions, conjunctions, pronouns, verbs, adverbs and people.
STOPS = DETERMINERS | _MONTHS | _words(
    # prepositions and conjunctions
    "of in for by with from to at on into through via across within between among under over about after before"
    " during since against towards around including include includes included as than like per without outside"
    " inside beyond alongside onto while when where who whom what how why if because although though however but or nor"
    " so yet not that there then thus also both up out off until upon using throughout behind near whether once"
    # pronouns and auxiliaries
    " it they them he she we you i is are was were be been being has have had having do does did can could will"
    " would should may might must"
    # verbs that come before the name of a body
    " use uses used attend attends attended join joined joins chair chairs chaired lead leads led run runs ran"
    " provide provides provided offer offers offered access accesses accessed make makes made receive receives"
    " received establish establishes establishing set sets setting review reviews reviewed ensure ensures ensured"
    " ensuring develop develops developing call called named known meet meets met see seen show shows shown inform"
    " informs informed involve involves involved involving give gives given get gets getting helps helped helping"
    " take takes taken taking keep keeps need needs needed enable enables enabled enabling allow allows allowed"
    " become becomes became remain remains remained reports commission commissions deliver delivers delivering"
    " delivered create creates created creating works worked working sees supports supported supporting strengthen"
    " strengthens strengthened strengthening improve improves improving implement implements implementing launch"
    " launched promoting promotes promoted regarding concerning following providing offering attending chairing"
    " leading running receiving accessing joining making evaluating undertaking holding giving increasing reducing"
    " hold holds held move moves moved moving transfer transfers transferred transferring challenges bring brings"
    " brought bringing value values valued want wants told tell say says said saying found find finds feel feels"
    " felt know knows knew monitor monitors oversee oversees overseen scrutinise scrutinises agree agrees agreed"
    " approve approves approved refer refers referred appoint appointed appoints combine combines combined"
    " combining extend extends extended share shares continue continues continued require requires link links"
    " linked linking expand expands expanded introduce introduces reflect reflects demonstrate demonstrates"
    " complement complements embed embeds represent represents replace replaces re-established consider considers"
    " exploring co-locating engaging visit visits recruit widen strengthening reshape attending schedule redesign"
    # adverbs
    " very well now currently recently previously still already often too only just even soon today regularly"
    " always never sometimes here particularly especially"
    # people and other nouns that end a phrase of their own
    " workers worker managers manager leaders leader staff officers officer carers carer parents adopters"
    " inspectors partners professionals practitioners practitioner councillors members member agencies schools"
    " pupils colleges gps nurses teachers headteacher headteachers courts judiciary authority authorities"
    " responses arrangements plans assessments cases decisions records referrals services teams hubs panels boards"
    " programmes projects schemes groups forums meetings homes centres units advisers advocates volunteers mentors"
    " coordinators coordinator residents providers cafcass ofsted colleagues caseloads outcomes representatives"
    " confidence example dear others everyone nationally locally sessions activities"
)  # fmt: skip

#: Words that describe a body and are left off the front of its name.
DESCRIPTIVE = frozenset({"high quality", "high-quality"}) | _words(
    "new newly recently recent old strong effective highly good excellent exceptional outstanding"
    " well-established established long-established well-resourced resourced appropriately well-attended"
    " well-managed well-respected well-developed valued valuable innovative creative impressive exciting"
    " successful committed experienced skilled knowledgeable stable small large larger smaller main key core"
    " current existing previous former present latest dedicated commissioned accessible responsive robust active"
    " vocal vibrant influential inclusive positive enthusiastic efficient comprehensive appropriate timely"
    " high-quality quality-assured good-quality award-winning separate single discrete distinct monthly weekly"
    " fortnightly quarterly bi-monthly annual daily regular ongoing additional further wider whole full range wide"
    " extensive relevant overall popular bespoke tailored busy passionate proactive productive persistent"
    " permanent temporary interim renewed refreshed restructured reconfigured remodelled revised improved"
    " improving enhanced expanded merged co-located centrally newly-formed formed newly-established well-led"
    " in-house internal named first second third next last final england-wide county-wide countywide city-wide"
    " citywide borough-wide boroughwide area-based locality-based council-wide authority-wide cross-party"
    " so-called particular certain specific similar general high-performing talented developed developing emerging"
    " growing thriving flourishing well-regarded well-run well-trained well-staffed well-embedded embedded"
    " re-established reestablished reformed longstanding long-standing confidential free available responsible"
    " important significant vital crucial essential non-statutory statutory innovation-funded funded"
    " government-funded charity-run council-run jointly joint-funded jointly-funded national traditional capable"
    " high quality equitable seamless flexible resilient intensive-support ambitious exemplary consistent"
    " consistently constructive supportive useful helpful multi-disciplinary multidisciplinary multi-professional"
    " inter-agency interagency partnership-based user-led overarching holistic purposeful time-limited short-term"
    " long-term face-to-face digital sufficient insufficient poor weak variable increased increasing"
    " reduced limited lack great greater better best different dynamic independently chaired externally"
    " highly-regarded five-bedded leading existing following proposed twice-weekly therefore generic inconsistent relatively extremely extra"
    " thorough mainstream high-profile weekday weekend right correct enough"
)  # fmt: skip

#: Endings of compounds that describe whoever stands behind them ("police-led", "high-level").
_DESCRIBING = re.compile(r"[\w ]+-(?:level|qualified|led|chaired|only|wide|run|trained|staffed|rated|sized)")


def describes(word: str) -> bool:
    """Whether a word in lower case only describes a body."""
    return word in DESCRIPTIVE or "-" in word and _DESCRIBING.fullmatch(word) is not None


#: Words that a name may keep or lose without naming another body.
LIGHT = frozenset({"out of hours", "multi agency", "local authority"}) | _words(
    "operational online out-of-hours pan-county pan-london multi-agency multiagency specialist integrated joint local"
    " strategic independent targeted professional council's authority's city council borough county formal central"
    " whole-service universal"
)

#: Words that belong to a name, but make none by themselves.
WEAK = LIGHT | frozenset({"children and young people", "children and young people's", "children's social care"}) | _words(
    "council's therapeutic quality consultative council authority's authority county borough city district"
    " central regional area locality social work care health partnership multi professional professionals"
    " community corporate intensive operational senior management leadership practice public statutory children's"
    " child children young people people's families family adult adults adults' leader leaders staff frontline"
    " operating delivery organisation service team inspection whole-system system services based agency partner"
    " voluntary sector county's borough's city's department's departments safeguarding clinical governance"
    " governing structure business support new"
)  # fmt: skip

#: Words of a function. With one of them, a phrase in lower case names a unit.
FUNCTIONS = _words(
    "adoption adoptive adopt fostering foster kinship connected special guardianship sgo leaving leavers leavers'"
    " leaver leaver's youth offending justice emergency duty out-of-hours assessment assessments intervention"
    " interventions initial response contact referral referrals protection disabled disability disabilities send"
    " sen inclusion early help edge exploitation exploited missing gangs gang criminal sexual mental substance"
    " misuse drug drugs alcohol domestic abuse violence homeless homelessness housing education educational school"
    " schools' virtual employment training reviewing reviewer reviewers officer visitor visitors visitors'"
    " visiting advocacy participation involvement engagement complaints customer assurance performance"
    " commissioning workforce development transition transitions pre-birth unborn baby permanence permanency"
    " placement placements resource resources finding finders family-finding therapy therapies innovation"
    " innovations employability speech language occupational physiotherapy nursing nurse midwifery perinatal"
    " parenting support solutions court plo uasc asylum unaccompanied seeking seekers private post-adoption post"
    " recruitment matching marketing legal data intelligence triage screening screen rapid crisis outreach"
    " behaviour autism neurodevelopmental dental audiology immunisation immunisations dietetic dietetics psychiatry psychiatric diagnostic sensory hearing impairment vision short breaks respite group"
    " conferencing conference mediation counselling bereavement psychology psychological wellbeing well-being"
    " emotional resilience prevention preventative preventing safety safer attendance welfare exclusion exclusions neurodiversity paediatric keyworker monitoring planning teaching"
    " elective electively home educated tuition homework fire rescue hospital portage policing reunification"
    " rehabilitation adolescent adolescents teenage teenagers vulnerable children's-rights rights achievement"
    " learning skills careers apprenticeship apprentice cse cce cme mash lado designated officers' risk harm"
    " contextual extra-familial hidden pupil pupils parent parental infant infants toddler play youth-support"
    " carers carer carers' young-carers volunteer mentoring mentor befriending advice guidance information access"
    " inspectors health-visiting sexual-health school-nursing improvement scrutiny allocation allocations tasking"
    " coordination funding admissions fair channel prevent death overview serious case complex needs need"
    " strengthening reach edge-of-care fieldwork conferences chairs brief long term child's finance administration"
    " systemic life story work-experience experience night stay accommodation supported police solution-focused"
    " multi-systemic functional divisional anti-poverty equality equalities audit front door sexual-exploitation"
    " assault refuge domestic-abuse dv household regulatory transport maternity welfare-rights money debt benefits mst"
    " short-break short-breaks nurture proceedings looked after parents' children's-centre breastfeeding interpretation interpreting translation clinic"
)  # fmt: skip

#: Numbers that may begin a proper name ("One Point hub").
NUMBERS = _words("one two three four five six seven eight nine ten no")

#: Words that no capital makes part of a name ("The", "Ofsted").
NEVER_PROPER = _MONTHS | _words(
    "the a an its their his her our your this that these those each both some any which whose"
    " of in for by with from to at on into dear ofsted cafcass and or as when while although if"
)

#: Words before which a noun phrase surely begins.
ARTICLES = _words("the a an its their this our")

#: Small words inside a name in capitals, and the words in capitals after which they begin something else.
LINKS = _words("to in of for on with into at upon")
BEFORE_LINKS = _words(
    "isle head director directors chair member lead leader minister commissioner department borough city county university council office"
    " secretary manager board panel team service services officer assistant cabinet executive chief partnership inspection"
    " inspector inspectors ofsted children people staff this the"
)

#: People and places after which a head noun may stand in a compound ("the schools forum").
PEOPLE = _words(
    "schools pupils colleges parents carers adopters workers managers leaders officers partners professionals practitioners"
    " councillors members headteachers volunteers mentors advisers advocates residents providers plans cases referrals"
)

#: Words of the stop list that are nouns after an article ("the case review group").
NOUNS_OR_VERBS = _words("review reviews support need needs help access lead visit reports")

#: Words after which "and" joins two modifiers, beside the words of functions.
JOINABLE = _words(
    "quality community health strategic children child adult adults safeguarding family families youth care planning"
)

#: What makes a body of its own beside another before one plural noun.
STANDS_ALONE = re.compile(
    r"(?:the )?(?:fostering|adoption|family[ -]find(?:ing|ers?)|health and well-?being|child(?:ren)? in need|18\+|children in care|leaving care|care leavers?|school nursing|health visiting|sexual health"
    r"|(?:adults? )?substance misuse|adult mental health|(?:speech and language|occupational|speech) therapy|physiotherapy|occupational health|youth justice|housing"
    r"|youth offending|early years|first contact|cared for children|holiday activities and food|special educational needs(?: and(?:/or)? disabilit(?:y|ies))?|(?:time-limited )?solution-focused intervention|multi-systemic therapy|ed|virtual school|school improvement|school inclusion"
    r"|(?:safeguarding )?adults|safeguarding children|corporate parenting|health visitor|private fostering|children looked after"
    r"|midwifery|maternity|disabled children|first response|advocacy|independent visitor|independent visiting|systemic|signs of safety"
    r"|participation|neurodiversity|neurodevelopmental|portage|early help|community safety|edge[ -]of[ -]care|child sexual exploitation|emergency duty|front door|locality|missing person|children with disabilities|children with a disability|looked after children(?:'s)?"
    r"|(?:local )?police safeguarding|drug and alcohol|domestic abuse|mash|camhs|out[- ]of[- ]hours|family group conferenc\w+|targeted youth(?: support)?|youth)",
    re.IGNORECASE,
)

#: What a body may do beside another before one plural noun, but not beside its own like ("assessment and court teams").
PROCESSES = _words("safeguarding duty assessment protection court support")

#: Possessives that say whose a body is, not which.
OWNERS = _words(
    "board's council's authority's lscb's partnership's service's area's borough's county's city's trust's group's government's"
)

#: Words after a head that make it a part of something else ("service redesign").
NOT_A_BODY_BEFORE = _words(
    "working work approach approaches arrangements strategy redesign development developments delivery failures"
    " pathways offer evaluations changes users user structures level levels specification specifications plan"
    " plans priorities improvement improvements area areas response review reviews website framework meetings-with"
    " needs provision standards agreement agreements objectives context boundaries planning demand models model"
    " design transformation governance"
)

#: First words of the fused modifiers.
FUSED_STARTS = _words(
    "edge out edge-of-care out-of-hours children child kids looked looked-after children's single initial foster"
    " fostering foster-to-adopt team signs not information assessed step step-up accident health quality reviewing"
    " designated fair vulnerable young high high-quality multi early supporting local first cared holiday special"
    " no positive customer troubled staying parent parents policy policies social access leaving after task violence newly"
)

#: Words that stand for a function even when they are written with a capital.
ORDINARY = FUNCTIONS | WEAK | _words("women's men's carer's parent's")
