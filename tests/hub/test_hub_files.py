"""The files of docs/hub.md: what they set is what it says, and they can be read by the programs they are for."""

import re
import shutil
import subprocess

import pytest
import yaml

from tools.author.publishing import Published
from tools.places import ROOT

HUB = ROOT / "docs/hub"
VALUES = yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/hub.md").read_text(encoding="utf-8")


def test_the_server_script_is_right_bash_and_refuses_too_few_words():
    bash = shutil.which("bash") or pytest.skip("not on this system: bash")
    subprocess.run([bash, "-n", HUB / "tljh.sh"], check=True)
    refused = subprocess.run([bash, HUB / "tljh.sh", "OWNER/NAME"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "sudo bash tljh.sh OWNER/NAME" in refused.stderr


def test_limits_are_those_of_the_page():
    assert VALUES["singleuser"]["memory"] == {"guarantee": "512M", "limit": "1G"}
    assert VALUES["cull"]["timeout"] == 3600
    script = (HUB / "tljh.sh").read_text(encoding="utf-8")
    assert "limits.memory 1G" in script
    assert "services.cull.timeout 3600" in script
    assert "guarantee 512 MB, limit 1 GB" in PAGE


def test_nobody_gets_in_under_any_name():
    assert VALUES["hub"]["config"]["JupyterHub"]["authenticator_class"] not in ("dummy", "null")


def test_the_image_has_what_the_link_needs():
    wanted = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert any(one.startswith("nbgitpuller=") for one in wanted)


def test_publish_makes_the_link_of_the_page():
    link = Published("OWNER/NAME", "main").hub("https://YOUR-HUB")
    assert link in PAGE
    assert re.search(r"\s", link) is None
