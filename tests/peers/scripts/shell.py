"""Types lines into a shell on a terminal, each followed by Tab, and prints what they became.

Usage: shell.py LINE... -- SHELL ARGUMENT...

The start-up file of the shell has to make the prompt `ready> `, and to bind Ctrl-T to a command that
writes the line that is being edited to the pipe that the variable PIPE names.
"""

import os
import pty
import signal
import sys
import tempfile
import threading

separator = sys.argv.index("--")
lines, command = sys.argv[1:separator], sys.argv[separator + 1 :]

# A shell that never answers ends the test.
signal.alarm(60)

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "pipe")
    os.mkfifo(path)
    # Open for both, so that it never ends.
    pipe = os.fdopen(os.open(path, os.O_RDWR), "r", encoding="utf-8")
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, {**os.environ, "PIPE": path, "TERM": "xterm"})

    shown = bytearray()
    # What is typed before the prompt is lost.
    ready = threading.Event()

    def drain():
        try:
            while data := os.read(terminal, 65536):
                shown.extend(data)
                if b"ready> " in shown:
                    ready.set()
        except OSError:
            pass

    threading.Thread(target=drain, daemon=True).start()

    def stop(*_):
        os.kill(child, signal.SIGKILL)
        sys.exit("the shell does not answer; it printed:\n" + shown.decode(errors="replace"))

    signal.signal(signal.SIGALRM, stop)
    ready.wait()
    for line in lines:
        # Ctrl-U removes the line.
        os.write(terminal, line.encode() + b"\t\x14\x15")
        print(pipe.readline().rstrip("\n"), flush=True)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
