"""Machines with less: a folder on a small disk, a user who may not do everything."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest

ROOTS_RIGHTS = "-dac_override,-dac_read_search,-net_bind_service"  # to write, read and listen where others may not


def as_ordinary_user():
    """Return the words that go before a command so that permissions count, also where the tests run as root."""
    if os.name == "nt":
        pytest.skip("not on this system: permissions are other ones on Windows")
    if os.geteuid() != 0:
        return []
    words = ["setpriv", f"--bounding-set={ROOTS_RIGHTS}", f"--inh-caps={ROOTS_RIGHTS}"]
    if not shutil.which("setpriv") or subprocess.run([*words, "true"], check=False, capture_output=True).returncode:
        pytest.skip("not on this system: root cannot give up its rights (setpriv)")
    return words


@contextmanager
def small_disk(folder, size):
    """Make ``folder`` a disk of its own of ``size`` (such as "40m") for a while."""
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if not shutil.which("mount") or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("not on this system: it lets us make no small disk (mount -t tmpfs)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def as_nobody_known():
    """Return the words that go before a command so that a user runs it whom the system does not know, with all rights to files."""
    words = ["unshare", "--user", "--map-user=12345"]
    if not shutil.which("unshare") or subprocess.run([*words, "true"], check=False, capture_output=True).returncode:
        pytest.skip("not on this system: it lets us be no unknown user (unshare)")
    return words
