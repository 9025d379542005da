"""Predictions: asked before a cell, kept, and judged by what happened."""

import sys

import pytest

from nag_helpers.learning import predictions, progress, votes
from nag_helpers.learning.questions import QUESTIONS, Question

ASKED = {
    "03_where": Question("Is here < there & why?", "where to ask", {"here": "Here is too early.", "there": ""}),
    "03_often": Question(
        "How often?", "how to count", {"below 5": "Count again.", "about 1,000 times": "", "without end": "It ends."}
    ),
    "02_count": Question("How many steps?", "counting", {}, "Count the last step too."),
    "05_seen": Question("Who?", "the brake", {"one": "One is slow.", "two": ""}, why="Two brakes.", observed=True),
    "05_sums": Question("Sum?", "sums", {"sum": "", "mean": "It adds."}, why="It adds up."),
    "05_more": Question("More?", "more", {"more": "", "less": "It is more."}, why="It is more."),
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
    assert repr(predictions.compare("03_where", "there")) == "⇄ You made no prediction. What happened: there."


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


@pytest.mark.parametrize(("typed", "right"), [("157", True), ("about 140 steps", True), ("100", False)])
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
    assert repr(predictions.compare("02_count", 1)).startswith("⇄ You made no prediction.")


def test_an_emptied_box_takes_the_prediction_back():
    control = predictions.ask("02_count").control
    control.value = "100"
    control.value = ""
    assert progress.read("predictions") == {}
    assert repr(predictions.compare("02_count", 157)).startswith("⇄ You made no prediction.")


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
    assert repr(predictions.review("03")) == "≡ No predictions yet. Run the notebook's cells from the top."


def test_the_display_holds_a_live_widget_a_still_text_and_a_still_card(monkeypatch):
    asked = predictions.ask("03_where")
    bundle = asked._repr_mimebundle_()
    assert bundle["text/plain"] == "? Predict: Is here < there & why? (here / there)"
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == asked.view.model_id
    card = bundle.pop("text/html")
    assert "Is here &lt; there &amp; why?" in card and "○ here<br>○ there" in card
    assert set(bundle) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    monkeypatch.setitem(sys.modules, "google.colab", None)
    assert "text/html" not in asked._repr_mimebundle_()


def test_the_question_is_text_not_markup():
    assert "here &lt; there &amp; why?" in predictions.ask("03_where").view.children[0].value


@pytest.mark.parametrize("call", [predictions.ask, lambda name: predictions.compare(name, "there")])
def test_an_unknown_question_is_refused(call):
    with pytest.raises(ValueError, match="the question's name must be one of .*, got 'where'"):
        call("where")


def test_a_review_needs_a_notebooks_number():
    with pytest.raises(ValueError, match="got 3"):
        predictions.review(3)


@pytest.mark.parametrize("number", range(8))
def test_each_learner_has_an_order_of_their_own_that_stays(number, monkeypatch):
    monkeypatch.setattr(progress, "_new_seed", number)
    options = [f"option {letter}" for letter in "abcdef"]
    first = votes.in_own_order("03_where", options)
    assert sorted(first) == options
    predict("03_where", "here")  # from now on it is kept
    monkeypatch.setattr(progress, "_new_seed", number + 1)
    assert votes.in_own_order("03_where", options) == first


def test_the_right_option_stands_at_every_place(monkeypatch):
    places = set()
    for number in range(20):
        monkeypatch.setattr(progress, "_new_seed", number)
        places.add(predictions.ask("05_seen").control.options.index("two"))
    assert places == {0, 1}


def test_a_scale_of_numbers_stays_a_scale(monkeypatch):
    seen = set()
    for number in range(20):
        monkeypatch.setattr(progress, "_new_seed", number)
        seen.add(votes.in_own_order("03_often", ["2", "3", "about 10", "100"]))
    assert seen == {("2", "3", "about 10", "100"), ("100", "about 10", "3", "2")}


def test_the_text_of_a_question_keeps_the_order_of_the_data(monkeypatch):
    said = set()
    for number in range(20):
        monkeypatch.setattr(progress, "_new_seed", number)
        said.add(repr(predictions.ask("05_seen")))
    assert said == {"? Predict: Who? (one / two)"}


def test_how_sure_and_why_can_be_said_once_there_is_a_choice():
    asked = predictions.ask("03_where")
    assert asked._more.layout.display == "none"
    asked.control.value = "here"
    assert asked._more.layout.display is None
    asked.sure.value, asked.because.value = "sure", " it is nearer "
    assert repr(predictions.compare("03_where", "there")) == (
        "✗ Not this time. You predicted: here (sure). because: it is nearer. What happened: there.\nHere is too early."
    )


def test_how_sure_and_why_survive_a_restart(monkeypatch):
    asked = predictions.ask("03_where")
    asked.control.value, asked.sure.value, asked.because.value = "here", "fairly", "nearer"
    restart(monkeypatch)
    again = predictions.ask("03_where")
    assert (again.sure.value, again.because.value) == ("fairly", "nearer")


def test_without_a_choice_nothing_else_is_kept(folder):
    asked = predictions.ask("03_where")
    asked.sure.value, asked.because.value = "sure", "nearer"
    assert list(folder.iterdir()) == []


def test_a_second_vote_is_kept_beside_the_first_and_counts():
    asked = predictions.ask("03_where")
    asked.control.value = "here"
    asked.again.click()
    assert asked.control.value is None
    assert "first vote is kept" in asked.status.value
    asked.control.value = "there"
    assert repr(predictions.compare("03_where", "there")) == (
        "✓ Right. You predicted: here. Second vote: there. What happened: there."
    )
    assert predictions.ask("03_where").control.value == "there"


def test_how_sure_is_asked_anew_of_a_second_vote():
    asked = predictions.ask("03_where")
    asked.control.value, asked.sure.value = "here", "sure"
    asked.again.click()
    assert votes.of("03_where").sure == "sure"
    asked.control.value = "there"
    assert asked.sure.value is None
    assert votes.of("03_where").sure == ""


def test_how_sure_stands_beside_the_vote_that_was_said_last():
    asked = predictions.ask("03_where")
    asked.control.value = "here"
    asked.again.click()
    asked.control.value, asked.sure.value = "there", "fairly"
    assert repr(predictions.compare("03_where", "there")) == (
        "✓ Right. You predicted: here. Second vote: there (fairly). What happened: there."
    )


def test_words_where_a_number_is_asked_for_are_not_kept():
    asked = predictions.ask("02_count")
    asked.control.value = "100"
    asked.control.value = "about ten"
    assert "needs a number" in asked.status.value
    assert "✓" not in asked.status.value
    assert progress.read("predictions") == {}


def test_words_for_a_second_number_leave_the_first_vote():
    asked = predictions.ask("02_count")
    asked.control.value = "100"
    asked.again.click()
    asked.control.value = "about ten"
    assert "needs a number" in asked.status.value
    assert votes.of("02_count").held == "100"


def test_without_a_widget_words_for_a_number_are_refused():
    with pytest.raises(ValueError, match="prediction must be a number, got 'about ten'"):
        predictions.predict("02_count", "about ten")


def test_a_right_prediction_hears_why():
    predict("05_sums", "sum")
    assert predictions.compare("05_sums", "sum").message == "It adds up."


def test_an_observed_question_gives_no_verdict_before_it_is_said_what_happened():
    predict("05_seen", "one")
    seen = predictions.compare("05_seen", "two")
    assert seen.answer.value == ""
    assert "Two brakes" not in repr(seen)
    assert "Not this time" not in repr(seen)
    seen.control.value = "two"
    assert "Not this time." in seen.answer.value
    assert "You saw rightly what happened. One is slow." in seen.answer.value
    assert progress.read("predictions")["05_seen"]["saw"] == "two"


def test_who_saw_what_was_not_measured_hears_that():
    predict("05_seen", "two")
    seen = predictions.compare("05_seen", "two")
    seen.control.value = "one"
    assert repr(seen) == (
        "✓ Right. You predicted: two. You saw: one. What happened: two.\n"
        "The cell measured something else than you saw: look once more at what it shows. Two brakes."
    )


def test_who_skips_what_happened_is_told_all_the_same():
    predict("05_seen", "one")
    seen = predictions.compare("05_seen", "two")
    seen.skip.click()
    assert "Not this time." in seen.answer.value
    assert "saw" not in progress.read("predictions")["05_seen"]


def test_what_was_seen_stays_and_shows_the_verdict_at_once(monkeypatch):
    predict("05_seen", "one")
    predictions.compare("05_seen", "two").control.value = "two"
    restart(monkeypatch)
    again = predictions.compare("05_seen", "two")
    assert again.control.value == "two"
    assert "Not this time." in again.answer.value


def test_a_new_prediction_forgets_what_was_seen():
    predict("05_seen", "one")
    predictions.compare("05_seen", "two").control.value = "two"
    predict("05_seen", "two")
    assert not votes.of("05_seen").saw


def test_without_a_prediction_the_text_of_an_observed_question_is_the_outcome():
    seen = predictions.compare("05_seen", "two", "9 steps")
    assert repr(seen) == "⇄ You made no prediction. What happened: two (9 steps)."
    bundle = seen._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/html"].startswith("<details>")


def test_in_words_it_all_works_too():
    predictions.ask("05_seen")
    assert predictions.predict("05_seen", "o", sure="sure", because="it leads").message.startswith("You predict: one.")
    said = repr(predictions.compare("05_seen", "two"))
    assert said.startswith("? What happened? Who? (one / two)\n")
    assert 'predictions.saw("05_seen"' in said
    assert repr(predictions.saw("05_seen", "two")).startswith(
        "✗ Not this time. You predicted: one (sure). because: it leads. You saw: two. What happened: two."
    )


def test_in_words_a_number_can_be_typed():
    predictions.predict("02_count", 150)
    assert repr(predictions.compare("02_count", 157)).startswith("✓ Right.")


def test_saying_what_happened_before_it_was_measured_is_answered():
    assert predictions.saw("05_seen", "two").heading == "Not measured yet."


def test_in_words_an_unknown_option_is_refused():
    with pytest.raises(ValueError, match="prediction must be one of 'one', 'two', got 'three'"):
        predictions.predict("05_seen", "three")
    with pytest.raises(ValueError, match="sure must be one of .*, got 'very'"):
        predictions.predict("05_seen", "one", sure="very")
    predictions.compare("05_seen", "two")
    with pytest.raises(ValueError, match="option must be one of 'one', 'two', got 'three'"):
        predictions.saw("05_seen", "three")


def test_the_review_begins_with_what_was_sure_and_wrong():
    for name, chosen, sure in (("05_seen", "one", "guess"), ("05_sums", "sum", "sure"), ("05_more", "less", "sure")):
        predictions.predict(name, chosen, sure, because=f"of {name}")
    for name, came_out in (("05_seen", "two"), ("05_sums", "sum"), ("05_more", "more")):
        predictions.compare(name, came_out)
    review = predictions.review("05")
    assert review.message == (
        "You were sure, and it came out otherwise: more. Look there first. Look again at: the brake."
    )
    assert review.rows[0] == ("Question", "You predicted", "How sure", "Because", "What happened", "Right?")
    assert [row[0] for row in review.rows[1:]] == ["More?", "Who?", "Sum?"]
    assert review.rows[1][2:4] == ("sure", "of 05_more")


def test_the_review_names_what_was_seen_otherwise_than_measured():
    predict("05_seen", "two")
    predictions.compare("05_seen", "two").control.value = "one"
    assert predictions.review("05").message == "You saw something else than was measured: the brake."


def test_an_older_file_goes_on_working():
    progress.write("predictions", "03_where", {"question": "?", "prediction": "here", "outcome": "there"})
    assert predictions.ask("03_where").control.value == "here"
    assert predictions.review("03").rows[1][-1] == "✗ no"


@pytest.mark.parametrize("broken", [{"sure": "very"}, {"sure": 3}, {"because": [1]}, {"second": None}, {"saw": {}}])
def test_a_corrupt_field_counts_as_not_said(broken):
    progress.write("predictions", "03_where", {"prediction": "here", **broken})
    asked = predictions.ask("03_where")
    asked.because.value = "so"
    assert votes.of("03_where") == votes.Vote(prediction="here", because="so")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_options_or_a_sentence_for_a_typed_number(name):
    question = QUESTIONS[name]
    assert name[:2].isdigit()
    assert question.text and question.idea
    if not question.options:
        assert question.otherwise
    elif question.scored:
        assert len(question.options) >= 2
        assert list(question.options.values()).count("") == 1  # the option that comes out: its sentence is ``why``
    assert bool(question.why) == question.scored
    assert question.options or not question.observed
