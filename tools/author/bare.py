"""Notebooks without outputs: what a learner opens, so that no answer stands under its question.

    python -m tools.author.bare FOLDER            take the outputs out of the notebooks in FOLDER, in place (Binder does, once)
    python -m tools.author.bare --branch          make the branch of such notebooks that Colab's badges open (the workflow does)

The committed notebooks keep their outputs, for readers on a code host.
"""

import subprocess
import sys
from pathlib import Path

from tools import notebooks
from tools.author import publishing
from tools.places import NOTEBOOKS, ROOT, notebook_files


def strip(folder):
    """Take the outputs out of the series' notebooks in a folder, in place."""
    for path in notebook_files(Path(folder)):
        path.write_text(notebooks.without_outputs(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def make_branch(root=ROOT):
    """Commit the notebooks without outputs to the branch beside the published one; return its name, None if not published.

    Only on the published branch itself, so that work on another one changes nothing that learners open. The checkout is left
    on the new branch, ready to be pushed.
    """
    where = publishing.published(root)
    if not where.repository or _git(root, "branch", "--show-current") != where.branch:
        return None
    _git(root, "switch", "--force-create", where.learners_branch)
    strip(root / NOTEBOOKS.name)
    _git(root, "commit", "--all", "--message", f"The notebooks of {where.branch} without outputs")
    return where.learners_branch


def _git(root, *words):
    return subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True).stdout.strip()


def main(words):
    if words == ["--branch"]:
        print(make_branch() or "")
    else:
        (folder,) = words
        strip(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
