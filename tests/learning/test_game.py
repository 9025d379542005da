"""The tuning game: what a run says, one submission each, a test that nobody can read before, and all games counted."""

import json

import numpy as np
import pytest

from nag_helpers.learning import game, progress
from nag_helpers.learning.game import chart, grounds, rivals, score, walks
from nag_helpers.objectives import quadratic
from nag_helpers.optimizers import descend, nesterov_step
from nag_helpers.paths import settling_step

RAVINE = grounds.Ground(
    "ravine", lambda theta: theta**2 @ [0.5, 50], lambda theta: theta * [1, 100], np.array([1.0, 1.0])
)
CODE = "otter"  # a ravine


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NAG_PROGRESS", str(tmp_path))
    monkeypatch.setattr(progress, "_unwritten", {})
    monkeypatch.setattr(progress, "_unkept", {})
    return tmp_path


def played(code=CODE, alpha=0.01):
    mine = game.begin(code)
    mine.run("momentum", alpha=alpha, beta=0.9)
    mine.submit("momentum", alpha=alpha, beta=0.9)
    mine.submit("NAG", alpha=alpha, beta=0.9)
    return mine


def of_kind(kind):
    return next(ground for ground in (grounds.of(str(number)) for number in range(100)) if ground.kind == kind)


# ---- walks


def test_a_walk_is_counted_as_settling_is():
    path = descend(nesterov_step, quadratic((1, 100)), alpha=0.009, beta=0.85, steps=400)
    expected = settling_step(path.loss, 1e-6 * path.loss[0])
    assert walks.walk(RAVINE, "NAG", 0.009, 0.85).updates == expected


def test_a_walk_beyond_the_limit_flies_and_a_timid_one_is_under_way():
    walked = walks.walk(RAVINE, "momentum", np.array([0.05, 1e-4]), 0.8)
    assert walked.flew.tolist() == [True, False]
    assert walked.updates.tolist() == [-1, -1]
    assert walked.earned.tolist() == [-walks.UPDATES, 0]


def test_an_early_arrival_earns_what_it_saved():
    walked = walks.walk(RAVINE, "NAG", 0.009, 0.85)
    assert walked.earned == walks.UPDATES - walked.updates


def test_a_steeper_ground_is_walked_as_with_a_larger_learning_rate():
    steeper = walks.walk(RAVINE, "NAG", 0.008, 0.85, curvatures=1.25)
    assert steeper.updates == walks.walk(RAVINE, "NAG", 0.01, 0.85).updates


