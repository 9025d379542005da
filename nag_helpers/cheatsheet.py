"""The series on one page: formulas, conversions, limits, tunings.

    python -m nag_helpers.cheatsheet [FILE]

writes it as a page of A4 to print: nag_cheat_sheet.pdf, or the PDF or PNG of the given name. A notebook shows the same
lines by `markdown`.
"""

import sys
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nag_helpers import plots

TITLE = "Nesterov's accelerated gradient on a page"
SIGNS = (r"$\theta$ position, $v$ velocity (uphill, subtracted), $\alpha$ learning rate, $\beta$ momentum; "
         r"curvatures from $\mu$ to $L$, $\kappa = L/\mu$; $a = \alpha\lambda$ on a mode of curvature $\lambda$")

#: Title -> rows of (what, formula, note), in Markdown with LaTeX that matplotlib reads too.
SECTIONS = {
    "The three rules: one expression apart": [
        ("gradient descent", r"$\theta \leftarrow \theta - \alpha\nabla J(\theta)$", "no memory"),
        ("momentum", r"$v \leftarrow \beta v + \alpha\nabla J(\theta)$,  $\theta \leftarrow \theta - v$",
         "asks where it stands"),
        ("NAG", r"$v \leftarrow \beta v + \alpha\nabla J(\theta - \beta v)$,  $\theta \leftarrow \theta - v$",
         "asks where it is about to be"),
        ("what NAG does", r"momentum with $\beta(1-\alpha\lambda)$ on each mode of a quadratic",
         "brakes where it is steep"),
    ],
    "Other ways to write NAG: where θ and v are": [
        ("Nesterov (1983)", r"$x_{t} = y_t - \alpha\nabla J(y_t)$,  $y_{t+1} = x_t + \beta(x_t - x_{t-1})$",
         r"$\theta = x_t$,  $v = x_{t-1} - x_t$"),
        ("Sutskever (2013)",
         r"$v \leftarrow \beta v - \alpha\nabla J(\theta + \beta v)$,  $\theta \leftarrow \theta + v$",
         r"$v$ with its sign turned"),
        ("Bengio (2013)", r"$\Theta \leftarrow \Theta + \beta_{t+1}\beta_t w - (1+\beta_{t+1})\alpha\nabla J(\Theta)$",
         r"$\theta = \Theta - \beta_{t+1} w$,  $v = -w$"),
        ("torch, optax, TF 1", r"$b \leftarrow \beta b + g$,  $p \leftarrow p - \alpha(g + \beta b)$",
         r"$\theta = p + \alpha\beta b$,  $v = \alpha b$"),
        ("Keras, scikit-learn", r"$m \leftarrow \beta m - \alpha g$,  $p \leftarrow p + \beta m - \alpha g$",
         r"$\theta = p - \beta m$,  $v = -m$"),
        ("moving average",
         r"$m \leftarrow \beta m + (1-\beta)\nabla J(\theta - \eta\beta m)$,  $\theta \leftarrow \theta - \eta m$",
         r"$\alpha = \eta(1-\beta)$,  $v = \eta m$"),
        ("when they part", r"$\alpha$ changes: torch's camp.  $\beta$ changes: every framework",
         r"torch: $b \leftarrow b\,\alpha_{old}/\alpha_{new}$"),
    ],
    "Largest learning rate on a quadratic": [
        ("gradient descent", r"$\alpha L < 2$", ""),
        ("momentum", r"$\alpha L < 2(1+\beta)$", r"3.8 at $\beta$ = 0.9"),
        ("NAG", r"$\alpha L < (2+2\beta)/(1+2\beta)$", r"1.357 at $\beta$ = 0.9: below 2"),
    ],
    "Best constant settings on a quadratic, and the rate per update": [
        ("gradient descent", r"$\alpha = 2/(L+\mu)$", r"$(\kappa-1)/(\kappa+1)$"),
        ("momentum", r"$\alpha = 4/(\sqrt{L}+\sqrt{\mu})^2$,  $\beta = ((\sqrt{\kappa}-1)/(\sqrt{\kappa}+1))^2$",
         r"$(\sqrt{\kappa}-1)/(\sqrt{\kappa}+1)$, the bound"),
        ("NAG", r"$\alpha = 4/(3L+\mu)$,  $\beta = (\sqrt{3\kappa+1}-2)/(\sqrt{3\kappa+1}+2)$",
         r"$1 - 2/\sqrt{3\kappa+1}$"),
        ("NAG, safe choice", r"$\alpha = 1/L$,  $\beta = (\sqrt{\kappa}-1)/(\sqrt{\kappa}+1)$",
         r"$1 - 1/\sqrt{\kappa}$"),
    ],
    "When the curvature is not known": [
        ("convex, no μ", r"$\beta_{k+1} = (t_k - 1)/t_{k+1}$,  $t_{k+1} = (1+\sqrt{1+4t_k^2})/2$",
         r"$J - J^* \leq 2L\Vert\theta_0-\theta^*\Vert^2/(k+1)^2$"),
        ("restart", r"$v \leftarrow 0$ when $\nabla J(y)\cdot v < 0$, or when $J$ rises",
         "begin the schedule again"),
        ("networks", r"$\beta_t = \min(1 - 2^{-1-\log_2(\lfloor t/250\rfloor+1)},\ \beta_{max})$",
         r"tune $\alpha$ for each $\beta_{max}$"),
    ],
    "If it misbehaves": [
        ("it diverges", r"halve $\alpha$; NAG needs a smaller one than momentum", "notebook 6"),
        ("it oscillates", r"lower $\beta$, or restart", "notebooks 6, 7"),
        ("it crawls", r"raise $\beta$ towards 1, and see whether $\alpha L$ could be nearer to 1", "notebooks 5, 7"),
        ("it stays noisy", r"lower $\alpha$, and $\beta$ at the end of training", "notebooks 5, 8"),
        ("another NAG?", r"compare where the gradient is measured, not the parameter", "notebook 9"),
    ],
}


