"""Markdown to HTML, its formulas either as MathML, for which a page needs no script, or as MathJax finds them."""

import html
import re

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath


class Renderer(IPythonRenderer):
    """Markdown to HTML; ``formula(latex, display)`` says what becomes of a formula."""

    def __init__(self, formula):
        super().__init__(escape=False, exclude_anchor_links=True)
        self.formula = formula

    def heading(self, text, level, **attrs):
        """Give a heading the name that JupyterLab gives it, so that a link to a section leads there in both."""
        return f'<h{level} id="{re.sub("<[^>]*>", "", text).replace(" ", "-")}">{text}</h{level}>\n'

    def inline_math(self, body):
        return self.formula(body, "inline")

    def block_math(self, body):
        return f'<div class="formula" tabindex="0">{self.formula(body, "block")}</div>'


def with_mathml(text):
    """Return a Markdown text as HTML, with formulas as MathML."""
    return MarkdownWithMath(renderer=Renderer(mathml)).render(text)


def for_mathjax(text):
    """Return a Markdown text as HTML, with formulas between signs that stand for nothing else."""
    return MarkdownWithMath(renderer=Renderer(marked)).render(text)


def marked(latex, display):
    """Return a formula as MathJax finds it."""
    escaped = html.escape(latex)
    return rf"\[{escaped.strip()}\]" if display == "block" else rf"\({escaped}\)"


def mathml(latex, display="inline"):
    """Return a formula as MathML, which also keeps its LaTeX for who copies it."""
    import latex2mathml.converter  # where the browser edition is built it is not needed, and not there

    known = latex.strip().replace("{aligned}", "{align*}")  # the converter has no `aligned`
    made = latex2mathml.converter.convert(known, display=display)
    kept = latex.strip().replace("&", "&amp;").replace("<", "&lt;")
    inner = re.fullmatch(r"(<math[^>]*>)(.*)(</math>)", made, re.DOTALL)
    annotation = f'<annotation encoding="application/x-tex">{kept}</annotation>'
    return f"{inner[1]}<semantics>{inner[2]}{annotation}</semantics>{inner[3]}"
