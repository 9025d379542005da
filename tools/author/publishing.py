"""Where the series is published, stamped into the notebooks and the README: badges, and the Colab part of the set-up cells.

The one setting is the file ``published.json``. Everything here rewrites text and JSON without a kernel, so
outputs stay as they are, and stamping twice changes nothing.
"""

import json
import re
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

from tools import files, notebooks
from tools.places import ROOT, notebook_files
from tools.problems import Problem

OWNER_AND_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")
BRANCH = re.compile(r"(?![-./])(?!.*(?:\.\.|//|\.lock$|[./]$))[A-Za-z0-9._/-]{1,100}")
REMOTE = re.compile(
    r"(?:https://(?:[^@/]+@)?github\.com/|(?:ssh://)?git@github\.com[:/])(?P<name>[^/]+/[^/]+?)(?:\.git)?/?"
)

SETTING = "published.json"
NOT_PUBLISHED = "*This copy has no public address yet. `python3 start.py publish OWNER/NAME` puts its Binder and Colab badges here.*"

SET_UP = """\
# Set-up: run this cell first. On Colab it fetches the helper package; everywhere else that is installed already.
import importlib.util
import sys

if "google.colab" in sys.modules and not importlib.util.find_spec("nag_helpers"):
    {fetch}
"""
FETCH = """\
%pip install --quiet --no-deps {source}
    if not importlib.util.find_spec("anywidget"):
        %pip install --quiet anywidget"""
SET_UP_STAMPED = re.compile(re.escape(SET_UP).replace(re.escape("{fetch}"), r".*(?:\n    .*)*") + r"\n*")


@dataclass(frozen=True)
class Published:
    """A public repository on GitHub and its branch; ``repository`` is empty where there is none."""

    repository: str = ""
    branch: str = ""

    def __post_init__(self):
        if self.repository and not OWNER_AND_NAME.fullmatch(self.repository):
            raise Problem(f"A repository is written OWNER/NAME, as on GitHub; got {self.repository!r}.")
        if self.repository and not BRANCH.fullmatch(self.branch):
            raise Problem(f"A branch has letters, digits and . _ / - in its name; got {self.branch!r}.")

    def badges(self, path, here=None):
        """Return the row that opens the notebook ``path`` (relative to the repository): in the browser, on Binder, on Colab.

        The browser opens the notebook alone, or the address ``here`` if one is given.
        """
        if not self.repository:
            return NOT_PUBLISHED
        return (
            f"[**Open it in the browser**]({here or self.here(path)}) "
            f"[![Open on Binder](https://mybinder.org/badge_logo.svg)]({self.binder(path)}) "
            f"[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]({self.colab(path)})"
        )

    @property
    def site(self):
        """The address of the browser edition, which a workflow publishes; ends in a slash. Empty where there is none."""
        owner, _, name = self.repository.partition("/")
        if not self.repository:
            return ""
        own = name.lower() == f"{owner.lower()}.github.io"  # the one repository that stands at the top
        return f"https://{owner.lower()}.github.io/" + ("" if own else f"{name}/")

    def here(self, path):
        """Return the address that runs a notebook in the browser edition."""
        return f"{self.site}run/notebooks/index.html?path={Path(path).name}"

    def binder(self, path):
        """Return the address that opens a notebook on Binder."""
        return f"https://mybinder.org/v2/gh/{self.repository}/{self.branch.replace('/', '%2F')}?urlpath=lab/tree/{path}"

    def colab(self, path):
        """Return the address that opens a notebook without outputs on Colab."""
        return f"https://colab.research.google.com/github/{self.repository}/blob/{self.learners_branch}/{path}"

    def hub(self, hub, notebook="00_invent_it.ipynb"):
        """Return the link by which learners of a JupyterHub get their own copy of the notebooks without outputs."""
        name = self.repository.partition("/")[2]
        asked = {
            "repo": f"https://github.com/{self.repository}",
            "branch": self.learners_branch,
            "urlpath": f"lab/tree/{name}/notebooks/{notebook}",
        }
        return f"{hub}/hub/user-redirect/git-pull?{urlencode(asked)}"

    @property
    def learners_branch(self):
        """The branch with the notebooks without outputs, which a workflow keeps up to date; Colab opens it."""
        return f"{self.branch}-without-outputs"

    @property
    def set_up(self):
        """The Colab part of a set-up cell; empty where there is no address to fetch from."""
        address = f"https://github.com/{self.repository}/archive/refs/heads/{self.branch}.zip"
        return set_up_from(address) if self.repository else ""


