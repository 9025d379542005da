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
