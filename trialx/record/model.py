"""What a trial record is: the shape of `Record.to_dict()`, field by field.

What comes in: nothing. What goes out: typed dictionaries, named after the ClinicalTrials.gov data elements in
snake_case. They are dictionaries and not classes because the record is what is written: absent is absent (no null,
no empty string), a record read back from YAML or JSON has the same type as one just extracted, and the JSON Schema
is generated from these annotations (forms.py has the annotated ones). Dates are ISO 8601, as precise as the page:
`2024`, `2024-07`, `2024-07-04`.

The order of the keys here is the order in every output.
"""

from typing import Annotated, Literal, NotRequired, TypedDict

from trialx.record.forms import Age, Count, Latitude, LineNumber, Longitude, NctId, Or, PartialDate, Percent, Sha256
from trialx.record.vocab import (
    AgencyClass,
    Allocation,
    ArmGroupType,
    BiospecRetention,
    DateType,
    How,
    InterventionModel,
    InterventionType,
    IpdSharingPlan,
    Masking,
    ObservationalModel,
    Phase,
    PrimaryPurpose,
    ReferenceType,
    ResponsiblePartyType,
    Role,
    SamplingMethod,
    Sex,
    StandardAge,
    Status,
    StudyType,
    TimePerspective,
    WhoMasked,
)

# What version 2 added is optional, so that a record of version 1 is one of version 2 too.
SCHEMA_VERSION = 2


class RegistryId(TypedDict):
    """A registry number of this trial, the page's main one first."""

    registry: str
    id: str


class SecondaryId(TypedDict):
    """Another number of this trial: a grant, a EudraCT number, a sponsor's own."""

    id: str
    type: NotRequired[str]
    domain: NotRequired[str]


class Enrollment(TypedDict):
    """How many participants."""

    count: Count
    type: NotRequired[DateType]


class TrialDate(TypedDict):
    """A date of the trial and whether it has come."""

    date: PartialDate
    type: NotRequired[DateType]


class Design(TypedDict, total=False):
    """How the trial is built."""

    allocation: Allocation
    intervention_model: InterventionModel
    primary_purpose: PrimaryPurpose
    masking: Masking
    who_masked: list[WhoMasked]
    observational_model: ObservationalModel
    time_perspective: TimePerspective
    sampling_method: SamplingMethod
    study_population: str
    target_duration: str
    patient_registry: bool
    intervention_model_description: str
    masking_description: str
    biospec_retention: BiospecRetention
    biospec_description: str


class MeshTerm(TypedDict):
    """A heading of the MeSH thesaurus that the registry gives a condition or an intervention."""

    id: NotRequired[str]
    term: str


class ArmGroup(TypedDict):
    """An arm or a cohort, with the names of its interventions."""

    label: str
    type: NotRequired[ArmGroupType]
    description: NotRequired[str]
    intervention_names: NotRequired[list[str]]


class Intervention(TypedDict):
    """What is given or done, with the labels of its arms."""

    name: str
    type: NotRequired[InterventionType]
    description: NotRequired[str]
    arm_group_labels: NotRequired[list[str]]
    other_names: NotRequired[list[str]]


class Outcome(TypedDict):
    """An outcome measure."""

    measure: str
    description: NotRequired[str]
    time_frame: NotRequired[str]


class Codes(TypedDict, total=False):
    """What a common lab value or vital sign is called elsewhere: a LOINC code, and its unit in UCUM."""

    loinc: str
    ucum: str


class Threshold(TypedDict):
    """A typed limit in a criterion, as written: an exclusion is not folded in.

    `variable` is None where the page measures what has no name here; `measure` is then its own name of it.
    """

    variable: str | None
    measure: NotRequired[str]
    operator: str
    value: float | int | str | list[float | int | str]
    upper: NotRequired[float | int | str]
    unit: NotRequired[str]
    reference: NotRequired[str]
    negated: bool
    subject: NotRequired[str]
    codes: NotRequired[Codes]
    text: str


class Topic(TypedDict):
    """What a criterion speaks of, and whether it is required, forbidden or allowed once the side is folded in."""

    topic: str
    polarity: str
    text: str


