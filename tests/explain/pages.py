"""Pages of trials that do not exist, in the shapes that the layouts read."""

LABELLED = """\
Title: Warm Tea Before Bed for Restless Sleepers
NCT ID: NCT90000017
Last Updated: 2024-03-05

Basic Information
Get a concise snapshot of the trial, in one look.

Recruitment Status
COMPLETED

Clinical Phase
PHASE2

Total Enrollment
48 participants

Study Type
INTERVENTIONAL

Study Start Date
2021-02-01

Study Completion Date
2022-11

Brief Summary
Review the sponsor-provided synopsis of it all.

Sleepers drink tea \\(caffeine free\\) at nine.

They are asked in the morning how they slept.

Conditions
See the medical conditions and disease areas named here.

* Restless   Sleep
* Mild Insomnia

Study Design
Understand how the trial is structured, step by step.

Allocation Method
RANDOMIZED

Intervention Model
PARALLEL

Primary Purpose
TREATMENT

Blinding Strategy
NONE

Study Groups
Review each arm or cohort in the study below.

Evening tea

Tea is served at nine.

Warm tea

Intervention Type DIETARY_SUPPLEMENT

A cup of 200 ml is drunk twice.

Interventions
Learn about the drugs, procedures and the rest.

Warm tea

A cup of 200 ml is drunk twice.

Intervention Type DIETARY_SUPPLEMENT

Eligibility Criteria
Check the participation requirements below.

Inclusion Criteria:

1. Adults who
   * sleep badly
   * like tea
2. Able to hold a cup

Exclusion Criteria:

* Allergy to tea 🍵 leaves

Minimum Eligible Age
18 Years

Maximum Eligible Age
75 Years

Eligible Sex
ALL

Accepts Healthy Volunteers
No

Sponsors
Meet the organizations funding the work.

Institute of Warm Drinks
OTHER

Sponsor Role lead

More Related Trials
Additional clinical trials that may be near.

Cold Milk Before Bed
NCT90000025
"""

# The same page after a crawler lost the completion date: which date is left, no label says.
ONE_DATE = """\
Personal Kettles at Work
NCT ID: NCT90000033
Basic Information
Get a concise snapshot of the trial, in one look.
RECRUITING
12 participants
OBSERVATIONAL
2023-06-01
Brief Summary
Review the sponsor-provided synopsis of it all.
Kettles are lent to offices.
More Related Trials
Additional clinical trials that may be near.
"""

COLONS = """\
Viewing Study NCT90000041
Ignite Creation Date: 2024-05-05 @ 11:58 AM
Study NCT ID: NCT90000041
Status: UNKNOWN
Brief Title: A Spoon of Honey
Sponsor: Hive & Sons <script>alert(1)</script>
"""

# A line that no section reads stands above the first heading, another among the basics.
STRAY = ONE_DATE.replace("RECRUITING\n", "RECRUITING\nA stray remark of the crawler, of no field\n")
NO_TRIAL = "Ten things to know about tea\n\nTea is a drink. It is drunk warm.\n"
# A page kind's own phrases, and nothing of a trial.
NAMELESS = "Basic Information\nGet a concise snapshot of the trial, in one look.\n"
ALL = {"labelled": LABELLED, "one date": ONE_DATE, "colons": COLONS, "stray": STRAY}