def set_up_from(source):
    """Return the Colab part of a set-up cell that installs the helpers from ``source``, leaving all other packages alone."""
    return SET_UP.format(fetch=FETCH.format(source=source))


def published(root=ROOT):
    """Return what published.json says about where this copy is published."""
    try:
        return Published(**json.loads((root / SETTING).read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise Problem(f'{SETTING} must hold {{"repository": "OWNER/NAME", "branch": "main"}}, or both empty.') from None


def publish(repository=None, branch=None, root=ROOT):
    """Write the public address into published.json and stamp it everywhere; return the files that changed.

    Without a repository it is git's remote ``origin``, without a branch the one checked out.
    """
    where = Published(
        (repository or _remote(root)).removesuffix(".git"), branch or _git(root, "branch", "--show-current") or "main"
    )
    return _replace({root / SETTING: json.dumps(asdict(where), indent=1) + "\n", **_stamped(where, root)})


def stamp_everything(where, root=ROOT):
    """Stamp every notebook and the README of a checkout; return the paths that changed.

    Everything is read before anything is written: one file that cannot be stamped leaves all as they were.
    """
    return _replace(_stamped(where, root))


def _stamped(where, root):
    """Return {path: text as it should be} for the README and every notebook."""
    readme = root / "README.md"
    row = where.badges("notebooks/00_invent_it.ipynb", where.site)
    stamped = {path: _stamped_notebook(path, where) for path in notebook_files(root / "notebooks")}
    return {readme: stamp_text(readme.read_text(encoding="utf-8"), row), **stamped}


def _stamped_notebook(path, where):
    """Return the text of a notebook with its stamp; as it is, if that changes nothing but the layout of its JSON."""
    try:
        before = path.read_text(encoding="utf-8")
        notebook = json.loads(before)
        stamp_notebook(notebook, path.name, where)
    except (ValueError, LookupError, TypeError, AttributeError) as wrong:
        raise Problem(
            f"{path.name} is not a notebook that can be stamped, so nothing was changed: {wrong!r}"
        ) from wrong
    return notebooks.as_saved(notebook) if json.loads(before) != notebook else before


def stamp_notebook(notebook, name, where):
    """Put badge row and set-up block into a notebook (a dict as in its file), in place."""
    cells = notebook["cells"]
    row = where.badges(f"notebooks/{name}") if where.repository else ""  # what a copy lacks is said in its README
    _change_source(cells[0], lambda text: stamp_text(text, row))
    for cell in cells:
        if notebooks.is_set_up(cell):
            _change_source(cell, lambda text: f"{where.set_up}\n{SET_UP_STAMPED.sub('', text)}".strip("\n"))


def stamp_text(text, row):
    """Return a Markdown text with the badge row under its title, in place of the row that may be there."""
    if notebooks.BADGES.search(text + "\n"):
        return notebooks.BADGES.sub(lambda _: f"<!-- badges -->\n{row}\n", text + "\n", count=1)[:-1]
    title, _, rest = text.partition("\n")
    return f"{title}\n\n<!-- badges -->\n{row}\n\n{rest.lstrip()}"


def _change_source(cell, change):
    before = cell["source"]
    after = change("".join(before))
    cell["source"] = after.splitlines(keepends=True) if isinstance(before, list) else after


def _replace(texts):
    """Write the texts that differ from what is there, all or none; return their paths."""
    changed = {path: text for path, text in texts.items() if path.read_text(encoding="utf-8") != text}
    files.write_all(changed)
    return list(changed)


def _remote(root):
    address = _git(root, "remote", "get-url", "origin")
    match = REMOTE.fullmatch(address)
    if not match:
        found = f"git's remote 'origin' is {address!r}" if address else "git knows no remote 'origin'"
        raise Problem(f"Which repository? Say python3 start.py publish OWNER/NAME ({found}, not an address on GitHub).")
    return match["name"]


def _git(root, *words):
    try:
        said = subprocess.run(["git", "-C", str(Path(root)), *words], check=False, capture_output=True, text=True)
    except OSError:
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""
