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


SCRIPT = (HUB / "tljh.sh").read_text(encoding="utf-8")


def test_nobody_becomes_administrator_by_being_first_or_registers_unasked():
    assert '--admin "$teacher:$password"' in SCRIPT
    assert "FirstUseAuthenticator.create_users false" in SCRIPT
    config = VALUES["hub"]["config"]
    assert config["Authenticator"]["admin_users"]
    assert config["GitHubOAuthenticator"]["allowed_organizations"]
    assert not any("allow_all" in settings for settings in config.values())


def let_in(kept, learners=40):
    """Run the script's part about tickets, with a hub that writes down whom it lets in; return tickets and whom."""
    part = re.search(r"^if \[ ! -s .*?^done <\S+", SCRIPT, re.MULTILINE | re.DOTALL)[0]
    hub = f'tljh-config() {{ if [ "$1" = show ]; then cat "{kept}/hub"; else echo "- $3" >>"{kept}/hub"; fi; }}'
    (kept / "hub").touch()
    subprocess.run(["bash", "-c", f"set -euo pipefail\nkept='{kept}' learners={learners}\n{hub}\n{part}"], check=True)
    return (kept / "tickets.txt").read_text().split(), (kept / "hub").read_text().replace("- ", "").split()


def test_tickets_are_as_many_as_learners_and_cannot_be_guessed(tmp_path):
    drawn, known = let_in(tmp_path)
    assert len(set(drawn)) == 40 and known == drawn
    assert all(re.fullmatch(r"nag-[a-km-z2-9]{8}", ticket) for ticket in drawn)


def test_a_second_run_keeps_the_tickets_and_lets_nobody_in_twice(tmp_path):
    (tmp_path / "tickets.new").write_text("nag-cut\n")  # of a run that was interrupted
    first, _ = let_in(tmp_path)
    (tmp_path / "hub").write_text("".join(f"- {ticket}\n" for ticket in first[:5]))
    for _ in range(2):
        again, known = let_in(tmp_path)
        assert again == first and sorted(known) == first
    assert re.search(r"^rm -rf /opt/nag .*\ngit clone .* /opt/nag$", SCRIPT, re.MULTILINE)
    assert "run the same line again" in PAGE


def test_learners_can_run_what_the_script_installs():
    """The installer makes its folders with the umask that is in force: with 077 nobody but root could enter them."""
    before = SCRIPT[: SCRIPT.index('python3 "$kept/bootstrap.py"')]
    assert re.findall(r"^umask (\d+)", before, re.MULTILINE) == ["022"]
    assert 'install -d -m 700 "$kept"' in before


def test_no_secret_stands_in_a_file_and_versions_are_pinned():
    assert "client_secret" not in VALUES["hub"]["config"]["GitHubOAuthenticator"]
    assert re.search(r"--version \d+\.\d+\.\d+ ", PAGE)
    assert "sha256sum --check" in SCRIPT


def test_learners_servers_reach_no_inner_address():
    policy = VALUES["singleuser"]["networkPolicy"]
    assert not any(policy["egressAllowRules"].values())
    (rule,) = policy["egress"]
    (block,) = (to["ipBlock"] for to in rule["to"])
    assert block["cidr"] == "0.0.0.0/0"  # and none of IPv6
    denied = re.search(r'"IPAddressDeny": "(.*?)"', SCRIPT)[1].split()
    for inner in ("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"):
        assert inner in block["except"] and inner in denied
    assert {"fc00::/7", "fe80::/10"} <= set(denied)


def test_each_setting_says_what_it_is_for():
    settings = re.findall(r"^tljh-config (?:set|reload) .*", SCRIPT, re.MULTILINE)
    alone = "tljh-config set auth.FirstUseAuthenticator.create_users false"  # under a comment of its own
    assert len(settings) == 9 and [one for one in settings if " # " not in one] == [alone]
    lines = (HUB / "values.yaml").read_text(encoding="utf-8").splitlines()
    said = [
        lines[i - 1].lstrip().startswith("#")
        for i, line in enumerate(lines)
        if re.match(r"(?!hub|singleuser)\w+:", line)
    ]
    assert said and all(said)
    for key in ("authenticator_class", "admin_users", "allowed_organizations", "scope", "concurrentSpawnLimit", "activeServerLimit",
                "image", "defaultUrl", "memory", "cpu", "storage", "networkPolicy"):  # fmt: skip
        (at,) = (i for i, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
        assert lines[at - 1].lstrip().startswith("#"), key


def test_the_page_says_how_to_switch_either_off_and_what_300_learners_reserve():
    assert "delete the server at your provider" in PAGE and "helm uninstall hub" in PAGE
    assert "delete the server at your provider" in SCRIPT
    each = VALUES["singleuser"]
    assert f"{round(300 * each['cpu']['guarantee'])} cores and 150 GB" in PAGE  # 300 · 512 MB
    assert VALUES["hub"]["activeServerLimit"] >= 300


def test_a_fresh_server_learns_which_packages_there_are_and_a_second_run_adds_no_name_twice():
    assert SCRIPT.index("apt-get update") < SCRIPT.index("apt-get install")
    assert re.search(r'^case \$let_in in \*"- \$domain"\*\) ;; \*\) tljh-config add-item', SCRIPT, re.MULTILINE)


def test_the_page_says_how_the_script_gets_its_words_the_server_its_name_and_the_teacher_the_tickets():
    assert re.search(r"curl \S+ \S+/docs/hub/tljh\.sh\n +sudo bash tljh\.sh( \S+){5}\n", PAGE)
    assert all(port in PAGE for port in ("22 (you)", "80 (", "443 (")) and "A record" in PAGE
    kept = re.search(r"^kept=(\S+)", SCRIPT, re.MULTILINE)[1]
    assert f"sudo cat {kept}/tickets.txt > tickets.txt" in PAGE and '"$kept/tickets.txt"' in SCRIPT
    assert "> progress.zip" in PAGE


def test_limits_are_those_of_the_page():
    assert VALUES["singleuser"]["memory"] == {"guarantee": "512M", "limit": "1G"}
    assert VALUES["cull"]["timeout"] == 3600
    assert VALUES["singleuser"]["cpu"]["guarantee"] == 0.1
    assert "limits.memory 1G" in SCRIPT
    assert "services.cull.timeout 3600" in SCRIPT
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
