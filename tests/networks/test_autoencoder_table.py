"""The autoencoder's table: its command makes each run once, chooses and measures as it says, and the file is its work."""

import json

import numpy as np
import pytest

from nag_helpers.networks import autoencoder_table as experiment

RECORDED = experiment.load()


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """Let the command write elsewhere and make runs whose error is known at once; return the list of runs made."""
    made = []

    def error(rule, maximum, alpha, seed):
        best = {"NAG": 0.01}.get(rule, 0.002)
        return abs(np.log(alpha / best)) + 0.1 * seed + (rule == "momentum")

    def run(rule, maximum, alpha, seed):
        made.append((rule, maximum, alpha, seed))
        return {
            "rule": rule,
            "maximum": maximum,
            "alpha": alpha,
            "seed": seed,
            "curve": [],
            "seconds": 0,
            "squared_error": error(rule, maximum, alpha, seed),
        }

    monkeypatch.setattr(experiment, "run", run)
    monkeypatch.setattr(experiment, "early_errors", RECORDED["early"].get)
    monkeypatch.setattr(experiment, "FILE", tmp_path / "table.json")
    return made


def record(alpha, seed, squared_error):
    return {"rule": "NAG", "maximum": 0.9, "alpha": alpha, "seed": seed, "squared_error": squared_error}


def test_the_command_makes_no_run_twice_and_goes_on_where_it_was_stopped(quick, capsys):
    experiment.complete()
    assert len(quick) == len(set(quick))
    everything, quick[:] = set(quick), []
    kept = experiment.load()
    del kept["runs"][10:]
    experiment.FILE.write_text(json.dumps(kept))
    experiment.complete()
    assert len(quick) == len(everything) - 10
    assert set(quick) < everything


def test_the_search_walks_to_the_best_learning_rate_of_the_grid(quick, capsys):
    experiment.complete()
    assert {(row["rule"], row["alpha"]) for row in experiment.table()} == {
        ("NAG", 0.01),
        ("momentum", 0.002),
        ("gradient descent", 0.002),
    }


def test_the_table_gives_the_seeds_that_the_learning_rate_was_not_chosen_on(quick, capsys):
    experiment.complete()
    row = experiment.table()[-1]
    assert row["errors"] == pytest.approx([0.1 * seed for seed in experiment.SEEDS])
    assert row["median"] == pytest.approx(np.median([0.1 * seed for seed in experiment.SEEDS]))
    assert not set(experiment.SEEDS) & set(experiment.SEARCH_SEEDS)


def test_a_learning_rate_is_chosen_by_its_mean_on_all_search_seeds():
    first, *others = experiment.SEARCH_SEEDS
    runs = [
        record(0.01, first, 1.0),
        record(0.02, first, 2.0),
        record(0.05, first, 0.5),
        record(0.02, 1, 100.0),
        *(record(alpha, seed, error) for seed in others for alpha, error in ((0.01, 9.0), (0.02, 2.0))),
    ]
    assert experiment.chosen_alpha(runs, "NAG", 0.9) == 0.02


def test_a_learning_rate_that_diverged_is_not_chosen():
    runs = [
        record(alpha, seed, error) for alpha, error in ((0.01, 5.0), (0.02, None)) for seed in experiment.SEARCH_SEEDS
    ]
    assert experiment.chosen_alpha(runs, "NAG", 0.9) == 0.01


def test_a_table_with_runs_missing_is_refused(quick, capsys):
    experiment.complete()
    runs = experiment.load()["runs"]
    with pytest.raises(ValueError, match="runs of NAG with maximum 0.999 are missing"):
        experiment.table(runs[:-1])
    with pytest.raises(ValueError, match="runs of gradient descent with maximum 0.0 are missing"):
        experiment.table([])


def test_the_file_was_made_with_the_settings_of_the_command():
    assert RECORDED["settings"] == json.loads(json.dumps(experiment.SETTINGS))
    assert all(one["seconds"] > 0 and len(one["curve"]) == 31 for one in RECORDED["runs"])


def test_the_file_holds_the_runs_that_the_command_makes_and_no_others(tmp_path, monkeypatch, capsys):
    def recorded(rule, maximum, alpha, seed):
        return experiment.find(RECORDED["runs"], rule=rule, maximum=maximum, alpha=alpha, seed=seed)[0]

    monkeypatch.setattr(experiment, "run", recorded)
    monkeypatch.setattr(experiment, "early_errors", RECORDED["early"].get)
    monkeypatch.setattr(experiment, "FILE", tmp_path / "table.json")
    experiment.complete()
    made = experiment.load()
    assert (made["early"], made["runs"]) == (RECORDED["early"], RECORDED["runs"])


@pytest.mark.parametrize("rule", ["momentum", "NAG"])
def test_a_recorded_run_begins_as_a_new_run_does(rule):
    assert experiment.early_errors(rule) == pytest.approx(RECORDED["early"][rule], rel=1e-4)


def test_the_two_rules_differ_early_enough_to_be_told_apart():
    momentum, nag = (np.array(RECORDED["early"][rule]) for rule in ("momentum", "NAG"))
    assert abs(momentum / nag - 1).max() > 1e-3


@pytest.mark.parametrize("rule", ["momentum", "NAG"])
def test_the_recorded_runs_begin_at_the_start_of_their_seed(rule):
    for seed in (0, 1):
        recorded = experiment.find(RECORDED["runs"], rule=rule, maximum=0.9, alpha=0.02, seed=seed)[0]
        start = experiment.objective(seed)
        assert recorded["curve"][0] == pytest.approx(experiment.squared_error(start, start.start), rel=1e-5)


def test_no_chosen_learning_rate_lies_at_the_edge_of_what_was_tried():
    for row in experiment.table():
        place = experiment.LEARNING_RATES.index(row["alpha"])
        for neighbour in experiment.LEARNING_RATES[place - 1], experiment.LEARNING_RATES[place + 1]:
            of_row = {"rule": row["rule"], "maximum": row["maximum"], "alpha": neighbour}
            tried = {one["seed"] for one in experiment.find(RECORDED["runs"], **of_row)}
            assert tried >= set(experiment.SEARCH_SEEDS)


def test_nag_is_below_momentum_wherever_the_momentum_is_large():
    medians = {(row["rule"], row["maximum"]): row["median"] for row in experiment.table()}
    for maximum in (0.99, 0.995, 0.999):
        assert medians["NAG", maximum] < medians["momentum", maximum] < medians["gradient descent", 0.0]
