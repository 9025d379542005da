"""``start.py publish``: one setting, stamped everywhere, twice as well as once, and nothing else changed."""

import json
import subprocess

import pytest

from tools import notebooks
from tools.author import publishing
from tools.places import ROOT
from tools.problems import Problem

OUTPUT = [{"output_type": "stream", "name": "stdout", "text": ["θ = 1\n"]}]


@pytest.fixture
def house(tmp_path):
    """A checkout with one notebook, as its author wrote it."""
    cells = [
        {
            "cell_type": "markdown",
            "id": "a",
            "metadata": {},
            "source": ["# 3. Deriving NAG\n", "\n", "**What you'll do.**"],
        },
        {
            "cell_type": "code",
            "execution_count": 1,
            "id": "b",
            "metadata": {"tags": ["setup"]},
            "outputs": [],
            "source": ["import numpy as np\n", "\n", "x = 1"],
        },
        {
            "cell_type": "code",
            "execution_count": 2,
            "id": "c",
            "metadata": {},
            "outputs": OUTPUT,
            "source": ["print('θ = 1')"],
        },
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/03_deriving_nag.ipynb").write_text(notebooks.as_saved(notebook), encoding="utf-8")
    (tmp_path / "README.md").write_text("# The series\n\nText.\n", encoding="utf-8")
    (tmp_path / "published.json").write_text('{"repository": "", "branch": ""}', encoding="utf-8")
    return tmp_path


def texts(house):
    return {path.name: path.read_bytes() for path in house.rglob("*") if path.is_file() and ".git" not in path.parts}


def cells(house):
    return json.loads((house / "notebooks/03_deriving_nag.ipynb").read_text(encoding="utf-8"))["cells"]


def source(house, number):
    return "".join(cells(house)[number]["source"])


def test_badges_and_set_up_point_to_the_repository(house):
    publishing.publish("someone/nag", "main", house)
    row = source(house, 0)
    assert "mybinder.org/v2/gh/someone/nag/main?urlpath=lab/tree/notebooks/03_deriving_nag.ipynb" in row
    assert (
        "colab.research.google.com/github/someone/nag/blob/main-without-outputs/notebooks/03_deriving_nag.ipynb" in row
    )
    assert "someone/nag/main?urlpath=lab/tree/notebooks/00_invent_it.ipynb" in (house / "README.md").read_text()
    assert "%pip install --quiet --no-deps https://github.com/someone/nag/archive/refs/heads/main.zip" in source(
        house, 1
    )
    assert publishing.published(house) == publishing.Published("someone/nag", "main")


def test_publishing_twice_changes_nothing_the_second_time(house):
    assert len(publishing.publish("someone/nag", "main", house)) == 3
    before = texts(house)
    assert publishing.publish("someone/nag", "main", house) == []
    assert texts(house) == before


def test_a_fork_points_to_itself_and_nothing_points_back(house):
    publishing.publish("someone/nag", "main", house)
    publishing.publish("teacher/nag-2027", "spring", house)
    assert not [name for name, text in texts(house).items() if b"someone" in text]
    publishing.publish("someone/nag", "main", house)
    again = texts(house)
    publishing.publish("teacher/nag-2027", "spring", house)
    publishing.publish("someone/nag", "main", house)
    assert texts(house) == again


def test_what_the_author_wrote_stays(house):
    before = cells(house)
    publishing.publish("someone/nag", "main", house)
    assert cells(house)[2] == before[2]
    assert cells(house)[1]["outputs"] == []
    assert source(house, 1).endswith("\n\nimport numpy as np\n\nx = 1")
    assert source(house, 0).startswith("# 3. Deriving NAG\n\n<!-- badges -->\n")
    assert source(house, 0).endswith("\n\n**What you'll do.**")
    assert (house / "README.md").read_text().endswith("Text.\n")


def test_until_it_is_published_nothing_pretends_to_work(house):
    publishing.stamp_everything(publishing.Published(), house)
    assert source(house, 0).startswith("# 3. Deriving NAG\n\n<!-- badges -->\n\n\n")
    assert "publish" not in source(house, 0) and "](" not in source(house, 0)
    assert "python3 start.py publish OWNER/NAME" in (house / "README.md").read_text()
    assert source(house, 1) == "import numpy as np\n\nx = 1"


@pytest.mark.parametrize(
    "repository",
    ["nag", "a/b/c", "https://x.org/a/b", "a b/c", "/nag", "a/", "-a/b", "a/..", "a/b)c", 'a/b"', "a/b\nc/d", ""],
)
def test_nonsense_is_refused_before_anything_changes(house, repository):
    before = texts(house)
    with pytest.raises(Problem):
        publishing.publish(repository, "main", house)
    assert texts(house) == before


@pytest.mark.parametrize("branch", ["a b", "-x", "a..b", "/x", "x/", 'x"', "x)", "x.lock", "x\n"])
def test_a_branch_that_git_would_not_have_is_refused(house, branch):
    with pytest.raises(Problem, match="branch"):
        publishing.publish("someone/nag", branch, house)


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com/someone/nag.git",
        "https://github.com/someone/nag",
        "git@github.com:someone/nag.git",
        "ssh://git@github.com/someone/nag.git",
        "https://token@github.com/someone/nag.git",
    ],
)
def test_git_knows_the_repository_and_the_branch(house, address):
    git(house, "init", "-q", "-b", "spring")
    git(house, "remote", "add", "origin", address)
    publishing.publish(root=house)
    assert publishing.published(house) == publishing.Published("someone/nag", "spring")


