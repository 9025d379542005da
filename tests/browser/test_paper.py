"""Handouts as a browser prints them: one page for each notebook, of A4 and of Letter."""

import re

import pytest

pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")

from tools import notebooks
from tools.teacher import handouts


def test_each_notebooks_handout_is_one_page(browser, tmp_path):
    handouts.write(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "handouts.html").as_uri())
    printed = [page.pdf(format=paper) for paper in ("A4", "Letter")]
    context.close()
    assert [len(re.findall(rb"/Type\s*/Page\b", one)) for one in printed] == [len(notebooks.every())] * 2
