"""The series on one page: formulas, conversions, limits, tunings; and on half a page what the first week needs of it.

    python -m nag_helpers.cheatsheet [FILE]

writes it as a page of A4 to print: nag_cheat_sheet.pdf, or the PDF or PNG of the given name. A notebook shows the same
lines by `markdown`.
"""

import os
import sys
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nag_helpers import checks, plots

TITLE = "Nesterov's accelerated gradient on a page"
SIGNS = (
    (
        r"$\theta$ position, $v$ the step that is subtracted, $y = \theta - \beta v$ look-ahead point; $\alpha$ learning "
        r"rate, $\beta$ momentum, $t$ update number"
    ),
    (
        r"$J$ loss, $J^*$ its least value, at $\theta^*$; $g$ the gradient of $J$ at the parameter held; curvatures $\lambda$ from "
        r"$\mu$ to $L$, $\kappa = L/\mu$"
    ),
)

#: Title -> rows of (what, formula, note), in Markdown with LaTeX that matplotlib reads too.
SECTIONS = {
    "The three rules: one expression apart": [
        ("gradient descent", r"$\theta \leftarrow \theta - \alpha\nabla J(\theta)$", "no memory"),
        (
            "momentum",
            r"$v \leftarrow \beta v + \alpha\nabla J(\theta)$,  $\theta \leftarrow \theta - v$",
            "asks where it stands",
        ),
        (
            "NAG",
            r"$v \leftarrow \beta v + \alpha\nabla J(\theta - \beta v)$,  $\theta \leftarrow \theta - v$",
            "asks where it is about to be",
        ),
        (
            "what NAG does",
            r"momentum with $\beta(1-\alpha\lambda)$ on each curvature $\lambda$ of a quadratic",
            "brakes where it is steep",
        ),
    ],
    "Other ways to write NAG: what they hold, and where θ and v are": [
        (
            "Nesterov (1983)",
            r"$x_{t} = y_t - \alpha\nabla J(y_t)$,  $y_{t+1} = x_t + \beta(x_t - x_{t-1})$",
            r"$\theta = x_t$,  $v = x_{t-1} - x_t$",
        ),
        (
            "Sutskever (2013)",
            r"$w \leftarrow \beta w - \alpha\nabla J(\theta + \beta w)$,  $\theta \leftarrow \theta + w$",
            r"$v = -w$",
        ),
        (
            "Bengio (2013)",
            r"$y \leftarrow y + \beta_{t+1}\beta_t w - (1+\beta_{t+1})\alpha g$,  $w \leftarrow \beta_t w - \alpha g$",
            r"$\theta = y - \beta_{t+1} w$,  $v = -w$",
        ),
        (
            "torch, optax, MLX",
            r"$b \leftarrow \beta b + g$,  $y \leftarrow y - \alpha(g + \beta b)$",
            r"$\theta = y + \alpha\beta b$,  $v = \alpha b$",
        ),
        (
            "Keras, scikit-learn",
            r"$m \leftarrow \beta m - \alpha g$,  $y \leftarrow y + \beta m - \alpha g$",
            r"$\theta = y - \beta m$,  $v = -m$",
        ),
        (
            "moving average",
            r"$m \leftarrow \beta m + (1-\beta)\nabla J(\theta - \eta\beta m)$,  $\theta \leftarrow \theta - \eta m$",
            r"its rate is $\eta = \alpha/(1-\beta)$;  $v = \eta m$",
        ),
        (
            "when they part",
            r"$\alpha$ changes: torch's camp leaves the paper.  $\beta$ changes: all do",
            r"torch: $b \leftarrow b\,\alpha_{old}/\alpha_{new}$",
        ),
        (
            "weight decay $d$",
            r"torch: $g + dy$.  Keras: $-\alpha dy$ beside the velocity, weaker by $1-\beta$",
            r"same pull: $d_{Keras} = d_{torch}/(1-\beta)$",
        ),
    ],
    "Nesterov's idea in newer methods": [
        (
            "NAdam",
            r"Adam, its mean gradient $m$ replaced by $\beta m + (1-\beta)g$",
            "three versions: torch, Keras, optax",
        ),
        (
            "Muon, matrix W",
            r"$b \leftarrow \beta b + g$,  $W \leftarrow W - \alpha\,\mathrm{orth}(g + \beta b)$",
            "orth: singular values set to about 1",
        ),
        (
            "DiLoCo",
            r"torch's step with $g = \theta\,-$ mean of where the workers arrive",
            "a velocity between rare meetings",
        ),
        (
            "Schedule-Free",
            r"$z \leftarrow z - \alpha\nabla J((1-\beta)z + \beta x)$,  $x$ = mean of all $z$",
            r"judge by $x$, not by what is held",
        ),
    ],
    "Largest learning rate on a quadratic": [
        ("gradient descent", r"$\alpha L < 2$", ""),
        ("momentum", r"$\alpha L < 2(1+\beta)$", r"3.8 at $\beta$ = 0.9"),
        ("NAG", r"$\alpha L < (2+2\beta)/(1+2\beta)$", r"1.357 at $\beta$ = 0.9: below 2"),
    ],
    "Best constant settings on a quadratic, and the factor of the error per update": [
        ("gradient descent", r"$\alpha = 2/(L+\mu)$", r"$(\kappa-1)/(\kappa+1)$"),
        (
            "momentum",
            r"$\alpha = 4/(\sqrt{L}+\sqrt{\mu})^2$,  $\beta = ((\sqrt{\kappa}-1)/(\sqrt{\kappa}+1))^2$",
            r"$(\sqrt{\kappa}-1)/(\sqrt{\kappa}+1)$, the bound",
        ),
        (
            "NAG",
            r"$\alpha = 4/(3L+\mu)$,  $\beta = (\sqrt{3\kappa+1}-2)/(\sqrt{3\kappa+1}+2)$",
            r"$1 - 2/\sqrt{3\kappa+1}$",
        ),
        (
            "NAG, safe choice",
            r"$\alpha = 1/L$,  $\beta = (\sqrt{\kappa}-1)/(\sqrt{\kappa}+1)$",
            r"$1 - 1/\sqrt{\kappa}$",
        ),
    ],
    "When the curvature is not known": [
        (
            "convex, no μ",
            r"$\alpha = 1/L$,  $\beta_{k+1} = (t_k - 1)/t_{k+1}$,  $t_{k+1} = (1+\sqrt{1+4t_k^2})/2$,  $t_1 = 1$",
            r"$J - J^* \leq 2L\Vert\theta_0-\theta^*\Vert^2/(k+1)^2$",
        ),
        ("restart", r"$v \leftarrow 0$ when $\nabla J(y)\cdot v < 0$, or when $J$ rises", "begin the schedule again"),
        (
            "networks",
            r"$\beta_t = \min(1 - 1/(2(\lfloor t/250\rfloor + 1)),\ \beta_{max})$",
            r"tune $\alpha$ for each $\beta_{max}$",
        ),
        ("memory", r"$v$ adds up about $1/(1-\beta)$ gradients", r"10 at $\beta$ = 0.9, 100 at 0.99"),
    ],
    "What to choose": [
        (
            "noisy gradients",
            r"NAG, $\beta = 0.9$; up to 0.99 in long trainings, then a smaller $\alpha$",
            r"tune $\alpha$ for each $\beta$",
        ),
        ("known curvatures", "momentum at its best tuning, if an early climb does no harm; else NAG", "notebook 5"),
        (r"$L$ known, $\mu$ not", r"NAG, $\alpha = 1/L$, growing $\beta$, with restart", "notebook 7"),
        ("unknown scales", "Adam with decoupled decay", "notebooks 8, 10"),
    ],
    "What people say of NAG, measured": [
        (
            "always faster",
            r"both tuned, in updates: to $10^{-2}$ 19 against 23, to $10^{-8}$ 70 against 62",
            "on one ravine: notebook 5",
        ),
        (
            "overshoots less",
            r"nearly always: 0.355 against 0.604 at $\alpha\lambda$ = 0.1",
            r"not near its limit, $\beta \leq$ 0.5: notebook 5",
        ),
        ("sensitive to α", r"yes: its limit is $\alpha L$ = 1.357 at $\beta$ = 0.9, momentum's 3.8", "notebook 5"),
        (
            "misjudged L",
            r"tuned for 100, true 102: NAG arrives, momentum flies",
            r"$\alpha$ 5 % smaller: both arrive",
        ),
        ("precise under noise", "depends on what is held equal", "notebook 8"),
        ("predicts the slope", "often; in a bent valley in 0 of 99 updates", "notebook 3"),
        (
            "leaves local minima",
            r"$\beta$ = 0.8: from 1.5 % of the starts, momentum 14.0 %",
            r"not less at $\beta$ = 0.95: notebook 5",
        ),
    ],
    "If it misbehaves": [
        (
            "it diverges",
            r"halve $\alpha$; after switching NAG on divide by $1+2\beta$, about 3",
            "notebooks 5, 9",
        ),
        ("it oscillates", r"lower $\beta$, or restart", "notebooks 5, 7"),
        ("it crawls", r"raise $\beta$ towards 1, and see whether $\alpha L$ could be nearer to 1", "notebooks 5, 6"),
        ("it stays noisy", r"lower $\alpha$, and $\beta$ at the end of training", "notebook 8"),
        ("another NAG?", r"compare where the gradient is measured, not the parameter", "notebooks 9, 10"),
    ],
}

