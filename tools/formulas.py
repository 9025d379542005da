"""Markdown with formulas for paper and slides: MathML, so that a page needs no script for them."""

import re

import latex2mathml.converter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath


class Renderer(IPythonRenderer):
    """Markdown to HTML, with formulas as MathML."""

    def inline_math(self, body):
        return mathml(body)

    def block_math(self, body):
        return f'<div class="formula">{mathml(body, display="block")}</div>'


def mathml(latex, display="inline"):
    """Return a formula as MathML, which also keeps its LaTeX for who copies it."""
    known = latex.strip().replace("{aligned}", "{align*}")  # the converter has no `aligned`
    made = latex2mathml.converter.convert(known, display=display)
    kept = latex.strip().replace("&", "&amp;").replace("<", "&lt;")
    inner = re.fullmatch(r"(<math[^>]*>)(.*)(</math>)", made, re.DOTALL)
    annotation = f'<annotation encoding="application/x-tex">{kept}</annotation>'
    return f"{inner[1]}<semantics>{inner[2]}{annotation}</semantics>{inner[3]}"


def markdown(text):
    """Return a Markdown text as HTML."""
    return MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True)).render(text)
