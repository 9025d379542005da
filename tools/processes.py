"""Running other programs, so that Ctrl-C reaches them first and they can tidy up."""

import subprocess


def run(command, **options):
    """Run ``command`` with its output on our terminal; return its exit code.

    Ctrl-C goes to the program as well as to us: it gets ten seconds to end by itself.
    """
    process = subprocess.Popen([str(word) for word in command], **options)
    try:
        return process.wait()
    except KeyboardInterrupt:
        _end(process)
        raise


def run_lines(command, each_line, **options):
    """Run ``command``, calling ``each_line`` with every line it prints (stderr included); return its exit code."""
    process = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        **options,
    )
    try:
        with process.stdout:
            for line in process.stdout:
                each_line(line.rstrip())
        return process.wait()
    except KeyboardInterrupt:
        _end(process)
        raise


def quiet(command, **options):
    """Run ``command`` without showing anything; return True if it ended well."""
    try:
        ended = subprocess.run([str(word) for word in command], check=False, capture_output=True, **options)
    except OSError:
        return False
    return ended.returncode == 0


def _end(process):
    try:
        process.wait(timeout=10)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()
