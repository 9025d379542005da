"""Predictions: asked before a cell, kept, and judged by what happened."""

import pytest

from nag_helpers.learning import predictions, progress
from nag_helpers.learning.questions import QUESTIONS, Question

ASKED = {
    "03_where": Question("Is here < there & why?", "where to ask", {"here": "Here is too early.", "there": ""}),
    "03_often": Question(
        "How often?", "how to count", {"below 5": "Count again.", "about 1,000 times": "", "without end": "It ends."}
    ),
    "02_count": Question("How many steps?", "counting", {}, "Count the last step too."),
    "04_open": Question("Which?", "seeds", {"a": "", "b": ""}, scored=False),
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(predictions, "QUESTIONS", ASKED)
    restart(monkeypatch)
    return tmp_path


def restart(monkeypatch):
    monkeypatch.setattr(predictions, "_asked", {})
    monkeypatch.setattr(predictions, "_outcomes", {})
    monkeypatch.setattr(progress, "_unwritten", {})


def predict(name, prediction):
    predictions.ask(name).control.value = prediction


def test_a_right_choice_is_said_to_be_right():
    predict("03_where", "there")
    assert repr(predictions.compare("03_where", "there", "157 updates")) == (
        "✓ Right. You predicted: there. What happened: there (157 updates)."
    )


def test_a_wrong_choice_is_answered_with_what_it_overlooks():
    predict("03_where", "here")
    assert repr(predictions.compare("03_where", "there")) == (
        "✗ Not this time. You predicted: here. What happened: there.\nHere is too early."
    )


def test_without_a_prediction_that_is_said():
    predictions.ask("03_where")
    assert repr(predictions.compare("03_where", "there")) == "You made no prediction. What happened: there."


def test_a_number_stands_for_the_option_with_the_nearest_number():
    predict("03_often", "about 1,000 times")
    assert repr(predictions.compare("03_often", 831)).startswith("✓ Right.")
    assert "about 1,000 times (831)" in repr(predictions.compare("03_often", 831))
    assert "What happened: below 5 (3)" in repr(predictions.compare("03_often", 3))


def test_the_first_words_of_one_option_stand_for_it():
    predict("03_often", "without end")
    assert repr(predictions.compare("03_often", "without")).startswith("✓ Right.")


@pytest.mark.parametrize("outcome", ["nowhere", "", -1.0, float("nan")])
def test_an_outcome_that_is_no_option_is_refused(outcome):
    with pytest.raises(ValueError, match="outcome must be"):
        predictions.compare("03_often", outcome)


@pytest.mark.parametrize(
    ("typed", "right"), [("157", True), ("about 140 steps", True), ("100", False), ("many", False)]
)
def test_a_typed_number_may_be_a_fifth_off(typed, right):
    predict("02_count", f" {typed} ")
    said = repr(predictions.compare("02_count", 157))
    assert f"You predicted: {typed}. What happened: 157." in said
    assert said.startswith("✓ Right.") == right
    assert ("Count the last step too." in said) != right


def test_what_the_data_do_not_settle_is_not_scored():
    predict("04_open", "a")
    said = predictions.compare("04_open", "b")
    assert said.heading == "Not settled."
    review = predictions.review("04")
    assert review.rows[1][-1] == "not settled"
    assert "were right" not in review.heading


def test_nothing_is_written_before_a_choice(folder):
    predictions.ask("03_where")
    predictions.compare("03_where", "there")
    predictions.review("03")
    assert list(folder.iterdir()) == []


def test_a_choice_and_its_verdict_survive_a_restart(monkeypatch):
    predict("03_where", "here")
    predictions.compare("03_where", "there")
    restart(monkeypatch)
    assert predictions.ask("03_where").control.value == "here"
    assert predictions.review("03").rows[1] == (ASKED["03_where"].text, "here", "there", "✗ no")


def test_a_choice_that_is_no_longer_offered_is_not_chosen():
    progress.write("predictions", "03_where", {"prediction": "elsewhere"})
    assert predictions.ask("03_where").control.value is None


def test_a_corrupt_entry_is_no_prediction():
    progress.write("predictions", "02_count", {"prediction": 3})
    assert predictions.ask("02_count").control.value == ""
    assert repr(predictions.compare("02_count", 1)).startswith("You made no prediction.")


def test_an_emptied_box_takes_the_prediction_back():
    control = predictions.ask("02_count").control
    control.value = "100"
    control.value = ""
    assert progress.read("predictions") == {}
    assert repr(predictions.compare("02_count", 157)).startswith("You made no prediction.")


def test_where_the_file_cannot_be_written_the_session_remembers(folder, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(folder / "missing"))
    predict("03_where", "there")
    assert repr(predictions.compare("03_where", "there")).startswith("✓ Right.")


def test_the_review_counts_and_names_the_ideas_to_look_at_again():
    predict("03_where", "here")
    predict("03_often", "about 1,000 times")
    predictions.compare("03_where", "there")
    predictions.compare("03_often", 831)
    review = predictions.review("03")
    assert review.heading == "1 of 2 predictions were right."
    assert review.message == "Look again at: where to ask."
    assert [row[-1] for row in review.rows[1:]] == ["✗ no", "✓ right"]


def test_the_review_says_what_is_missing():
    predictions.ask("03_where")
    assert predictions.review("03").rows[1] == (ASKED["03_where"].text, "no prediction", "not measured yet", "")


def test_the_review_of_a_notebook_without_questions_says_what_to_do():
    assert repr(predictions.review("03")) == "No predictions yet. Run the notebook's cells from the top."


def test_the_display_holds_a_live_widget_and_a_still_text():
    asked = predictions.ask("03_where")
    bundle = asked._repr_mimebundle_()
    assert bundle["text/plain"] == "Predict: Is here < there & why? (here / there)"
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == asked.view.model_id
    assert set(bundle) == {"text/plain", "application/vnd.jupyter.widget-view+json"}


def test_the_question_is_text_not_markup():
    assert "here &lt; there &amp; why?" in predictions.ask("03_where").view.children[0].value


@pytest.mark.parametrize("call", [predictions.ask, lambda name: predictions.compare(name, "there")])
def test_an_unknown_question_is_refused(call):
    with pytest.raises(ValueError, match="the question's name must be one of .*, got 'where'"):
        call("where")


def test_a_review_needs_a_notebooks_number():
    with pytest.raises(ValueError, match="got 3"):
        predictions.review(3)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_options_or_a_sentence_for_a_typed_number(name):
    question = QUESTIONS[name]
    assert name[:2].isdigit()
    assert question.text and question.idea
    if not question.options:
        assert question.otherwise
    elif question.scored:
        assert len(question.options) >= 2
        assert list(question.options.values()).count("") == 1  # the option that comes out
