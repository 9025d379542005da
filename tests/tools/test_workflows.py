"""What the code host does by itself: pinned actions, least permissions, and nothing published that was not tested."""

import re

import pytest
import yaml

from tools.places import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
TEST = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_action_is_pinned_to_one_commit(file):
    used = re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8"))
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)] == []


def test_only_the_job_that_publishes_may_write_and_only_the_pages():
    assert TEST["permissions"] == {"contents": "read"}
    asked = {name: job["permissions"] for name, job in TEST["jobs"].items() if "permissions" in job}
    assert asked == {"browser-edition": {"pages": "write", "id-token": "write"}}


def test_what_is_published_is_what_the_tests_have_left():
    steps = TEST["jobs"]["everything"]["steps"]
    tested = next(i for i, step in enumerate(steps) if step.get("run") == "bash .ci/run")
    packed = next(i for i, step in enumerate(steps) if "upload-pages-artifact" in step.get("uses", ""))
    assert packed > tested
    assert steps[packed]["with"]["path"] == "site"
    assert TEST["jobs"]["browser-edition"]["needs"] == "everything"


def test_other_branches_publish_nothing():
    for step in (TEST["jobs"]["browser-edition"], *TEST["jobs"]["everything"]["steps"]):
        if "pages" in str(step.get("uses", step.get("permissions", ""))):
            assert "published" in step["if"]
            assert "== github.ref_name" in step["if"]


def test_a_weekly_run_tries_the_newest_versions_with_all_tests_and_publishes_nothing():
    newest = yaml.safe_load((ROOT / ".github/workflows/newest.yml").read_text(encoding="utf-8"))
    when = newest[True]  # which is what YAML makes of the word "on"
    assert re.fullmatch(r"\d+ \d+ \* \* \d", when["schedule"][0]["cron"])
    assert newest["permissions"] == {"contents": "read"}
    (job,) = newest["jobs"].values()
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands.index("python3 start.py pins") < commands.index("bash .ci/run") == len(commands) - 1


def test_the_update_bot_looks_at_everything_that_is_pinned():
    updates = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))["updates"]
    seen = {update["package-ecosystem"]: update.get("directories", [update.get("directory")]) for update in updates}
    npm = sorted(f"/{path.parent.relative_to(ROOT)}" for path in (ROOT / "tools/npm").glob("*/package.json"))
    assert seen == {"github-actions": ["/"], "npm": npm, "pip": ["/requirements"]}


def test_ci_makes_a_skip_a_failure_installs_everything_and_runs_every_test():
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [line.partition(" #")[0] for line in lines if line.startswith(("export", "python3 start.py"))] == [
        "export CI=true",
        "python3 start.py install test frameworks colab site teach",
        "python3 start.py test",
    ]
