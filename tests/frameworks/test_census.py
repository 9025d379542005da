"""The census: its record, its table, and that what is installed here still gets the recorded verdicts."""

import copy

import pytest

from nag_helpers.frameworks import census
from tests.frameworks.needs import needs

#: The packages of the extra "frameworks"; each is measured anew.
HERE = [
    pytest.param(name, marks=needs(*packages))
    for name, packages in {
        "torch": ("torch",),
        "schedulefree": ("torch", "schedulefree"),
        "keras": ("jax", "keras"),
        "optax": ("jax", "optax"),
        "jax": ("jax",),
        "scikit-learn": ("scikit-learn",),
    }.items()
]


def find(package, optimiser, settings=""):
    rows = [row for row in census.recorded()[1] if (row["package"], row["optimiser"]) == (package, optimiser)]
    (row,) = [row for row in rows if settings in row["settings"]]
    return row


@pytest.mark.parametrize("package", HERE)
def test_the_recorded_verdicts_come_out_again(package):
    rows = census.measure([package])
    assert rows
    assert census.changed(rows) == []


def test_the_record_holds_many_packages_and_optimisers_with_versions():
    _, rows = census.recorded()
    assert len({row["package"] for row in rows}) >= 12
    assert len({(row["package"], row["optimiser"]) for row in rows if row["method"]}) >= 60
    assert all(row["version"] for row in rows)


def test_another_verdict_is_named_with_both_versions():
    row = copy.deepcopy(find("torch", "SGD", "nesterov=True"))
    row |= {"version": "99", "method": "momentum"}
    (line,) = census.changed([row])
    assert line.startswith("torch 99 SGD(")
    assert line.endswith("as NAG")


def test_an_optimiser_that_is_new_is_named():
    row = find("torch", "SGD", "nesterov=True") | {"optimiser": "SGD2"}
    assert "is not in the record" in census.changed([row])[0]


def test_the_table_has_a_row_for_each():
    _, rows = census.recorded()
    assert len(census.table(rows).splitlines()) == 1 + len(rows) + 1 + len(census.LOOKED_UP)


def test_writing_keeps_the_rows_of_packages_that_are_missing_here(tmp_path, monkeypatch):
    date_and_rows = census.recorded()
    file = tmp_path / "record.json"
    monkeypatch.setattr(census, "_record", lambda: file)
    census.write_record(date_and_rows[1])
    census.write_record([row for row in date_and_rows[1] if row["package"] == "torch"])
    assert census.recorded()[1] == date_and_rows[1]


def test_qhm_has_two_defaults_in_two_packages():
    assert (find("torch-optimizer", "QHM")["look_ahead"], find("pytorch-optimizer", "QHM")["look_ahead"]) == (3, 0)
