"""Predictions: asked before a cell, kept, and shown beside what happened."""

import pytest

from nag_helpers.learning import predictions, progress


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    restart(monkeypatch)
    return tmp_path


def restart(monkeypatch):
    monkeypatch.setattr(predictions, "_questions", {})
    monkeypatch.setattr(predictions, "_outcomes", {})
    monkeypatch.setattr(progress, "_unwritten", {})


def test_a_choice_is_shown_beside_the_outcome():
    question = predictions.ask("03_where", "Here or there?", ["here", "there"])
    question.control.value = "here"
    assert repr(predictions.compare("03_where", "there")) == "You predicted: here. What happened: there."


def test_a_typed_prediction_is_kept_as_typed():
    predictions.ask("02_count", "How many steps?").control.value = " 100 "
    assert repr(predictions.compare("02_count", 157)) == "You predicted: 100. What happened: 157."


def test_without_a_prediction_that_is_said():
    predictions.ask("03_where", "Here or there?", ["here", "there"])
    assert repr(predictions.compare("03_where", "there")) == "You made no prediction. What happened: there."


def test_nothing_is_written_before_a_choice(folder):
    predictions.ask("03_where", "Here or there?", ["here", "there"])
    predictions.compare("03_where", "there")
    predictions.review("03")
    assert list(folder.iterdir()) == []


def test_a_choice_survives_a_restart(monkeypatch):
    predictions.ask("03_where", "Here or there?", ["here", "there"]).control.value = "here"
    predictions.compare("03_where", "there")
    restart(monkeypatch)
    assert predictions.ask("03_where", "Here or there?", ["here", "there"]).control.value == "here"
    assert predictions.review("03").rows[1] == ("Here or there?", "here", "there")


def test_a_choice_that_is_no_longer_offered_is_not_chosen():
    progress.write("predictions", "03_where", {"prediction": "elsewhere"})
    assert predictions.ask("03_where", "Here or there?", ["here", "there"]).control.value is None


def test_a_corrupt_entry_is_no_prediction():
    progress.write("predictions", "03_where", {"prediction": 3})
    assert predictions.ask("03_where", "How many?").control.value == ""
    assert repr(predictions.compare("03_where", 1)).startswith("You made no prediction.")


def test_an_emptied_box_takes_the_prediction_back():
    control = predictions.ask("02_count", "How many steps?").control
    control.value = "100"
    control.value = ""
    assert progress.read("predictions") == {}
    assert repr(predictions.compare("02_count", 157)).startswith("You made no prediction.")


def test_where_the_file_cannot_be_written_the_session_remembers(folder, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(folder / "missing"))
    predictions.ask("03_where", "Here or there?", ["here", "there"]).control.value = "here"
    assert repr(predictions.compare("03_where", "there")) == "You predicted: here. What happened: there."


def test_the_review_lists_this_notebooks_questions_in_their_order():
    predictions.ask("03_b", "Second letter?", ["a", "b"]).control.value = "b"
    predictions.ask("03_a", "First letter?")
    predictions.ask("04_c", "Third letter?")
    predictions.compare("03_b", "b")
    assert predictions.review("03").rows == (
        ("Question", "You predicted", "What happened"),
        ("Second letter?", "b", "b"),
        ("First letter?", "no prediction", "not measured yet"),
    )


def test_the_review_of_a_notebook_without_questions_says_what_to_do():
    assert repr(predictions.review("03")) == "No predictions yet. Run the notebook's cells from the top."


def test_the_display_holds_a_live_widget_and_a_still_text():
    question = predictions.ask("03_where", "Here or there?", ["here", "there"])
    bundle = question._repr_mimebundle_()
    assert bundle["text/plain"] == "Predict: Here or there? (here / there)"
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == question.view.model_id
    assert set(bundle) == {"text/plain", "application/vnd.jupyter.widget-view+json"}


def test_the_question_is_text_not_markup():
    question = predictions.ask("03_where", "Is a < b & c?", ["yes", "no"])
    assert "a &lt; b &amp; c?" in question.view.children[0].value


@pytest.mark.parametrize("options", [["only one"], [], ["a", "a"]])
def test_too_few_or_equal_options_are_refused(options):
    with pytest.raises(ValueError, match="options must be at least two different texts"):
        predictions.ask("03_where", "Here or there?", options)


def test_a_name_without_its_notebooks_number_is_refused():
    with pytest.raises(ValueError, match="got 'where'"):
        predictions.ask("where", "Here or there?", ["here", "there"])


def test_a_review_needs_a_notebooks_number():
    with pytest.raises(ValueError, match="got 3"):
        predictions.review(3)


def test_a_choice_is_kept_at_once_before_the_outcome_is_known(monkeypatch):
    predictions.ask("03_where", "Here or there?", ["here", "there"]).control.value = "here"
    restart(monkeypatch)
    assert predictions.ask("03_where", "Here or there?", ["here", "there"]).control.value == "here"
