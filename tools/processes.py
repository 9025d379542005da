"""Running other programs, so that Ctrl-C reaches them first and they can tidy up."""

import os
import subprocess

# Of Python's own variables these change what is shown and how fast, not what is imported or installed.
HARMLESS = {"PYTHONUTF8", "PYTHONIOENCODING", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED"}


def surroundings(**added):
    """Return the environment variables for a program of ours: the user's, without foreign packages, and some ``added``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") or name in HARMLESS}
    kept.pop("__PYVENV_LAUNCHER__", None)  # of macOS: it names another Python
    return kept | {"PYTHONNOUSERSITE": "1"} | added


def run(command, env=None, patience=10, **options):
    """Run ``command`` with its output on our terminal, in our `surroundings` or those given; return its exit code.

    Ctrl-C goes to the program as well as to us: it gets so many seconds of ``patience`` to end by itself.
    """
    process = subprocess.Popen([str(word) for word in command], env=env or surroundings(), **options)
    try:
        return process.wait()
    except KeyboardInterrupt:
        _end(process, patience)
        raise


def run_lines(command, each_line, env=None, **options):
    """Run ``command``, calling ``each_line`` with every line it prints (stderr included); return its exit code."""
    process = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=env or surroundings(),
        **options,
    )
    try:
        with process.stdout:
            for line in process.stdout:
                each_line(line.rstrip())
        return process.wait()
    except KeyboardInterrupt:
        _end(process, patience=10)
        raise


def quiet(command):
    """Run ``command`` without showing anything; return True if it ended well."""
    return said_by(command) is not None


def said_by(command):
    """Run ``command`` without showing anything; return what it printed, or None if it did not run or end well."""
    lines = []
    try:
        failed = run_lines(command, lines.append, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    return None if failed else "\n".join(lines)


def _end(process, patience):
    try:
        process.wait(timeout=patience)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()