class Gene(TypedDict):
    """A gene or marker that a criterion names: `status` is positive, negative or any (tested, whatever it is)."""

    gene: str
    alteration: NotRequired[str]
    status: str
    text: str


class AtLeast(TypedDict):
    """So many of the points below a line must hold."""

    at_least: int


Logic = Literal["all", "any"] | AtLeast


class Criterion(TypedDict):
    """A node of the tree of criteria: `side` is inclusion, exclusion or None where the page does not say."""

    side: str | None
    text: str
    marker: NotRequired[str]
    heading: NotRequired[bool]
    scope: NotRequired[str]
    logic: NotRequired[Logic]
    children: NotRequired[list["Criterion"]]
    thresholds: NotRequired[list[Threshold]]
    topics: NotRequired[list[Topic]]
    genes: NotRequired[list[Gene]]
    unread: NotRequired[bool]


class Eligibility(TypedDict, total=False):
    """Who may take part; ages as a number and a unit: `18 Years`, `1 Year`, `6 Months`."""

    inclusion: list[str]
    exclusion: list[str]
    minimum_age: Age
    maximum_age: Age
    sex: Sex
    healthy_volunteers: bool
    std_ages: list[StandardAge]
    gender_based: bool
    criteria_text: str
    criteria: list[Criterion]


# `class` is a keyword of Python, so this one is written in the functional form: a lead sponsor or a collaborator.
Organization = TypedDict("Organization", {"name": str, "class": NotRequired[AgencyClass]})


class ResponsibleParty(TypedDict, total=False):
    """Who answers for the record."""

    type: ResponsiblePartyType
    name: str
    title: str
    affiliation: str


class Person(TypedDict):
    """An official or a contact."""

    name: str
    role: NotRequired[Role]
    affiliation: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str]


class Location(TypedDict, total=False):
    """A place where the trial runs."""

    facility: str
    city: str
    state: str
    zip: str
    country: str
    status: Status
    latitude: Latitude
    longitude: Longitude


class Oversight(TypedDict, total=False):
    """Regulation."""

    has_dmc: bool
    is_fda_regulated_drug: bool
    is_fda_regulated_device: bool
    is_unapproved_device: bool
    is_ppsd: bool
    is_us_export: bool
    fdaaa801_violation: bool


class ExpandedAccess(TypedDict, total=False):
    """Whether the drug is given outside the trial."""

    has_expanded_access: bool
    nct_id: NctId
    status: Status


class RelatedTrial(TypedDict):
    """Another trial that the page lists."""

    nct_id: NctId
    title: NotRequired[str]


class AdverseEvent(TypedDict):
    """A row of a table of side effects; `percent` is 0 to 100, `vocabulary` what the terms are of (`MedDRA 14.0`).

    `time_frame` is the time over which events were collected, in the registry's words.
    """

    term: str
    arm: NotRequired[str]
    percent: NotRequired[Percent]
    affected: NotRequired[Count]
    at_risk: NotRequired[Count]
    serious: NotRequired[bool]
    organ_system: NotRequired[str]
    vocabulary: NotRequired[str]
    time_frame: NotRequired[str]


class FlowRow(TypedDict):
    """A cell of the participant flow table: how many reached a milestone, or left for a reason, in a period."""

    arm: str
    milestone: NotRequired[str]
    count: Count
    period: NotRequired[str]
    reason: NotRequired[str]


class BaselineRow(TypedDict):
    """A cell of the baseline table."""

    measure: str
    category: NotRequired[str]
    arm: NotRequired[str]
    value: str
    unit: NotRequired[str]


class Reference(TypedDict, total=False):
    """A publication, and whether the trial builds on it, reports in it or was found in it."""

    pmid: str
    type: ReferenceType
    citation: str


class Link(TypedDict):
    """A web page about the trial."""

    url: str
    label: NotRequired[str]


class Document(TypedDict, total=False):
    """A document of the trial: a protocol, a plan of analysis, a consent form, a data set."""

    type: str
    label: str
    date: PartialDate
    url: str


