"""The table of heirs: its command makes each run once, the file is its work, and a recorded run is what is made today."""

import json

import numpy as np
import pytest

from nag_helpers.frameworks import heirs_table as experiment

RECORDED = experiment.load()


@pytest.fixture
def quick(tmp_path, monkeypatch):
    """Let the command write elsewhere and make runs that take no time; return the list of runs made."""
    made = []

    def measure(name, search):
        made.append((name, search))
        return {"name": name, "search": search, "alpha": 0.1, "beta": 0.9, "at_edge": False, "losses": [0.1, None]}

    monkeypatch.setattr(experiment, "measure", measure)
    monkeypatch.setattr(experiment, "FILE", tmp_path / "table.json")
    return made


def test_the_command_makes_no_run_twice_and_goes_on_where_it_was_stopped(quick, capsys):
    experiment.complete()
    everything, quick[:] = list(quick), []
    kept = experiment.load()
    del kept["runs"][10:]
    experiment.FILE.write_text(json.dumps(kept))
    experiment.complete()
    assert quick == everything[10:]


def test_the_file_holds_the_runs_that_the_command_makes_and_no_others(quick, capsys):
    experiment.complete()
    assert [(one["name"], one["search"]) for one in RECORDED["runs"]] == quick


def test_a_run_that_diverged_is_infinite(quick, capsys):
    experiment.complete()
    assert experiment.find(experiment.load()["runs"], "NAG")["losses"].tolist() == [0.1, np.inf]


def test_no_two_searches_share_a_seed():
    seeds = [seed for search in range(experiment.SEARCHES) for part in experiment.seeds_of(search) for seed in part]
    assert len(seeds) == len(set(seeds)) == 44 * experiment.SEARCHES


@pytest.mark.parametrize("name", ["NAG", "NAdam", "Muon", "DiLoCo", "Adan", "Lion", "Schedule-Free"])
def test_a_recorded_loss_is_that_of_a_run_made_today(name):
    recorded = experiment.find(RECORDED["runs"], name)
    method, _, _, run, task = experiment.CONTESTANTS[name]
    seeds = experiment.seeds_of(0)[1][:2]
    losses = experiment.comparison(task).losses(method, recorded["alpha"], recorded["beta"], seeds, run)
    assert losses == pytest.approx(recorded["losses"][:2], rel=1e-3)


def test_the_setting_chosen_is_the_best_of_the_grid_that_is_kept():
    for one in RECORDED["runs"]:
        if one["search"] == 0:
            contestant = experiment.CONTESTANTS[one["name"]]
            grid = experiment.find(RECORDED["runs"], one["name"])["grid"]
            i, j = np.unravel_index(grid.argmin(), grid.shape)
            assert (one["alpha"], one["beta"]) == (contestant.alphas[i], contestant.betas[j])
