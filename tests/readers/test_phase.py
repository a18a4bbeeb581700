"""Phases: the many ways to write them, and the other things that are numbered."""

import pytest

from trialx.readers.phase import phases


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Phase 1", 1), ("PHASE1", 1), ("phase i", 1), ("I", 1), ("1", 1), ("Phase Ib", 1), ("Phase 1a", 1),
        ("Fase I", 1),
        ("Human pharmacology (Phase I): yes", 1), ("Phase 1 (First in human)", 1),
        ("Phase 2", 2), ("Phase-2", 2), ("Phase: 2", 2), ("Phase II", 2), ("PhaseII", 2), ("Phase IIa", 2),
        ("II", 2), ("2", 2), ("2b", 2),
        ("Phase 2a/2b", 2), ("Phase 2a/b", 2), ("Phase II trial", 2), ("Clinical phase 2", 2), ("Ph. II", 2),
        ("Phase II (Phase IIa)", 2),
        ("Phase 3", 3), ("Phase III", 3), ("phase IIIb", 3), ("Phase III b", 3), ("III (Phase III study)", 3),
        ("Fase 3", 3), ("Faza III", 3),
        ("Phase Ⅲ", 3), ("Phase 3 Clinical Trial", 3), ("Therapeutic confirmatory - (Phase III)", 3),
        ("Phase 4", 4), ("Phase IV", 4), ("IV", 4), ("Phase 4 (post-marketing)", 4),
    ],
)  # fmt: skip
def test_one_phase(text: str, number: int) -> None:
    assert phases(text) == [f"PHASE{number}"]


@pytest.mark.parametrize(
    "text",
    [
        "PHASE1/PHASE2", "Phase 1/Phase 2", "Phase 1 / Phase 2", "Phase 1/2", "Phase 1-2", "1-2", "1/2",
        "Phase 1 & 2", "Phase 1 and 2",
        "Phases 1 and 2", "Phase 1, Phase 2", "Phase 1, 2", "Phase I/II", "Phase I / II", "Phase I-II", "I-II",
        "I/II", "Phase I and II",
        "Phase I/IIa", "Phase 1b/2", "Phase 1b/2a", "Phase Ib/IIa", "Phase I/Phase II", "Phase1/2",
        "Phase I bis II", "Fase 1/2", "Fase I e II",
        "Phase 1 + 2", "Phase Ⅰ/Ⅱ", "phase i–ii", "PHASE1, PHASE2", "Phase 1 to 2", "Phase 1|Phase 2",
    ],
)  # fmt: skip
def test_phase_one_and_two(text: str) -> None:
    assert phases(text) == ["PHASE1", "PHASE2"]


@pytest.mark.parametrize(
    "text", ["PHASE2/PHASE3", "2-3", "II / III", "Phase II/III", "Phase 2/3", "Phase 2 & 3", "Phase IIb/III"]
)
def test_phase_two_and_three(text: str) -> None:
    assert phases(text) == ["PHASE2", "PHASE3"]


@pytest.mark.parametrize(
    "text",
    [
        "Early Phase 1",
        "EARLY_PHASE1",
        "Phase 0",
        "0",
        "0 (exploratory)",
        "Early Phase I",
        "Early Phase 1 (Phase 0)",
        "Frühe Phase 1",
    ],
)
def test_early_phase_one(text: str) -> None:
    assert phases(text) == ["EARLY_PHASE1"]


@pytest.mark.parametrize(
    "text", ["NA", "N/A", "Not Applicable", "Phase N/A", "Nicht anwendbar", "No aplica", "Non applicable"]
)
def test_no_phase_is_a_phase_value(text: str) -> None:
    assert phases(text) == ["NA"]


def test_the_list_of_the_eu_register() -> None:
    answers = (
        "Human pharmacology (Phase I): no\nTherapeutic exploratory (Phase II): {}\n"
        "Therapeutic confirmatory - (Phase III): {}\nTherapeutic use (Phase IV): no\n"
    )
    assert phases(answers.format("yes", "no")) == ["PHASE2"]
    assert phases(answers.format("yes", "yes")) == ["PHASE2", "PHASE3"]
    assert phases(answers.format("no", "no")) is None
    assert phases(answers.format("yes", "no") + "and more") is None


@pytest.mark.parametrize(
    "text",
    [
        "", "Phase", "None", "Phase 5", "Phase 12", "12", "2020", "1,234", "1.2", "1. 2.", "3 phases",
        "Phase 2 results", "Phase 1-4", "2/4",
        "3/2", "Phase 1 2", "Phase 2 Phase 3", "I am", "A", "b", "Academic", "Pilot study",
        "Retrospective study", "Not selected", "Phase ⅠⅡ",
        "phase/", "/", "Phase 2/", "1-", "Phase 2 (Phase 3)", "Phase two hundred", "Phase 1 dose of 2 mg",
        "i.e.", "Group 1", "1 participant",
        "Phase 2 trial of tea in adults who sleep badly", "/".join("1" * 200),
    ],
)  # fmt: skip
def test_what_is_no_phase_is_refused(text: str) -> None:
    assert phases(text) is None


def test_a_result_is_the_callers_own() -> None:
    first = phases("PHASE1")
    assert first is not None
    first.append("PHASE2")
    assert phases("PHASE1") == ["PHASE1"]