class IpdSharing(TypedDict, total=False):
    """Whether and how the data of the participants are shared."""

    plan: IpdSharingPlan
    description: str
    time_frame: str
    access_criteria: str
    url: str


class Timeline(TypedDict, total=False):
    """The page's own words on how long each stage takes."""

    screening: str
    treatment: str
    follow_up: str


class TrackRecord(TypedDict):
    """What a page says of a sponsor's or an investigator's other trials."""

    name: str
    previous_trials: NotRequired[Count]
    total_enrolled: NotRequired[Count]


class Faq(TypedDict):
    """A question and its answer, as the page prints them."""

    question: str
    answer: NotRequired[str]


class PageInfo(TypedDict, total=False):
    """The page's own data, never the trial's."""

    url: str
    title: str
    created: str
    modified: str


class Source(TypedDict):
    """Where the record was read; `layout` is `generic` where no site was recognised."""

    file: NotRequired[str]
    layout: str
    sha256: Sha256
    characters: Count
    truncated: bool


class MergedSource(TypedDict):
    """One of the sources of a merged record; `updated` is the day of its newest change that the source states."""

    layout: str
    file: NotRequired[str]
    url: NotRequired[str]
    updated: NotRequired[PartialDate]


class Evidence(TypedDict):
    """Where a value stands: offsets into the decoded text, the line (from 1), how it was found, by which rule."""

    start: Count
    end: Count
    line: LineNumber
    how: How
    rule: str
    sure: bool


class FromSource(TypedDict):
    """Which of a merged record's `sources` a value is from, counted from 0."""

    source: Count


class Coverage(TypedDict):
    """How many lines the page has, how many are accounted for, and the runs (from 1, ends included) that are not."""

    lines: Count
    claimed: Count
    unclaimed: list[list[LineNumber]]


class Doubt(TypedDict):
    """What the reader of a record should know of it."""

    code: str
    message: str
    line: NotRequired[LineNumber]
    pointer: NotRequired[str]


class TrialRecord(TypedDict, total=False):
    """The record of one trial."""

    nct_id: NctId
    registry_ids: list[RegistryId]
    org_study_id: str
    secondary_ids: list[SecondaryId]
    brief_title: str
    official_title: str
    acronym: str
    overall_status: Status
    last_known_status: Status
    status_as_shown: str
    why_stopped: str
    study_type: StudyType
    phases: list[Phase]
    enrollment: Enrollment
    start_date: TrialDate
    primary_completion_date: TrialDate
    completion_date: TrialDate
    first_submitted_date: PartialDate
    first_posted_date: PartialDate
    last_update_submitted_date: PartialDate
    last_update_posted_date: PartialDate
    results_first_posted_date: PartialDate
    status_verified_date: PartialDate
    has_results: bool
    has_adverse_events: bool
    brief_summary: str
    detailed_description: str
    conditions: list[str]
    keywords: list[str]
    condition_mesh: list[MeshTerm]
    intervention_mesh: list[MeshTerm]
    design: Design
    arm_groups: list[ArmGroup]
    interventions: list[Intervention]
    primary_outcomes: list[Outcome]
    secondary_outcomes: list[Outcome]
    other_outcomes: list[Outcome]
    eligibility: Eligibility
    lead_sponsor: Organization
    collaborators: list[Organization]
    responsible_party: ResponsibleParty
    overall_officials: list[Person]
    central_contacts: list[Person]
    locations: list[Location]
    oversight: Oversight
    expanded_access: ExpandedAccess
    related_trials: list[RelatedTrial]
    adverse_events: list[AdverseEvent]
    participant_flow: list[FlowRow]
    baseline: list[BaselineRow]
    limitations: str
    references: list[Reference]
    see_also: list[Link]
    documents: list[Document]
    ipd_sharing: IpdSharing
    timeline: Timeline
    track_records: list[TrackRecord]
    faqs: list[Faq]
    page: PageInfo
    source: Source
    sources: list[MergedSource]
    evidence: dict[str, Annotated[Evidence, Or(FromSource)]]
    coverage: Coverage
    warnings: list[Doubt]