@pytest.mark.parametrize("kind", grounds.KINDS)
def test_the_slopes_of_a_ground_are_those_of_its_height(kind):
    ground, h = of_kind(kind), 1e-6
    points = np.random.default_rng(0).normal(size=(20, 2))
    for axis in np.eye(2):
        differences = (ground.value(points + h * axis) - ground.value(points - h * axis)) / (2 * h)
        assert ground.gradient(points) @ axis == pytest.approx(differences, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("kind", grounds.KINDS)
def test_the_largest_curvature_at_the_start_is_within_what_is_promised(kind):
    ground, h = of_kind(kind), 1e-5
    steps = h * np.eye(2)
    hessian = (ground.gradient(ground.start + steps) - ground.gradient(ground.start - steps)) / (2 * h)
    low, high = grounds.STEEPEST
    assert low * (1 - 1e-6) <= np.linalg.eigvalsh(hessian)[-1] <= high * (1 + 1e-6)


# ---- playing


def test_a_run_says_what_became_of_it_and_how_high_it_climbed():
    mine = game.begin(CODE)
    assert repr(mine.run("momentum", 0.1, 0.9)) == (
        "momentum, run 1 of 12: α = 0.1, β = 0.9. Arrived after 135. Climbed to 1.2 times its start."
    )
    assert mine.run("momentum", 0.001, 0.5).message == "Still under way after 400. Never above its start."
    assert mine.run("momentum", 1, 0.9).message == "Flew away."


def test_a_thirteenth_run_is_not_made_and_the_other_method_still_has_its_own():
    mine = game.begin(CODE)
    for _ in range(12):
        mine.run("NAG", 0.01, 0.9)
    assert mine.run("NAG", 0.01, 0.9).heading == "No run is left for NAG."
    assert (len(mine.runs), mine.left("momentum")) == (12, 12)


def test_a_game_goes_on_where_it_was_when_its_cell_is_run_again():
    game.begin(CODE).run("NAG", 0.01, 0.9)
    game.begin(CODE).submit("momentum", 0.01, 0.9)
    again = game.begin(CODE)
    assert (again.left("NAG"), list(again.submitted)) == (11, ["momentum"])
    assert game.begin().code == CODE


def test_another_game_is_none_of_the_first_one_also_before_that_is_over():
    first = game.begin()
    assert game.begin(other_than=first).code != first.code
    first.run("NAG", 0.01, 0.9)
    second = game.begin(other_than=first)
    second.run("momentum", 0.01, 0.9)
    assert (first.left("NAG"), second.left("NAG")) == (11, 12)
    assert (game.begin().code, game.begin(other_than=first).code) == (first.code, second.code)


def test_two_cells_with_the_same_game_share_its_runs():
    one, other = game.begin(CODE), game.begin(CODE)
    one.run("NAG", 0.01, 0.9)
    assert other.run("NAG", 0.02, 0.9).heading.startswith("NAG, run 2 of 12")
    one.submit("NAG", 0.01, 0.9)
    assert other.run("NAG", 0.02, 0.9).heading == "No run: NAG is submitted."
    assert game.begin(CODE).left("NAG") == 10


def test_a_submission_is_for_good():
    mine = game.begin(CODE)
    mine.submit("NAG", 0.01, 0.9)
    assert mine.submit("NAG", 0.02, 0.9).heading == "NAG is submitted already."
    assert mine.run("NAG", 0.02, 0.9).heading == "No run: NAG is submitted."
    assert mine.submitted["NAG"].alpha == 0.01


def test_the_hundred_are_drawn_when_both_are_submitted_and_kept_then():
    first = played()
    assert game.begin(CODE).results == first.results
    progress.write("games", CODE, None)
    assert played().results["you"] != first.results["you"]


def test_all_walk_with_the_same_hundred_and_every_stranger_is_counted_once():
    results = played().results
    assert list(results) == ["you", "Hana", "Carl", "the ghost"]
    for each in results.values():
        assert all(fared.arrived + fared.under_way + fared.flew == 100 for fared in each.values())


def test_a_score_is_the_mean_over_strangers_and_methods():
    mine = played()
    assert mine.score_of("you") == np.mean([fared.score for fared in mine.results["you"].values()])
    assert mine.result().heading == f"You scored {mine.score_of('you'):.0f} of 400."


def test_the_ground_is_told_only_when_the_game_is_over():
    mine = game.begin(CODE)
    mine.run("NAG", 0.01, 0.9)
    before = f"{mine}{mine.result().html()}{(progress.file()).read_text(encoding='utf-8')}"
    assert not any(words in before for words in ("ravine", "walls", "valley"))
    assert "It was a ravine." in repr(played())


def test_the_same_code_word_means_the_same_ground_and_rivals():
    assert game.begin(" Otter ").code == CODE
    assert game.begin(CODE).rivals == game.begin(CODE).rivals
    assert grounds.of(CODE).value(np.array([2.0, 3.0])) == grounds.of(CODE).value(np.array([2.0, 3.0]))


def test_without_a_code_word_each_kind_of_ground_comes_once_before_any_comes_twice():
    kinds = []
    for _ in range(3):
        mine = game.begin()
        played(mine.code)
        kinds.append(grounds.of(mine.code).kind)
    assert sorted(kinds) == sorted(grounds.KINDS)


def test_all_finished_games_count_by_their_mean_and_the_others_are_named():
    assert game.standing().heading == "No game is finished yet."
    one, other = played(), played("heron", alpha=0.003)
    game.begin("lynx").run("NAG", 0.01, 0.9)
    said = game.standing()
    assert said.heading == f"2 games: {(one.score_of('you') + other.score_of('you')) / 2:.0f} on average."
    assert "1 more begun and not finished." in said.message


# ---- the map of a game that is over


def test_there_is_no_map_before_both_are_submitted():
    with pytest.raises(ValueError, match="before there is a map"):
        game.begin(CODE).map()


def test_the_map_shades_what_flies_and_the_strangers_fly_wherever_you_do():
    flies = chart.cliffs(RAVINE, "NAG", walks.strangers(RAVINE, 100, 0))
    beyond = chart.ALPHAS > (2 + 2 * 0.5) / (1 + 2 * 0.5) / 100  # at β = 0.5, the first
    assert flies["you"][:, 0].tolist() == beyond.tolist()
    assert (flies["strangers"] >= flies["you"]).all()
    assert flies["strangers"].sum() > flies["you"].sum()


def test_the_map_marks_your_runs_and_what_everybody_handed_in_and_says_it_in_words():
    mine = played()
    picture = mine.result().picture()
    for words in ("momentum: 1 of your runs", "you at α = 0.01", *(f"{name} at α" for name in mine.rivals)):
        assert words in picture.alt


# ---- what is tested, and by whom


def test_who_tries_more_promises_more():
    rng = np.random.default_rng(0)
    few, many = (rivals.fastest(RAVINE, "momentum", rng, runs) for runs in (50, 1000))
    assert walks.walk(RAVINE, "momentum", *many).updates < walks.walk(RAVINE, "momentum", *few).updates


def test_the_careful_one_stays_away_from_the_edge():
    rng = np.random.default_rng(1)
    alpha, beta = rivals.careful(RAVINE, "NAG", rng)
    assert walks.walk(RAVINE, "NAG", 1.25 * alpha, beta).arrived


def test_the_ghost_earns_more_with_other_strangers_than_the_fastest_does():
    rng, ground = np.random.default_rng(2), of_kind("walls")
    others = walks.strangers(ground, 100, 3)
    ghost, hana = (
        score.tested(ground, "momentum", setting, others).score
        for setting in (rivals.validated(ground, "momentum", rng), rivals.fastest(ground, "momentum", rng, 1000))
    )
    assert ghost > hana + 30


# ---- what an editor's hand or another version left


@pytest.mark.parametrize(
    "entry",
    [{"tried": 3}, {"tried": [[1]]}, {"submitted": {"NAG": [5, 5]}}, {"submitted": [], "seed": "x"}, {"score": "many"}],
)
def test_what_cannot_be_read_counts_as_nothing(folder, entry):
    (folder / "progress.json").write_text(json.dumps({"games": {CODE: entry}}), encoding="utf-8")
    assert (game.begin(CODE).runs, game.begin(CODE).is_over) == ([], False)
    assert game.standing().heading == "No game is finished yet."
