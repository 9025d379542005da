"""Installing by pip: with the user's package index and certificates, and with nothing else of the user's settings."""

import ast
import os
import re

from tools.files import sentence
from tools.places import ROOT, python_in
from tools.problems import InstallFailed, NetworkAway
from tools.processes import run_lines, said_by, surroundings

# pip's and its libraries' words for "I cannot reach the package index".
NO_NETWORK = re.compile(
    "connection broken by|NewConnectionError|Could not fetch URL|Max retries exceeded|Failed to resolve|"
    "Network is unreachable|Name or service not known|Temporary failure in name resolution|getaddrinfo failed|"
    r"ConnectTimeout|ReadTimeout|ProxyError|\(from versions: none\)"
)
DISK_FULL = re.compile("No space left on device|Disk quota exceeded|not enough space on the disk", re.IGNORECASE)

# The settings that say where packages come from and how to get there. All others (target, prefix, no-deps, user ...) would
# put other packages, or put them elsewhere.
PASSED_ON = {
    *("index-url", "extra-index-url", "find-links", "no-index", "trusted-host", "keyring-provider", "constraint"),
    *("proxy", "cert", "client-cert", "timeout", "default-timeout", "retries", "cache-dir", "no-cache-dir"),
}


def pip_install(venv, *words, log):
    """Run ``pip install`` in an environment, telling what it fetches; raise NetworkAway or InstallFailed."""
    _pip(venv, "install", *words, log=log)


def pip_download(venv, *words, into, log):
    """Run ``pip download`` of these packages, without what they depend on, into a folder; raise as `pip_install` does."""
    _pip(venv, "download", "--no-deps", "--dest", into, *words, log=log)


def pip_wheel(venv, source, into, log):
    """Build the wheel of a source folder into a folder, with the same bytes every time; raise as `pip_install` does."""
    _pip(venv, "wheel", "--no-deps", "--wheel-dir", into, source, log=log, SOURCE_DATE_EPOCH="1700000000")


def _pip(venv, verb, *words, log, **added):
    command = [python_in(venv), "-m", "pip", verb, "--disable-pip-version-check", "--progress-bar=off", *words]
    lines = []

    def each_line(line):
        lines.append(line)
        if line.startswith("Collecting "):
            print("  " + re.match(r"[\w.-]+", line.split()[1])[0], flush=True)
        elif line.startswith("Installing collected packages"):
            print("  ... unpacking", flush=True)

    try:
        failed = run_lines(command, each_line, env=variables(venv) | added, cwd=ROOT)
    finally:
        where = _keep(lines, log)
    if not failed:
        return
    if any(DISK_FULL.search(line) for line in lines):
        raise InstallFailed(f"The disk is full: make room, then run start.py again. pip said: {last(lines)}")
    if any(NO_NETWORK.search(line) for line in lines):
        raise NetworkAway(
            "The packages could not be downloaded: is there no network? Run start.py again when there is."
        )
    raise InstallFailed(f"pip could not install the packages: {last(lines)}\n{where}")


def variables(venv):
    """Return the environment variables for pip: none of the user's settings but those that are passed on."""
    ours = {name: value for name, value in surroundings().items() if not name.startswith("PIP_")}
    passed_on = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in settings(venv).items()}
    return ours | passed_on | {"PIP_CONFIG_FILE": os.devnull}


def settings(venv):
    """Return the user's settings of pip that are passed on, from its files and variables: a dict from name to value."""
    listed = said_by([python_in(venv), "-m", "pip", "config", "list"])
    if listed is None:
        raise InstallFailed("pip cannot read its settings: mend or rename the file that 'pip config debug' names.")
    found = re.findall(r"^(global|install|:env:)\.\.?([a-z-]+)=(['\"].*)$", listed, re.MULTILINE)
    strongest_last = sorted(found, key=lambda setting: ("global", "install", ":env:").index(setting[0]))
    return {name: ast.literal_eval(value) for _, name, value in strongest_last if name in PASSED_ON}


def last(lines):
    """Return the line of a program's output that says best why it failed."""
    errors = [line for line in lines if line.lower().startswith("error")] or [line for line in lines if line.strip()]
    full = [line for line in lines if DISK_FULL.search(line)]
    return [*errors, *full][-1] if lines else "it said nothing"


def _keep(lines, log):
    """Write down what pip said; return where that is, or why it is not."""
    try:
        log.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:  # what pip said last is in the message all the same
        return f"All that it said could not be written down: {sentence(error)}"
    return f"All that it said is in {log}."
