"""The first look: a page that can be a trial passes, whatever its language, bytes and markup; other pages do not."""

from pathlib import Path

import pytest

from tests.golden import pages
from trialx.extraction.verdict import table
from trialx.languages import words
from trialx.triage import may_be_trial
from trialx.triage.look import loaded

ROOT = Path(__file__).parent.parent.parent

# Invented pages, one a language that the labels have, without a registry number.
TRIALS = {
    "English": "Warm Socks\nStatus: Open\nWho can enter: patients with cold feet\nThis trial tests a therapy.",
    "German": "Warme Socken\nEinschlusskriterien: Patienten mit kalten Füßen\nDie Studie sucht Teilnehmer.",
    "French": "Chaussettes chaudes\nCritères d'inclusion : patients adultes\nPromoteur de l'étude : Hôpital du Lac",
    "Spanish": "Calcetines calientes\nCriterios de inclusión: pacientes adultos\nEstudio en reclutamiento",
    "Italian": "Calze calde\nCriteri di inclusione: pazienti adulti\nStudio in corso di arruolamento",
    "Portuguese": "Meias quentes\nCritérios de inclusão: pacientes adultos\nEstudo em recrutamento",
    "Dutch": "Warme sokken\nDeelnemers aan deze studie: patiënten met koude voeten\nFase 2",
    "Polish": "Ciepłe skarpety\nBadanie kliniczne, faza 2\nKryteria włączenia: pacjenci z zimnymi stopami",
    "criteria alone": "Inclusion Criteria:\n- Cold feet\n- No other disease\nExclusion Criteria:\n- Warm socks",
    "withheld": "Sponsor\n[Redacted]\nPhase\nN/A\nStudy Type\nN/A\nEligibility\nN/A",
    "a number and hardly more": "Description Module\nNCT ID: NCT99990001\nStudy brief: Socks.",
}
OTHERS = {
    "empty": "",
    "blank": " \n\t\n",
    "software": "# fastsocks\n\nA phase-based scheduler. Contributors: see CONTRIBUTING. Sponsors are welcome.",
    "license": "Permission is granted to use, study and change the software, exclusive of warranties of any condition.",
    "mail": "From: ada@example.org\nSubject: students' outing\n\nThe studio opens at nine; recruits wait at the gate.",
    "sport": "The industry trial ended in a draw after extra time; the referee blew the whistle.",
    "shop": "Warm socks, three pairs, in stock. Delivery within two days. Add to basket.",
    "statistics": "Estimates the outcome of a random process; see the attitude study for the criteria.",
}


@pytest.mark.parametrize("text", TRIALS.values(), ids=TRIALS)
def test_a_page_of_a_trial_passes(text: str) -> None:
    assert may_be_trial(text)
    assert may_be_trial(text.encode())
    assert may_be_trial(text.upper())


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_page_does_not(text: str) -> None:
    assert not may_be_trial(text)
    assert not may_be_trial(text.encode())


@pytest.mark.parametrize("page", pages(), ids=str)
def test_every_sample_passes(page: Path) -> None:
    assert may_be_trial(page.read_bytes())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_no_matter(encoding: str) -> None:
    assert may_be_trial(TRIALS["English"].encode(encoding))
    assert may_be_trial(TRIALS["German"].encode(encoding))
    assert not may_be_trial(OTHERS["software"].encode(encoding))


@pytest.mark.parametrize("data", [bytes(200), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"\xff\xfe\x00"])
def test_bytes_that_are_no_text_are_no_trial(data: bytes) -> None:
    assert not may_be_trial(data)


def test_markup_and_json_do_not_hide_a_trial() -> None:
    text = TRIALS["English"]
    assert may_be_trial("<p>" + text.replace("\n", "</p>\n<p>") + "</p>")
    assert may_be_trial('{"text": "' + text.replace("\n", "\\n") + '"}')


def test_a_surrogate_in_a_text_is_no_fault() -> None:
    assert may_be_trial("\ud800" + TRIALS["English"])


def test_the_projects_own_files_are_no_trials() -> None:
    files = [ROOT / "pyproject.toml", ROOT / "LICENSE", ROOT / "Makefile"]
    assert [path.name for path in files if may_be_trial(path.read_bytes())] == []


def test_the_signs_are_such_as_can_be_found() -> None:
    data = table()["first_look"]
    groups = {**words("stems"), "number": data["numbers"]}
    stems = [stem for name, group in groups.items() if name != "any" for stem in group]
    assert {*data["points"], "any"} == groups.keys()
    assert [stem for stem in [*stems, *groups["any"]] if stem != stem.lower()] == []
    assert len(stems) == len(set(stems))
    assert max(map(int, data["points"].values())) < int(data["needed"]), "one sign alone must not suffice"
    assert loaded(False).least == int(data["needed"])
