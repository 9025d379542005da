"""The α-β map of momentum and of NAG, and the runs of the point that is chosen on it."""

from dataclasses import replace

import numpy as np
from matplotlib.colors import BoundaryNorm

from nag_helpers import objectives, plots, theory
from nag_helpers.explorers import controls, stage
from nag_helpers.explorers.handles import Handle
from nag_helpers.explorers.presets import Preset
from nag_helpers.explorers.words import short
from nag_helpers.optimizers import WITH_MOMENTUM, descend
from nag_helpers.paths import settling_step

UPDATES, GOAL = 200, 1e-8
BANDS = [0, 5, 10, 20, 50, 100, 200, 500, 1e9]  # updates for one digit
SHADES = ["#084c61", "#1d6a78", "#3b8790", "#63a4a6", "#8fbfbc", "#b5d5d0", "#d5e7e2", "#eef5f2"]

#: Each surface on which the chosen point is run.
SURFACES = {
    "ravine, κ = 100": objectives.quadratic((1, 100)),
    "ravine, κ = 10": objectives.quadratic((1, 10)),
    "Rosenbrock": objectives.rosenbrock(),
    "double well": replace(objectives.double_well(), start=[1.3]),
}


def curvatures_at_minimum(objective):
    """Return the smallest and the largest curvature at the minimiser, from central differences of the gradient."""
    at, h = np.atleast_2d(objective.minimiser)[0], 1e-5
    steps = h * np.eye(objective.dimension)
    hessian = (objective.gradient(at + steps) - objective.gradient(at - steps)) / (2 * h)
    values = np.linalg.eigvalsh((hessian + hessian.T) / 2)
    return float(values[0]), float(values[-1])


