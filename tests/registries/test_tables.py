"""The tables name fields that the model has, in its order, and readings that there are; a wrong table says where."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from trialx.record.model import TrialRecord
from trialx.registries.apply import apply
from trialx.registries.catalogue import catalogue
from trialx.registries.table import Rule, TableError, load, rules

TABLES = sorted({source.table for source in catalogue().sources.values()})


def inner(hint: Any) -> tuple[Any, bool]:
    """Return what a list holds, and whether it was one."""
    return (get_args(hint)[0], True) if get_origin(hint) is list else (hint, False)


def pairs(table: tuple[Rule, ...], typed: Any) -> Iterator[tuple[Rule, Any, Any]]:
    """Give every rule with the mapping that it belongs to and the type of its field."""
    hints = get_type_hints(typed)
    for rule in table:
        yield rule, typed, hints[rule.name]
        item, _ = inner(hints[rule.name])
        for one in (rule, *rule.first, *rule.both):
            if one.fields:
                yield from pairs(one.fields, item)


@pytest.mark.parametrize("name", TABLES)
def test_every_field_is_one_of_the_model_and_in_its_order(name: str) -> None:
    def check(table: tuple[Rule, ...], typed: Any) -> None:
        order = list(get_type_hints(typed))
        names = [rule.name for rule in table]
        assert set(names) <= set(order)
        assert names == sorted(names, key=order.index)
        for rule in table:
            item, _ = inner(get_type_hints(typed)[rule.name])
            for one in (rule, *rule.first, *rule.both):
                if one.fields:
                    check(one.fields, item)

    check(load(name), TrialRecord)


@pytest.mark.parametrize("name", TABLES)
def test_lists_are_lists_and_entries_need_what_the_model_requires(name: str) -> None:
    for rule, _, hint in pairs(load(name), TrialRecord):
        item, is_list = inner(hint)
        for one in (rule, *rule.first, *rule.both):
            if one.each or one.every:
                assert is_list, rule.name
            if one.each and is_typeddict(item):
                required = item.__required_keys__
                assert one.needs in required or not required, rule.name


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"phases": {"from": "a", "reed": "phases"}}, "phases: 'reed' is no key of a field"),
        ({"phases": {"from": "a", "read": "phasers"}}, "phases: 'phasers' is no reading"),
        ({"phases": {"from": "a", "through": "sieve"}}, "phases: 'sieve' is nothing that a text goes through"),
        ({"design": {"fields": {"masking": {"form": "a"}}}}, "masking: 'form' is no key of a field"),
    ],
)
def test_a_wrong_table_says_which_field(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(TableError) as refused:
        rules(fields)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("rule", "source", "value"),
    [
        ("a.b", {"a": {"b": "x"}}, "x"),
        ("a.b", {"a": [{"b": "x"}, {"b": "y"}]}, "x"),
        ("a", {"a": {"b": "x"}}, None),
        (["a", "b"], {"b": "y"}, "y"),
        ({"from": ["a", "b"], "join": "-"}, {"a": "x", "b": "y"}, "x-y"),
        ({"from": ["a", "b"], "join": "-"}, {"b": "y"}, "y"),
        ({"from": ["a", "b"], "join": "-"}, {}, None),
        ({"all": "a.b"}, {"a": [{"b": "x"}, {}, {"b": ["y", "z"]}]}, ["x", "y", "z"]),
        ({"all": ["a", "b"]}, {"a": "x", "b": "y"}, ["x", "y"]),
        ({"is": "x"}, {}, "x"),
        ({"is": "true"}, {}, True),
        (
            {"each": "a.b", "fields": {"n": "^.n", "v": "."}},
            {"a": {"n": "N", "b": ["x", "y"]}},
            [{"n": "N", "v": "x"}, {"n": "N", "v": "y"}],
        ),
        ({"each": "a", "needs": "n", "fields": {"n": "n", "v": "v"}}, {"a": [{"v": "x"}, {"n": "y"}]}, [{"n": "y"}]),
        (
            {"from": "a", "where": {"in": "g", "by": "id", "give": "t"}},
            {"a": "1", "g": [{"id": "1", "t": "One"}]},
            "One",
        ),
        ({"from": "a", "where": {"in": "g", "by": "id", "give": "t"}}, {"a": "2", "g": [{"id": "1", "t": "One"}]}, "2"),
        ({"first": [{"from": "a"}, {"from": "b"}]}, {"b": "y"}, "y"),
        ({"both": [{"all": "a"}, {"all": "b"}]}, {"a": ["x"], "b": ["y"]}, ["x", "y"]),
        ({"both": [{"all": "a"}, {"all": "b"}]}, {}, None),
        ({"from": "a", "label": "Model"}, {"a": "Type: x. Model: y z, Mask: w"}, "y z"),
        ({"from": "a", "label": "Model"}, {"a": "no labels here"}, None),
    ],
)
def test_a_rule_finds_its_value(rule: Any, source: Any, value: object) -> None:
    assert apply(rules({"f": rule}), source).fields.get("f") == value


def test_an_entry_that_lacks_what_it_needs_is_warned_of_and_leaves_no_place() -> None:
    table = rules({"f": {"each": "a", "needs": "n", "fields": {"n": "n", "v": "v"}}})
    mapped = apply(table, {"a": [{"v": "x"}, {"n": "y"}]})
    assert [warning["code"] for warning in mapped.warnings] == ["incomplete-entry"]
    assert mapped.places == [("/f/0/n", ("a", 1, "n"))]