FIRST_TITLE = "Momentum and NAG: the first week on half a page"

MILLIMETRE = 1 / 25.4  # in inches
ARROWS = 17 * MILLIMETRE  # the height of the drawing
WIDTH, HEIGHT, MARGIN = 210 * MILLIMETRE, 297 * MILLIMETRE, 10 * MILLIMETRE
COLUMNS = (MARGIN, 41 * MILLIMETRE, 142 * MILLIMETRE)  # inches from the left


def markdown():
    """Return the page as Markdown, one table for each section."""
    parts = [f"**{TITLE}**", "  \n".join(SIGNS)]
    for title, rows in SECTIONS.items():
        lines = ["| what | how | note |", "|:--|:--|:--|", *(f"| {' | '.join(row)} |" for row in rows)]
        parts.append(f"**{title}**\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def first_week():
    """Return what the first week needs, notebooks 0 to 5, as `SECTIONS` has it: the rules and what a memory adds up to, limits, and help."""
    rules, limits, trouble = (
        "The three rules: one expression apart",
        "Largest learning rate on a quadratic",
        "If it misbehaves",
    )
    memory = [row for row in SECTIONS["When the curvature is not known"] if row[0] == "memory"]
    return {rules: SECTIONS[rules] + memory, limits: SECTIONS[limits], trouble: SECTIONS[trouble][:3]}


def figure(half=False):
    """Draw the page, A4 and upright, with margins of 10 mm; or the half page of the first week, as wide and half as high.

    Returns
    -------
    matplotlib.figure.Figure
    """
    sections, high, title = (first_week(), HEIGHT / 2, FIRST_TITLE) if half else (SECTIONS, HEIGHT, TITLE)
    page = Figure(figsize=(WIDTH, high), dpi=150, facecolor="white")
    FigureCanvasAgg(page)

    def write(x, y, text, **style):
        page.text(x / WIDTH, y / high, text, **{"va": "baseline", "color": plots.INK, **style})

    y = high - MARGIN - 6 * MILLIMETRE
    write(MARGIN, y, title, fontsize=16, weight="bold")
    for number, line in enumerate(SIGNS):
        write(MARGIN, y - (8 + 5 * number) * MILLIMETRE, line, fontsize=8)
    y -= 17 * MILLIMETRE + ARROWS
    _arrows(page.add_axes((MARGIN / WIDTH, y / high, 1 - 2 * MARGIN / WIDTH, ARROWS / high)))
    y -= 5 * MILLIMETRE
    foot = MARGIN + 4 * MILLIMETRE
    step = (y - foot) / (sum(len(rows) + 1.75 for rows in sections.values()) - 1.2)  # nothing comes below the last row
    for title, rows in sections.items():
        write(MARGIN, y, title, fontsize=10, weight="bold", color=plots.STYLES["NAG"]["color"])
        y -= 1.25 * step
        for row in rows:
            for x, cell in zip(COLUMNS, row):
                write(x, y, cell, fontsize=7.8)
            y -= step
        y -= 0.5 * step
    write(
        MARGIN,
        MARGIN + 1 * MILLIMETRE,
        "Each line is measured or derived in the notebooks of this series.",
        fontsize=7.5,
    )
    return page


def _arrows(ax):
    """Draw one update of NAG and one of momentum, from the same place with the same velocity."""
    ax.set(xlim=(0, 19), ylim=(-1.15, 0.75))
    ax.set_axis_off()
    for x, name, push in ((0.7, "momentum", (0.55, -0.75)), (10.3, "NAG", (-0.95, -0.8))):
        theta, ahead = (x, 0.2), (x + 3.2, 0.2)
        end = (ahead[0] + push[0], ahead[1] + push[1])
        asked = theta if name == "momentum" else ahead
        for start, stop, colour in ((theta, ahead, plots.INK), (ahead, end, plots.STYLES[name]["color"])):
            arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
            ax.annotate("", stop, start, arrowprops=arrow)
        ax.plot(*asked, "o", color=plots.STYLES[name]["color"], markersize=11, markerfacecolor="none")
        ax.plot(*theta, "o", color=plots.INK, markersize=4)
        said = {"momentum": "momentum asks for the slope\nwhere it stands", "NAG": "NAG asks where\nit is about to be"}[
            name
        ]
        for place, text, style in (
            ((theta[0] - 0.25, theta[1]), r"$\theta$", {"ha": "right", "va": "center"}),
            ((x + 1.6, 0.32), r"coast, $-\beta v$", {"ha": "center"}),
            ((end[0] + 0.35, end[1]), r"push, $-\alpha\nabla J$", {"va": "center"}),
            ((x + 4.6, 0.2), said, {"va": "center", "color": plots.STYLES[name]["color"], "weight": 600}),
        ):
            ax.text(*place, text, **{"fontsize": 8, "color": plots.INK, **style})


def save(file="nag_cheat_sheet.pdf", half=False):
    """Write the page to a file and return its path.

    Parameters
    ----------
    file : str or path
        Its ending says what is written: .pdf or .png.
    half : bool
        Whether it is the half page of the first week.

    Raises
    ------
    ValueError
        If the file's name ends in anything else.
    """
    file = Path(checks.instance_of("file", file, (str, os.PathLike), "a path"))
    if file.suffix.lower() not in (".pdf", ".png"):
        raise ValueError(f"the cheat sheet's file must end in .pdf or .png, got {str(file)!r}")
    metadata = {
        "Title": FIRST_TITLE if half else TITLE,
        **({"CreationDate": None} if file.suffix.lower() == ".pdf" else {}),
    }
    figure(half).savefig(file, metadata=metadata)
    return file


if __name__ == "__main__":
    try:
        print("wrote", save(*sys.argv[1:2]))
    except (ValueError, OSError) as wrong:
        sys.exit(str(wrong))