class MapExplorer(stage.Explorer):
    """Move a point over the maps of α and β, and see momentum and NAG run with these settings."""

    question = "Which learning rates and momenta work, for momentum and for NAG?"
    size, middle_size, narrow_size = (8.8, 5.2), (6, 3.9), (3.6, 6.8)
    redraw_on = ("surface",)
    presets = (
        Preset(
            "timid",
            "A small α and a short memory: both methods converge, and both crawl.",
            {"surface": "ravine, κ = 100", "alpha": 0.1, "beta": 0.5},
        ),
        Preset(
            "too much memory",
            "With β = 0.99 both converge, but swing for so long that two hundred updates are not enough.",
            {"surface": "ravine, κ = 100", "alpha": 1.0, "beta": 0.99},
        ),
        Preset(
            "a long step",
            "Momentum stands this learning rate, NAG does not.",
            {"surface": "ravine, κ = 100", "alpha": 1.6, "beta": 0.9},
        ),
    )

    def make_controls(self):
        return {
            "surface": controls.choice("Surface", list(SURFACES)),
            "alpha": controls.slider("Learning rate αL", 1.0, 0.02, 4, 0.02),
            "beta": controls.slider("Momentum β", 0.9, 0, 0.99, 0.005, digits=3),
            "momentum": controls.button("Best for momentum", lambda: self._set_best("momentum")),
            "nag": controls.button("Best for NAG", lambda: self._set_best("NAG")),
            "cautious": controls.button("NAG with α = 1/L", self._set_cautious),
        }

    def _set_best(self, method):
        mu, L = self._curvatures()
        best = theory.best_tuning(method, mu, L)
        self.set(alpha=best.alpha * L, beta=best.beta)

    def _set_cautious(self):
        self.set(alpha=1.0, beta=theory.best_momentum("NAG", *self._curvatures()).beta)

    def _curvatures(self):
        """Return μ and L of the surface that is set, also where its figure was let go."""
        return curvatures_at_minimum(SURFACES[self.values["surface"]])

    def draw(self, figure, surface):
        self.objective = SURFACES[surface]
        self.mu, self.L = curvatures_at_minimum(self.objective)
        narrow = figure.get_figheight() > figure.get_figwidth()
        below = [["run", "run"], ["loss", "loss"]] if narrow else [["run", "loss"]]
        axes = {name: plots.tidy(ax) for name, ax in figure.subplot_mosaic([[*WITH_MOMENTUM], *below]).items()}
        self.maps, left, right = {name: axes[name] for name in WITH_MOMENTUM}, axes["run"], axes["loss"]
        self.points = {name: self._draw_map(ax, name) for name, ax in self.maps.items()}
        for name, ax in self.maps.items():
            ax.set(ylabel="momentum β", title=name if narrow else f"Where {name} is fast")
            ax.annotate("diverges", (3.95, 0.06), ha="right", color=plots.INK, fontsize=8 if narrow else None)
        figure.legend(
            handles=self.maps["NAG"].lines[:3],
            loc="outside upper left",
            ncols=1 if narrow else 3,
            frameon=False,
            fontsize=9,
            borderaxespad=0.4,
            borderpad=0,
        )
        if narrow:
            self.maps["NAG"].set(ylabel="", yticklabels=[])
        # beside, it takes a telephone's width; else it stands in the margin that the names of losses need below
        place = (
            {"location": "top", "aspect": 24, "ax": list(self.maps.values()), "pad": 0.02}
            if narrow
            else {"cax": self.maps["NAG"].inset_axes([1.04, 0, 0.06, 1])}
        )
        ticks = BANDS[: -1 : 2 if narrow else 1]
        colours = figure.colorbar(self.colours, ticks=ticks, **place)
        colours.set_label("updates for one digit")
        colours.set_ticklabels([f"{band:g}" for band in ticks])
        plots.surface(left, self.objective)
        plots.loss_axes(right, UPDATES, 1e-10, 1e4)
        right.set_title("The loss, and its upper edge")
        if not narrow:
            left.set_title("Both runs")
        right.axhline(GOAL, color=plots.INK, linewidth=1, linestyle=(0, (8, 4)))
        self.runs = {name: plots.path(left, None, name) for name in WITH_MOMENTUM}
        self.curves = {name: plots.loss_line(right, name) for name in WITH_MOMENTUM}
        groups = (self.points, self.runs, self.curves)
        return [artist for group in groups for artists in group.values() for artist in artists]

    def _draw_map(self, ax, name):
        """Draw one map: how fast, where it diverges, and where the flat and the steep direction begin to swing."""
        alpha, beta = np.linspace(0.01, 4, 200), np.linspace(0, 0.99, 120)
        cost = theory.steps_per_decade(theory.rate(name, alpha, beta[:, None], self.mu / self.L, 1.0))
        self.colours = ax.contourf(
            alpha,
            beta,
            np.where(np.isfinite(cost), cost, np.nan),
            BANDS,
            colors=SHADES,
            antialiased=False,
            norm=BoundaryNorm(BANDS, len(SHADES)),
        )
        ax.fill_betweenx(beta, theory.stability_limit(name, beta), 4, facecolor="#e4e4e4", linewidth=0)
        swings = theory.overdamped_limit(name, beta)
        limits = (
            ("limit of stability", theory.stability_limit(name, beta), "-", 2),
            ("above it the flat direction swings", swings * self.L / self.mu, (0, (5, 2)), 1.2),
            ("above it the steep one swings", swings, (0, (1, 1.5)), 1.2),
        )
        for label, at, dashes, width in limits:
            ax.plot(at, beta, color=plots.INK, linewidth=width, linestyle=dashes, label=label)
        ax.grid(False)
        ax.set(xlim=(0, 4), ylim=(0, 0.99), xlabel="learning rate × L")
        return ax.plot(
            [],
            [],
            plots.STYLES[name]["marker"],
            color=plots.STYLES[name]["color"],
            markersize=11,
            markeredgecolor="white",
            markeredgewidth=1.5,
            zorder=5,
        )

    def handles(self):
        return [Handle(f"α and β on the map of {name}", ax, x="alpha", y="beta") for name, ax in self.maps.items()]

    def named(self):
        return [line for line, *_ in self.curves.values()]

    def move(self, surface, alpha, beta):
        lines = [
            f"{surface}, αL = {alpha:.2f}, β = {beta:.3f}; curvatures at the minimum from {short(self.mu)} to L = {short(self.L)}."
        ]
        for name, step in WITH_MOMENTUM.items():
            path = descend(step, self.objective, alpha=alpha / self.L, beta=beta, steps=UPDATES)
            self.points[name][0].set_data([alpha], [beta])
            plots.move_path(self.runs[name], path)
            plots.move_loss(self.curves[name], path, self.objective.minimum)
            lines.append(f"{name}: {self._regime(name, alpha, beta)}; {self._outcome(path)}")
        return "\n".join(lines)

    def _regime(self, name, alpha, beta):
        rate = theory.rate(name, alpha, beta, self.mu / self.L, 1.0)
        flat, steep = (theory.regime(name, alpha, beta, curvature) for curvature in (self.mu / self.L, 1.0))
        if rate >= 1 - 1e-12:
            return "according to the map it does not converge"
        regime = flat if flat == steep else f"flat direction {flat}, steep {steep}"
        return f"rate {rate:.3f}, {regime}"

    def _outcome(self, path):
        if path.diverged:
            return f"the run diverged at update {path.diverged_at}."
        settled = settling_step(path.loss - self.objective.minimum, GOAL)
        if settled >= 0:
            return f"the run settled below {short(GOAL, 1)} after {settled} updates."
        distance = self.objective.distance(path.theta[-1])
        return f"after {UPDATES} updates it is {short(distance, 2)} from the minimum."
