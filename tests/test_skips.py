"""With CI=true a skipped test fails the run, unless its reason is one that no machine can mend."""

import pytest

import conftest

SOURCE = "import pytest\n\ndef test_it():\n    pytest.skip({!r})\n\ndef test_other():\n    pass\n"


@pytest.mark.parametrize(
    ("why", "ci", "code"),
    [
        ("torch is not installed", "true", 1),
        ("torch is not installed", "false", 0),
        ("not on this system: a lock that ends with its process", "true", 0),
        ("not in this notebook: an explorer", "true", 0),
    ],
)
def test_a_skip_fails_ci_unless_no_machine_can_mend_it(pytester, monkeypatch, why, ci, code):
    monkeypatch.setenv("CI", ci)
    monkeypatch.delenv("NAG_TEST_REPORT", raising=False)
    pytester.makepyfile(SOURCE.format(why))
    run = pytester.inline_run("-q", plugins=[conftest])
    assert run.ret == code
    assert [len(outcome) for outcome in run.listoutcomes()] == [1, 1, 0]
