"""The converter explorer: what it says of two forms of NAG."""

import pytest

from nag_helpers.explorers import ConverterExplorer
from nag_helpers.explorers.converter import COMPARED, SCHEDULES
from nag_helpers.frameworks.conversions import FORMS

CONSTANT, DROP, STOP, GROWING = SCHEDULES


@pytest.fixture(scope="module")
def explorer():
    return ConverterExplorer()


def said(explorer, first, second, schedule=CONSTANT, alpha=0.02, beta=0.9, compared=COMPARED[0]):
    explorer.set(first=first, second=second, schedule=schedule, alpha=alpha, beta=beta, compared=compared)
    return explorer.description


@pytest.mark.parametrize("form", FORMS)
def test_with_constant_settings_every_form_is_said_to_be_the_papers(explorer, form):
    assert "They are the same, but for rounding: never more than 10⁻¹² apart." in said(explorer, "paper", form)


def test_how_near_they_stay_is_said_only_where_they_do(explorer):
    assert "but for rounding. From update 33 on one of them has diverged." in said(
        explorer, "paper", "Bengio", alpha=0.06
    )


@pytest.mark.parametrize(
    ("first", "second", "schedule", "same"),
    [
        ("paper", "Keras", DROP, True),
        ("paper", "torch", DROP, False),
        ("torch", "optax", DROP, True),
        ("paper", "Keras", STOP, True),
        ("Keras", "torch", STOP, False),
        ("paper", "Bengio", GROWING, True),
        ("paper", "Keras", GROWING, False),
        ("Keras", "torch", GROWING, True),
    ],
)
def test_a_schedule_parts_the_forms_that_it_parts(explorer, first, second, schedule, same):
    words = said(explorer, first, second, schedule)
    assert ("They are the same" in words) == same
    assert ("They part at update" in words) != same


def test_the_parameters_held_differ_though_the_gradients_are_measured_at_the_same_points(explorer):
    assert "They part at update 2" in said(explorer, "paper", "torch", compared=COMPARED[1])


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("form", FORMS)
def test_a_diverging_run_is_said_to_have_diverged(explorer, form, schedule):
    assert "one of them has diverged" in said(explorer, "paper", form, schedule, alpha=0.1, beta=0.995)


def test_another_choice_of_forms_moves_the_picture(explorer):
    said(explorer, "paper", "torch", DROP)
    before = explorer.picture.png
    said(explorer, "paper", "Keras", DROP)
    assert explorer.picture.png != before


def test_it_begins_with_the_forms_asked_for():
    assert str(ConverterExplorer("Bengio", "optax")).startswith("Bengio against optax")


def test_it_opens_with_a_pair_that_differs():
    assert "They part at update" in ConverterExplorer().description
