"""What is wrong with a layout is said with its file, its line and the nearest known name; all of it at once."""

from pathlib import Path

import pytest

from trialx.layouts import LayoutError, beside, catalogue, from_folder, named, trunk
from trialx.layouts.document import parse
from trialx.layouts.layout import Layout
from trialx.layouts.load import build

SOUND = """\
name: meadow
recognise: [Meadow Trials Register, Trial at a glance]
sections:
  - name: head
    read: fields
    fields:
      - {field: overall_status, label: Where it stands}
"""


def loaded(text: str) -> Layout:
    return build(parse(text, "meadow.yaml"), trunk())


def faults(text: str) -> list[str]:
    with pytest.raises(LayoutError) as caught:
        loaded(text)
    return str(caught.value).split("\n")


def test_a_sound_layout_loads() -> None:
    layout = loaded(SOUND)
    assert layout.recognise == (("meadow trials register", "trial at a glance"),)
    assert layout.sections[0].fields[0].labels == ("where it stands",)


def test_lists_of_phrases_are_groups() -> None:
    layout = loaded(
        SOUND.replace("[Meadow Trials Register, Trial at a glance]", "[[Meadow Trials Register], [Hay now]]")
    )
    assert layout.recognise == (("meadow trials register",), ("hay now",))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (
            "overall_status",
            "overal_status",
            "meadow.yaml:7: unknown field 'overal_status'; did you mean overall_status?",
        ),
        ("field: overall", "feild: overall", "unknown key of a field 'feild'; did you mean field?"),
        ("read: fields", "read: feilds", "meadow.yaml:5: unknown verb 'feilds'; did you mean fields?"),
        ("label:", "read: statuss, label:", "meadow.yaml:7: unknown reader 'statuss'; did you mean status?"),
        ("label:", "at: belwo, label:", "meadow.yaml:7: unknown place 'belwo'; did you mean below?"),
        ("label:", "bare: maybe, label:", "`bare` is yes or no, not 'maybe'"),
        ("label:", "pattern: (a+)+, label:", "layouts hold no patterns; write the words"),
        ("label:", "read: line, label:", "`read: line` gives no value for overall_status; give status or nci_status"),
        ("label: Where it stands", "label: {a: b}", "`label` takes a phrase or a list of phrases"),
        ("overall_status", "collaborators.role", "is a part that only the verb repeat reads"),
        ("overall_status", "baseline", "is a part that only the verb baseline reads"),
        (
            "read: fields",
            "read: outcomes",
            "verb outcomes does not read overall_status; it reads primary_outcomes.measure",
        ),
        ("read: fields", "read: list", "verb list does not read overall_status; it reads conditions, keywords, …"),
        ("name: head", "title: head", "`name` is missing"),
        ("sections:", "section:", "meadow.yaml:3: unknown key of a layout 'section'; did you mean sections?"),
        ("name: meadow\n", "", "meadow.yaml:1: `name` is missing"),
        ("recognise: [Meadow Trials Register, Trial at a glance]\n", "", "a layout needs `recognise`"),
        (
            "Meadow Trials Register",
            "Hay",
            "meadow.yaml:2: 'hay' is too short to recognise a site by; give 6 characters",
        ),
        ("[Meadow Trials Register, Trial at a glance]", "[Start Date]", "'start date' is a label of many sites"),
        ("[Meadow Trials Register, Trial at a glance]", "[Meadow Trials, [Hay now]]", "give phrases (all must stand"),
        ("sections:", "dates: ymd\nsections:", "meadow.yaml:3: unknown order of dates 'ymd'"),
        ("sections:", "rest: yes\nsections:", "unknown reader of the rest 'yes'; known are: generic, doubtful"),
        ("sections:", "parted: {over: [Tea]}\nsections:", "unknown key of a parting 'over'"),
        ("sections:", "parted: {before: [[Tea]]}\nsections:", "`before` takes a list of phrases"),
        ("sections:", "parted: [Tea]\nsections:", "`parted` is a mapping with before, behind, sentences"),
        (
            "read: fields",
            "read: sentences\n    sentences: {Needs … people for … weeks: enrollment.count}",
            "a sentence has one gap (…)",
        ),
        ("read: fields", "read: sentences\n    sentences: {Needs … people: size}", "unknown field 'size'"),
        ("read: fields", "read: faqs\n    says: {Is it safe: study_type tea}", "'tea' cannot be read as study_type"),
        ("read: fields", "read: rest", "verb rest reads no field, 1 is given"),
        ("read: fields", "read: fields\n    ordered: perhaps", "`ordered`: expected yes or no"),
        (
            "read: fields",
            "read: fields\n    either: [[phases], [overall_status]]",
            "unknown field of this section 'phases'",
        ),
        ("read: fields", "read: states\n    states: {Come in: opening}", "'opening' cannot be read as status"),
        ("read: fields", "read: text\n    until: [now]", "unknown key of a section 'until'"),
        ("read: fields", "read: repeat\n    route: {part: rank}", "unknown part of this section 'rank'"),
        ("read: fields", "read: repeat\n    last: leads_sponsor", "did you mean lead_sponsor?"),
        ("read: fields", "read: arms\n    interventions: list", "unknown section of this layout 'list'"),
        ("read: fields", "read: fields\n    fixed: Hay", "'hay' is too short for `fixed`; give 6 characters or more"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(old: str, new: str, complaint: str) -> None:
    assert old in SOUND
    assert any(complaint in line and line.startswith("meadow.yaml:") for line in faults(SOUND.replace(old, new, 1)))


def test_a_verb_that_reads_one_thing_refuses_parts_of_two() -> None:
    text = SOUND.split("    read")[0] + "    read: repeat\n    fields: [collaborators.name, central_contacts.phone]\n"
    assert faults(text) == [
        "meadow.yaml:6: verb repeat reads the parts of one thing, not central_contacts and collaborators"
    ]


def test_a_ticked_value_is_one_of_its_field() -> None:
    ticks = (
        SOUND.split("    read")[0]
        + "    read: ticks\n    ticks: {Blind: design.masking Deaf, Open: design.maskin None}\n"
    )
    assert [line.split(": ", 1)[1] for line in faults(ticks)] == [
        "`ticks`: 'Deaf' cannot be read as masking",
        "`ticks`: unknown field 'design.maskin'; did you mean design.masking?",
    ]


def test_all_faults_are_said_at_once_in_the_order_of_the_file() -> None:
    text = SOUND.replace("overall_status", "status_overal").replace("read: fields", "read: fields\n    haeding: Hay")
    assert [line.split(":")[1] for line in faults(text)] == ["6", "8"]


def test_a_second_section_needs_something_that_opens_it() -> None:
    text = SOUND + "  - {name: more, read: nothing}\n  - {name: head, heading: Hay, read: nothing}\n"
    assert [line.split(": ", 1)[1] for line in faults(text)] == [
        "only the first section may go without `heading`; give the heading that opens this one",
        "two sections are named 'head'; give each a name of its own",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name: a\nname: b\n", "meadow.yaml:2: key 'name' is given twice (first on line 1); keep one"),
        ("name: a\nsections:\n\t- b\n", "meadow.yaml:3: a tab; YAML is indented with blanks, put blanks instead"),
        ("name: [a\nb: c\n", "meadow.yaml:2: no YAML"),
        ("? [a, b]\n: c\n", "meadow.yaml:1: a key is a word"),
        ("- a\n- b\n", "meadow.yaml:1: a layout is a mapping"),
        ("", "meadow.yaml:1: a layout is a mapping"),
        ("a: &a [*a]\n", "meadow.yaml:1: unknown key of a layout 'a'"),
    ],
)
def test_a_file_that_is_no_layout(text: str, complaint: str) -> None:
    assert any(complaint in line for line in faults(text))


