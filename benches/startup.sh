#!/usr/bin/env bash
# Compares the start-up of the release binary with that of other programs: the wall time in
# alternating runs, page faults, and instructions if valgrind is installed.
#
#     cargo build --release --locked && benches/startup.sh [PROGRAM…]
#     benches/startup.sh 'jwt decode' 'target/old/jwtool decode'
#
# Each PROGRAM is a command that gets a token as its last argument. RUNS is how often each runs
# (default 300), TOKEN the file with the token (default: one of the fixtures).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
binary=${CARGO_TARGET_DIR:-$root/target}/release/jwtool
token=${TOKEN:-$root/tests/fixtures/cognito-id.jwt}
exec python3 - "$token" "${RUNS:-300}" true "$binary decode" "$@" <<'PYTHON'
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

file, runs, *programs = sys.argv[1:]
token = open(file).read().strip()
empty = tempfile.TemporaryDirectory(prefix="jwtool-startup-")
# An empty home and few variables, so that no settings are read.
environment = {"HOME": empty.name, "PATH": os.environ["PATH"], "TERM": "dumb"}
devnull = os.open(os.devnull, os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, devnull, fd) for fd in range(3)]


def command(program):
    name, *arguments = shlex.split(program)
    return [os.path.abspath(shutil.which(name) or sys.exit(f"`{name}` was not found")), *arguments, token]


def run(arguments):
    """Returns the milliseconds and the page faults of one run."""
    start = time.perf_counter()
    pid = os.posix_spawn(arguments[0], arguments, environment, file_actions=quiet)
    _, _, usage = os.wait4(pid, 0)
    return (time.perf_counter() - start) * 1000, usage.ru_minflt


def instructions(arguments):
    """Returns how many instructions one run takes, as callgrind counts them."""
    if not shutil.which("valgrind"):
        return "no valgrind"
    counted = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *arguments]
    result = subprocess.run(counted, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    lines = [line for line in result.stderr.splitlines() if "Collected" in line]
    return f"{int(lines[0].split()[-1]):,}" if lines else "unknown"


commands = [command(program) for program in programs]
os.chdir(empty.name)
times, faults = [[] for _ in commands], [[] for _ in commands]
for round in range(int(runs) + 10):
    for index, arguments in enumerate(commands):
        milliseconds, count = run(arguments)
        # The first runs fill the page cache.
        if round >= 10:
            times[index].append(milliseconds)
            faults[index].append(count)
print(f"{'median ms':>10} {'best ms':>9} {'faults':>7} {'instructions':>13}  command")
for index, program in enumerate(programs):
    median, best = statistics.median(times[index]), min(times[index])
    count = int(statistics.median(faults[index]))
    print(f"{median:10.2f} {best:9.2f} {count:7} {instructions(commands[index]):>13}  {program}")
PYTHON
