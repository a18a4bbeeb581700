"""A layout recognises its own site's pages and no other's, however like their questions and headings are."""

import pytest

import trialx
from trialx.layouts import catalogue
from trialx.layouts.layout import Layout

POWER = [layout for layout in catalogue() if layout.name.startswith("withpower")]
LABELS = """\
Condition
Hay fever
Status: Recruiting
Sponsor: University of Northvale
Enrolment: 120
Inclusion criteria
- Sneezes each spring
Exclusion criteria
- Allergy to clover
"""
FOREIGN = {
    "a hospital's page with one question": "What is the purpose of this trial?\nTo see whether clover tea helps.\n",
    "a patient's leaflet": (
        "Who is running the clinical trial?\nThe university.\nWhat is the purpose of this trial?\nTo see.\n"
    ),
    "a university's page": (
        "Trial summary\nTea is tried.\nResearch team\nDr Ada Moor\nEligibility criteria\nPeople who sneeze\n"
    ),
    "a charity's page": "Who is the study for?\nPeople who sneeze.\nWhat is being tested?\nClover tea.\n",
    "a register's words": "Trial Phase: Phase 2\nRecruiting at: Northvale General\nDisqualifiers: none\n",
    "a protocol's headings": (
        "Trial design\nTwo groups\nStudy objectives\nTo see\nTimeline\nTwelve weeks\nSide effects for parents\nNone\n"
    ),
    "a results page": "Treatment effectiveness\nGood\nTrial safety and what it means\nGood\nPrimary Treatment: tea\n",
}


@pytest.mark.parametrize("layout", POWER, ids=lambda layout: layout.name)
def test_one_phrase_recognises_no_page(layout: Layout) -> None:
    assert all(len(group) >= 2 for group in layout.recognise)


@pytest.mark.parametrize("page", FOREIGN.values(), ids=FOREIGN)
def test_a_page_of_another_site_is_no_profile(page: str) -> None:
    record = trialx.extract(f"Clover Tea for Hay Fever\n{page}{LABELS}")
    assert record.data["source"]["layout"] == "generic"