def test_scalars_stay_text() -> None:
    layout = loaded(SOUND.replace("Where it stands", "No").replace("name: meadow", "name: 012"))
    assert (layout.name, layout.sections[0].fields[0].labels) == ("012", ("no",))


def test_a_folder_gives_its_layouts_and_leaves_goldens_alone(tmp_path: Path) -> None:
    (tmp_path / "meadow.yaml").write_text(SOUND)
    (tmp_path / "page.txt").write_text("a page")
    (tmp_path / "page.yaml").write_text("brief_title: a golden, no layout\n")
    assert [layout.name for layout in from_folder(tmp_path)] == ["meadow"]


def test_a_folder_without_layouts_is_no_folder_of_layouts(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"no layout in this folder"):
        from_folder(tmp_path)
    with pytest.raises(LayoutError, match=r"no such folder"):
        from_folder(tmp_path / "none")


def test_two_layouts_of_one_name_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND)
    (tmp_path / "b.yaml").write_text(SOUND)
    with pytest.raises(LayoutError, match=r"b.yaml:1: named 'meadow' as the layout in .*a.yaml; rename one"):
        from_folder(tmp_path)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"name: caf\xe9\n")
    with pytest.raises(LayoutError, match=r"latin.yaml: is no UTF-8 text"):
        from_folder(tmp_path)


def test_ones_own_layout_takes_the_place_of_the_packages() -> None:
    own = loaded(SOUND.replace("meadow", "meddatax"))
    every = beside([own])
    assert named("meddatax", every) is own
    assert len(every) == len(catalogue())


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(LayoutError, match=r"no layout is named 'medatax'; did you mean meddatax?"):
        named("medatax", catalogue())
    with pytest.raises(LayoutError, match=r"`trialx layouts` lists them"):
        named("zzz", catalogue())
