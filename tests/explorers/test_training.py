"""The training explorer: what it trains, how far it goes at a time, and what it says."""

import warnings

import numpy as np
import pytest

from nag_helpers.explorers import TrainingExplorer
from nag_helpers.explorers.training import CHUNK
from nag_helpers.explorers.words import short
from nag_helpers.networks import Network, images, training
from nag_helpers.optimizers import descend, nesterov_step


@pytest.fixture(autouse=True)
def _every_warning_is_an_error():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def line_of(explorer, name):
    return next(line for line in explorer.description.splitlines() if line.startswith(name + ":"))


def trained_epochs(explorer):
    return len(explorer.paths["NAG"].t) - 1


def test_the_runs_are_those_of_the_rules_on_the_digits():
    explorer = TrainingExplorer(alpha=0.2, beta=0.8, batch_size=128, epochs=2, seed=3)
    data = images.digits()
    objective = training(Network((64, 32, 10)), data.train_images, data.train_labels, 128, seed=3)
    expected = descend(nesterov_step, objective, alpha=0.2, beta=0.8, steps=22, record="final")
    np.testing.assert_array_equal(explorer.paths["NAG"].theta[-1], expected.theta[-1])


def test_training_epoch_by_epoch_is_training_at_once():
    slowly, at_once = TrainingExplorer(batch_size=128, epochs=0), TrainingExplorer(batch_size=128, epochs=3)
    for epoch in (1, 2, 3):
        slowly.set(epochs=epoch)
    assert slowly.description == at_once.description
    np.testing.assert_array_equal(slowly.paths["momentum"].theta, at_once.paths["momentum"].theta)


def test_words_give_loss_and_errors_of_the_epoch_shown():
    explorer = TrainingExplorer(batch_size=128, epochs=3)
    explorer.set(epochs=1)
    data, path = images.digits(), explorer.paths["NAG"]
    right = Network((64, 32, 10)).accuracy(path.theta[1], data.test_images, data.test_labels)
    assert line_of(explorer, "NAG") == (
        f"NAG: training loss {short(path.loss[1], 2)}, {100 * (1 - right):.1f} % of the test images wrong."
    )


def test_the_list_shows_that_all_images_are_chosen():
    explorer = TrainingExplorer(batch_size=None, epochs=1)
    size = explorer.controls["batch_size"]
    assert (size.label, size.index) == ("all images", 3)
    explorer.set(batch_size=8)
    size.index = 3
    assert (size.label, explorer.description.partition(" images in every update")[1] != "") == ("all images", True)


def test_going_back_shows_what_was_and_forgets_nothing():
    explorer = TrainingExplorer(batch_size=128, epochs=3)
    last = explorer.description
    explorer.set(epochs=0)
    assert "after 0 of 40 epochs" in explorer.description
    assert trained_epochs(explorer) == 3
    explorer.set(epochs=3)
    assert explorer.description == last


@pytest.mark.parametrize("change", [{"alpha": 0.5}, {"beta": 0.5}, {"batch_size": 32}])
def test_another_setting_goes_on_with_the_training_from_the_epoch_shown(change):
    explorer = TrainingExplorer(batch_size=128, epochs=2)
    before = explorer.paths["NAG"].theta
    explorer.set(**change)
    assert explorer.values["epochs"] == trained_epochs(explorer) == 2
    explorer.set(epochs=3)
    np.testing.assert_array_equal(explorer.paths["NAG"].theta[:3], before)
    settings = {"alpha": 0.1, "beta": 0.9} | {name: value for name, value in change.items() if name != "batch_size"}
    objective = explorer.objectives[explorer.values["batch_size"]]
    path = TrainingExplorer(batch_size=128, epochs=2).paths["NAG"]
    path = descend(nesterov_step, objective, path, **settings, steps=objective.updates_per_epoch, record="final")
    np.testing.assert_array_equal(explorer.paths["NAG"].theta[3], path.theta[-1])


def test_a_change_is_marked_and_said():
    explorer = TrainingExplorer(batch_size=128, epochs=2)
    explorer.set(alpha=0.01)
    explorer.set(batch_size="all", epochs=3)
    assert explorer.description.endswith("Changed after epoch 2: α 0.1 → 0.01, 128 → all images.")
    assert list(explorer._changed_at[0].get_xdata()[:2]) == [2, 2]
    explorer.set(epochs=1)
    assert "Changed" not in explorer.description