def markdown():
    """Return the page as Markdown, one table for each section."""
    parts = [f"**{TITLE}**", SIGNS]
    for title, rows in SECTIONS.items():
        lines = [f"| **{title}** | | |", "|:--|:--|:--|", *(f"| {' | '.join(row)} |" for row in rows)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def figure():
    """Draw the page, A4 and upright.

    Returns
    -------
    matplotlib.figure.Figure
    """
    page = Figure(figsize=(8.27, 11.69), dpi=150, facecolor="white")
    FigureCanvasAgg(page)
    page.text(0.06, 0.965, TITLE, fontsize=16, weight="bold", color=plots.INK)
    page.text(0.06, 0.945, SIGNS, fontsize=7.6, color=plots.INK)
    step = 0.895 / sum(len(rows) + 1.6 for rows in SECTIONS.values())
    y = 0.93
    for title, rows in SECTIONS.items():
        y -= step
        page.text(0.06, y, title, fontsize=10.5, weight="bold", color=plots.STYLES["NAG"]["color"])
        for row in rows:
            y -= step
            for x, cell in zip((0.06, 0.225, 0.71), row):
                page.text(x, y, cell, fontsize=9, color=plots.INK)
        y -= 0.6 * step
    page.text(0.06, 0.02, "Each line is measured or derived in the notebooks of this series.", fontsize=7.5,
              color=plots.INK)
    return page


def save(file="nag_cheat_sheet.pdf"):
    """Write the page to a file and return its path.

    Parameters
    ----------
    file : str or path
        Its ending says what is written: .pdf or .png.

    Raises
    ------
    ValueError
        If the file's name ends in anything else.
    """
    file = Path(file)
    if file.suffix.lower() not in (".pdf", ".png"):
        raise ValueError(f"the cheat sheet's file must end in .pdf or .png, got {str(file)!r}")
    metadata = {"Title": TITLE, **({"CreationDate": None} if file.suffix.lower() == ".pdf" else {})}
    figure().savefig(file, metadata=metadata)
    return file


if __name__ == "__main__":
    try:
        print("wrote", save(*sys.argv[1:2]))
    except (ValueError, OSError) as wrong:
        sys.exit(str(wrong))
