"""What matchers ask for beyond limits: topics, genes, what a time is about, how points are joined, and codes."""

import pytest

from trialx.eligibility import criteria, walk
from trialx.eligibility.genes import genes
from trialx.eligibility.logic import logic_of
from trialx.eligibility.thresholds import thresholds
from trialx.eligibility.topics import topics


@pytest.mark.parametrize(
    ("side", "text", "expected"),
    [
        ("exclusion", "Pregnant or nursing divers", ["pregnancy forbidden", "breastfeeding forbidden"]),
        ("inclusion", "Non-pregnant, non-lactating divers", ["pregnancy forbidden", "breastfeeding forbidden"]),
        ("inclusion", "Negative pregnancy test before the dive", ["pregnancy forbidden"]),
        ("inclusion", "A pregnancy test will be done", []),
        ("inclusion", "Pregnant women in the last month", ["pregnancy required"]),
        ("inclusion", "Uses birth control on land", ["contraception required"]),
        ("exclusion", "Divers who do not use contraception", ["contraception required"]),
        ("inclusion", "Signed informed consent", ["consent required"]),
        ("exclusion", "Unable or unwilling to give informed consent", ["consent required"]),
        ("exclusion", "HIV infection", ["hiv forbidden"]),
        ("inclusion", "HIV antibody negative", ["hiv forbidden"]),
        ("inclusion", "HIV-infected divers are eligible if well controlled", ["hiv allowed"]),
        ("inclusion", "No hepatitis B or hepatitis C", ["hbv forbidden", "hcv forbidden"]),
        ("exclusion", "Brain metastases", ["cns_metastases forbidden"]),
        ("exclusion", "Allergic to kelp", ["allergy forbidden"]),
        ("inclusion", "Allergic rhinitis", []),
        ("exclusion", "A live, attenuated vaccine within a month", ["live_vaccine forbidden"]),
        ("inclusion", "Speaks and reads English", ["language required"]),
        ("exclusion", "Language barrier", ["language required"]),
        ("exclusion", "Kidney transplant", ["organ_transplant forbidden"]),
        ("exclusion", "Active autoimmune disease", ["autoimmune_disease forbidden"]),
        ("exclusion", "Another malignancy in the last 4 years", ["other_malignancy forbidden"]),
        (None, "Pregnant divers", []),
    ],
)
def test_topics_with_the_side_folded_in(side: str | None, text: str, expected: list[str]) -> None:
    found = topics(text, side)
    assert [f"{item.topic['topic']} {item.topic['polarity']}" for item in found] == expected
    assert [text[item.start : item.end] for item in found] == [item.topic["text"] for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EGFR exon 19 deletion", [("EGFR", "exon 19 deletion", "positive")]),
        ("HER2-negative shell tumour", [("HER2", None, "negative")]),
        ("No ALK rearrangement", [("ALK", "rearrangement", "negative")]),
        ("BRAF V600E mutation", [("BRAF", "V600E mutation", "positive")]),
        ("MSI-H tumours", [("MSI", None, "positive")]),
        ("Known BRCA status", [("BRCA1/2", None, "any")]),
        ("Prior EGFR inhibitor or CD19 CAR", []),
        ("Tea ER twice a day", []),
    ],
)
def test_genes_with_what_is_said_of_them(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = genes(text)
    assert [(item.gene["gene"], item.gene.get("alteration"), item.gene["status"]) for item in found] == expected
    assert [text[item.start : item.end] for item in found] == [item.gene["text"] for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No moss tea within 4 weeks before screening", "moss tea"),
        ("Stroke or heart attack in the past 6 months", "Stroke or heart attack"),
        ("At least 4 weeks since the last moss tea", "moss tea"),
        ("At least 2 prior lines of moss therapy", "lines of moss therapy"),
        ("Age over 18 years", None),
    ],
)
def test_a_time_or_count_has_its_subject_in_the_page_s_words(text: str, expected: str | None) -> None:
    found = [item.threshold.get("subject") for item in thresholds(text)[0]]
    assert found[:1] == [expected]


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        ("* All of the following:\n  * moss\n  * reed", "all"),
        ("* At least two of the following criteria:\n  * moss\n  * reed\n  * kelp", {"at_least": 2}),
        ("* One or more of these:\n  * moss\n  * reed", "any"),
        ("* Either:\n  * moss\n  * reed", "any"),
        ("* Fever with\n  * moss; or\n  * reed", "any"),
        ("* Fever with:\n  * moss\n  * reed", None),
        ("* None of the following:\n  * moss\n  * reed", None),
    ],
)
def test_how_the_points_are_joined(text: str, logic: object) -> None:
    assert criteria(text)[0].to_dict().get("logic") == logic


def test_a_denied_choice_says_nothing() -> None:
    assert logic_of("must not have any of the following:") == ""


def test_a_common_lab_value_has_its_codes() -> None:
    (item,) = thresholds("Systolic blood pressure < 150 mmHg")[0]
    assert item.threshold["codes"] == {"loinc": "8480-6", "ucum": "mm[Hg]"}


def test_all_of_it_stands_in_the_tree() -> None:
    text = "Exclusion Criteria (Cohort B):\n* Pregnancy\n* HER2-positive shell"
    nodes = [node.to_dict() for node in walk(criteria(text))]
    assert nodes[0]["heading"]
    assert nodes[1]["scope"] == "Cohort B"
    assert nodes[1]["topics"] == [{"topic": "pregnancy", "polarity": "forbidden", "text": "Pregnancy"}]
    assert nodes[2]["genes"] == [{"gene": "HER2", "status": "positive", "text": "HER2-positive"}]
