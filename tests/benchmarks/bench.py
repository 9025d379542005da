"""Benchmarks, run on request: ``python tests/benchmarks/bench.py [--page]``. Prints tables; compares, never asserts.

All the ways of doing one thing are measured in the same run on the same machine: read the ratios, not the times.
"""

import argparse
import ast
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import runner
from jupyter_client.manager import start_new_kernel

from nag_helpers import objectives
from nag_helpers.optimizers import descend, gradient_descent_step, momentum_step, nesterov_step

HERE = Path(__file__).resolve().parent
RULES = (gradient_descent_step, momentum_step, nesterov_step)


def in_a_kernel(measurement, backend):
    """Run an expression on the module `in_kernel` inside a kernel of its own; return what it measured."""
    code = [
        f"%matplotlib {backend}",
        f"import sys; sys.path.insert(0, {str(HERE)!r}); import in_kernel",
        f"result = in_kernel.{measurement}",
        "print('result', result)",
    ]
    printed = []

    def keep(message):
        if message["msg_type"] == "error":
            raise RuntimeError("\n".join(message["content"]["traceback"]))
        if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
            printed.append(message["content"]["text"])

    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    try:
        for line in code:
            client.execute_interactive(line, output_hook=keep, timeout=1200)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return ast.literal_eval("".join(printed).rpartition("result ")[2])


def explorers_in_the_kernel():
    inline = in_a_kernel("measured(in_kernel.ours_and_interact)", "inline")
    ipympl = in_a_kernel("measured(in_kernel.with_ipympl)", "widget")
    print("From slider to picture inside the kernel, median milliseconds, the same picture drawn in three ways\n")
    print(
        f"{'':20}{'ours':>8}{'interact':>10}{'ipympl':>8}{'interact/ours':>15}{'ipympl/ours':>13}{'kB a picture':>14}"
    )
    for name, (time_taken, a, size) in inline.items():
        b = ipympl[name]
        print(
            f"{name:20}{time_taken:8.1f}{a:10.1f}{b:8.1f}{a / time_taken:15.1f}{b / time_taken:13.1f}{size / 1000:14.1f}"
        )
    drawing, training = in_a_kernel("drawing_and_training()", "inline")
    print(
        f"\nThe training explorer: {drawing:.1f} ms to show an epoch already trained, {training:.1f} ms to train one and show it"
    )


def seconds(function):
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


def grid(side=100, steps=300, sample=60):
    """Compare a grid of (α, β) in one batched run for each method with a loop over its cells."""
    bowl = objectives.quadratic((1, 100))
    alphas, betas = np.geomspace(1e-4, 0.04, side), np.linspace(0, 0.99, side)
    batched = seconds(
        lambda: [
            descend(rule, bowl, alpha=alphas[:, None], beta=betas[None, :], steps=steps, record="final").loss
            for rule in RULES
        ]
    )
    rng = np.random.default_rng(0)
    cells = list(zip(rng.choice(alphas, sample), rng.choice(betas, sample)))

    def loop():
        return [
            descend(rule, bowl, alpha=a, beta=b, steps=steps, record="final").loss for rule in RULES for a, b in cells
        ]

    def bare_loop():
        return [runner.plain_loop(bowl, a, b, steps)[-1] for _ in RULES for a, b in cells]

    with np.errstate(all="ignore"):
        looped, bare = (seconds(f) * side**2 / sample for f in (loop, bare_loop))
    print(f"\nA grid of {side} x {side} runs of {steps} steps for three methods, keeping the final loss\n")
    print(f"{'in one batch for each method':36}{batched:10.2f} s")
    for name, time_taken in (("looping over runs of descend", looped), ("looping over runs of a plain loop", bare)):
        print(f"{name:36}{time_taken:10.2f} s, {time_taken / batched:.0f} times (from {sample} cells, scaled)")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--page", action="store_true", help="measure in a real page too (needs playwright and chromium)"
    )
    options = parser.parse_args(arguments)
    runner.main()
    grid()
    print()
    explorers_in_the_kernel()
    if options.page:
        sys.path.insert(0, str(HERE.parent / "browser"))
        import page_times

        page_times.main()


if __name__ == "__main__":
    main()