def test_a_remote_elsewhere_is_no_address(house):
    git(house, "init", "-q")
    git(house, "remote", "add", "origin", "/srv/git/nag.git")
    with pytest.raises(Problem, match="OWNER/NAME.*'/srv/git/nag.git'"):
        publishing.publish(root=house)


def test_an_address_for_git_is_understood(house):
    publishing.publish("someone/nag.git", "main", house)
    assert publishing.published(house) == publishing.Published("someone/nag", "main")


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"cells": []}', '{"cells": [{}]}', "\udcff"], ids=range(6))
def test_one_broken_notebook_leaves_everything_as_it_was(house, broken):
    (house / "notebooks/04_implementing_nag.ipynb").write_bytes(broken.encode(errors="surrogateescape"))
    before = texts(house)
    with pytest.raises(Problem, match="04_implementing_nag.ipynb is not a notebook"):
        publishing.publish("someone/nag", "main", house)
    assert texts(house) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '"main"', '{"repository": "a/b", "branch": "main", "more": 1}'])
def test_a_setting_that_is_none_is_said(house, text):
    (house / "published.json").write_text(text)
    with pytest.raises(Problem, match="published.json must hold"):
        publishing.published(house)


def git(house, *words):
    subprocess.run(["git", "-C", house, *words], check=True)


def test_this_checkout_is_stamped_with_its_own_setting(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    row = publishing.published().badges("notebooks/00_invent_it.ipynb")
    assert publishing.stamp_text(readme, row) == readme


@pytest.mark.parametrize(
    ("repository", "site"),
    [("Ann/nag", "https://ann.github.io/nag/"), ("ann/ann.github.io", "https://ann.github.io/"), ("", "")],
)
def test_the_browser_edition_stands_where_the_code_host_puts_it(repository, site):
    assert publishing.Published(repository, "main" if repository else "").site == site


def test_the_first_link_of_a_notebook_opens_it_in_the_browser():
    row = publishing.Published("ann/nag", "main").badges("notebooks/03_deriving_nag.ipynb")
    assert row.index("https://ann.github.io/nag/run/notebooks/index.html?path=03_deriving_nag.ipynb") < row.index(
        "mybinder"
    )


def test_a_branch_with_a_slash_is_one_word_in_binders_address():
    assert "/ann/nag/next%2Fspring?urlpath=" in publishing.Published("ann/nag", "next/spring").binder(
        "notebooks/03.ipynb"
    )


def test_readmes_first_link_opens_the_front_page(house):
    publishing.publish("ann/nag", "main", house)
    assert "[**Open it in the browser**](https://ann.github.io/nag/)" in (house / "README.md").read_text(
        encoding="utf-8"
    )
