"""A made-up site: its layout and a page of it, for the tests."""

LAYOUT = """\
name: meadow
about: "meadow.example, a trial's page"
recognise: [Meadow Trials Register, Trial at a glance]
dates: dmy
ignore: [Print this page]
sections:
  - name: head
    read: fields
    fields:
      - {field: registry_ids.id, label: Meadow number}
      - {field: brief_title, label: Title}
  - name: glance
    heading: Trial at a glance
    read: fields
    fields:
      - {field: overall_status, label: Where it stands}
      - {field: enrollment.count, label: People, read: count}
      - {field: start_date.date, label: [Begins, Anticipated, Actual]}
      - {field: conditions, label: About, split: ","}
      - {field: keywords, label: Words, many: yes}
      - {field: phases, label: Phase, at: [below, inline, glued]}
      - {field: lead_sponsor.name, label: Run by}
      - {field: "-", label: Grass height}
"""
PAGE = """\
Meadow Trials Register
Meadow number: ISRCTN90000401
Title: Clover Tea for Hay Fever
Print this page
Trial at a glance
Where it stands
Recruiting
People: 1,240
Begins: 03/10/2023
About: Hay Fever, Red Eyes
Words
clover
- tea
Phase 2
Run by: Clover Foods (Industry)
Grass height
12 cm
"""