def test_an_epoch_on_other_batches_is_one_pass_through_the_images():
    explorer = TrainingExplorer(batch_size=128, epochs=1)
    explorer.set(batch_size=32, epochs=3)
    first, others = (explorer.objectives[size].updates_per_epoch for size in (128, 32))
    assert list(explorer.paths["NAG"].t) == [0, first, first + others, first + 2 * others]


def test_what_lay_beyond_the_epoch_of_a_change_is_forgotten():
    explorer = TrainingExplorer(batch_size=128, epochs=4)
    explorer.set(epochs=2)
    explorer.set(alpha=0.2)
    assert trained_epochs(explorer) == 2
    explorer.set(epochs=3)
    assert trained_epochs(explorer) == 3


def test_a_button_begins_a_new_training_with_the_present_settings():
    explorer = TrainingExplorer(batch_size=128, epochs=3)
    explorer.set(alpha=0.2)
    explorer.controls["anew"].click()
    assert (explorer.values["epochs"], trained_epochs(explorer), explorer.values["alpha"]) == (0, 0, 0.2)
    explorer.set(epochs=2)
    fresh = TrainingExplorer(alpha=0.2, batch_size=128, epochs=2)
    assert explorer.description == fresh.description


def test_another_seed_is_another_training_of_as_many_epochs():
    explorer = TrainingExplorer(batch_size=128, epochs=2)
    explorer.set(alpha=0.2)
    explorer.set(epochs=3)
    explorer.set(seed=4)
    fresh = TrainingExplorer(alpha=0.2, batch_size=128, epochs=3, seed=4)
    assert explorer.description == fresh.description
    assert "seed 4" in explorer.description
    np.testing.assert_array_equal(explorer.paths["NAG"].theta, fresh.paths["NAG"].theta)
    explorer.back.click()
    assert explorer.description == TrainingExplorer(batch_size=128, epochs=2).description


def test_another_seed_trains_no_more_than_a_chunk():
    explorer = TrainingExplorer(batch_size=32, epochs=12)
    explorer.set(seed=1)
    assert explorer.values["epochs"] == trained_epochs(explorer) == CHUNK // 44


def test_back_to_the_beginning_is_the_training_of_the_beginning():
    explorer = TrainingExplorer(batch_size=128, epochs=3)
    before = explorer.description
    explorer.set(alpha=0.5, epochs=5)
    explorer.back.click()
    assert explorer.description == before


def test_a_leap_forward_trains_no_more_than_a_chunk():
    explorer = TrainingExplorer(batch_size=128, epochs=0)
    explorer.set(epochs=40)
    assert explorer.values["epochs"] == trained_epochs(explorer) == CHUNK // 11
    explorer = TrainingExplorer(batch_size=8, epochs=0)
    explorer.set(epochs=40)
    assert 179 * trained_epochs(explorer) <= CHUNK


def test_play_trains_on_and_stop_leaves_the_training_where_it_is():
    explorer = TrainingExplorer(batch_size=128, epochs=0)
    for epoch in (1, 2):
        explorer.controls["play"].value = epoch
    assert trained_epochs(explorer) == explorer.values["epochs"] == 2


def test_what_blows_up_is_said_without_a_warning():
    explorer = TrainingExplorer(alpha=10, beta=0.995, batch_size=8, epochs=0)
    explorer.set(epochs=2)
    assert "after 2 of 40" in explorer.description
    assert explorer.paths["momentum"].loss[-1] > 10


def test_a_run_that_diverged_is_said_to_have():
    explorer = TrainingExplorer(batch_size=128, epochs=0)
    explorer.paths["NAG"].diverged_at[...] = 0
    explorer.refresh()
    assert line_of(explorer, "NAG") == "NAG: diverged in epoch 0."


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"batch_size": 7}, "batch_size must be one of 8, 32, 128, None, got 7"),
        ({"alpha": -1}, "alpha must be a number from .* to .*, got -1"),
        ({"seed": 10}, "seed must be a number from 0 to 9, got 10"),
        ({"epochs": 1.5}, "epochs must be a whole number of at least 0, got 1.5"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(wrong, message):
    with pytest.raises(ValueError, match=message):
        TrainingExplorer(**wrong)
