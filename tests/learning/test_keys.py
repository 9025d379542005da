"""Every widget that asks something lets its inputs have the keys that are pressed in them."""

import pytest

from nag_helpers import exercises
from nag_helpers.learning import keys, predictions, recall
from nag_helpers.learning.lines import Shown
from nag_helpers.learning.questions import QUESTIONS

OBSERVED = next(name for name, question in QUESTIONS.items() if question.observed)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))


@pytest.mark.parametrize(
    "make",
    [
        lambda: predictions.ask(OBSERVED),
        lambda: predictions.Observed(OBSERVED, QUESTIONS[OBSERVED], exercises.progress),
        lambda: recall.ask("03"),
        lambda: Shown("Order.", ["a", "b"], exercises.progress, "x"),
    ],
    ids=["asked", "observed", "recall", "lines"],
)
def test_its_column_has_the_helper_for_keys(make):
    view = make().view
    assert "nag-keys" in view._dom_classes
    assert isinstance(view.children[-1], keys._Keys)
