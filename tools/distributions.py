"""What is installed in an environment, judged by each distribution's own list of its files (RECORD)."""

import csv
import shutil


def installed(venv):
    """Return the names of the distributions in an environment, sorted."""
    return sorted({_name(info) for info in _infos(venv)})


def incomplete(venv):
    """Return the ``.dist-info`` folders of the distributions that lack a file, or hold one of another size."""
    return [info for info in _infos(venv) if not _is_complete(info)]


def forget(infos):
    """Take these distributions out of the books, so that pip installs them again; return their names."""
    for info in infos:
        shutil.rmtree(info)
    return [_name(info) for info in infos]


def _infos(venv):
    places = [*venv.glob("lib/python3*/site-packages"), *venv.glob("Lib/site-packages")]
    return [info for place in places for info in place.glob("*.dist-info") if not info.name.startswith("~")]


def _name(info):
    return info.name.removesuffix(".dist-info").rpartition("-")[0].lower().replace("_", "-")


def _is_complete(info):
    try:
        with (info / "RECORD").open(encoding="utf-8", newline="") as record:
            rows = [row for row in csv.reader(record) if row]
    except (FileNotFoundError, UnicodeDecodeError, csv.Error):
        return False
    listed = {row[0] for row in rows}
    return f"{info.name}/METADATA" in listed and all(_is_there(info.parent, *row) for row in rows)


def _is_there(place, name, _hash="", size="", *_):
    """Return True if a file of a RECORD is there with its size; compiled files, which Python makes itself, do not matter."""
    if name.endswith(".pyc"):
        return True
    try:
        found = (place / name).stat().st_size
        return not size or found == int(size)
    except (OSError, ValueError):
        return False
