"""The one door of ``ppgp`` and of ``python -m ppgp_docs``, guarded from its first line.

Nothing is imported before the guard stands but what Python holds once it has started: whatever
fails after that, a missing package or Ctrl-C while the rest is still being imported, is told in one
French line. (``signal`` itself, or ``typing``, would be 20 ms without a guard.)
"""

import _signal
import atexit
import gc
import os
import sys

_WITHOUT_DOCSTRINGS = 2
"""The level of ``python -OO``, which Cerberus refuses: it writes its rules in docstrings."""


_YOUNG = 200_000
"""Objects made before one looks for garbage among them: what is imported, most of what a command
makes, stays to its end."""


def main() -> None:
    """Run the command and leave with its exit code; what stops it never shows as a trace."""
    heeds_interrupts = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
    if heeds_interrupts:
        _signal.signal(_signal.SIGINT, _leave_at_once)
        atexit.register(_ignore_interrupts)  # the first one that is registered is called last
    for name in ("SIGTERM", "SIGHUP"):  # a terminal that is closed says the second one
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) == _signal.SIG_DFL:
            _signal.signal(number, _end)
    gc.set_threshold(_YOUNG)
    _keep_to_what_is_installed()
    _open_streams()
    if sys.flags.optimize >= _WITHOUT_DOCSTRINGS:
        sys.exit(_again_with_docstrings())
    code: object = 0
    try:
        try:
            from ppgp_docs.cli.main import main as run

            if heeds_interrupts:
                sys.unraisablehook = _interrupt_soon
                _signal.signal(_signal.SIGINT, _signal.default_int_handler)
            run()
            sys.stdout.flush()
        finally:  # here too one may come, which is told as any other
            if heeds_interrupts:
                _signal.signal(_signal.SIGINT, _cut)
    except BaseException as problem:
        if heeds_interrupts:
            _signal.signal(_signal.SIGINT, _cut)  # a second one ends us without a word
        from ppgp_docs.cli.crash import leave

        code = leave(problem)
        from ppgp_docs.temporary import sweep_usual

        sweep_usual()
    gc.freeze()  # all that is held ends with the process: nobody looks for garbage in it
    sys.exit(code)  # type: ignore[arg-type]


def _keep_to_what_is_installed() -> None:
    """No module comes from the current folder, which may be a stranger's: a ``json.py`` there would
    run in this process, or in those that it starts, before anything is asked (``python -P``)."""
    os.environ["PYTHONSAFEPATH"] = "1"
    if __name__ == "__main__" and not sys.flags.safe_path:  # what `-m` put there
        del sys.path[0]


def _open_streams() -> None:
    """Streams that are there, and speak French.

    A program started without them would write its messages into the first files that it opens;
    a Windows console or a pipe may default to an encoding that has no œ, and a file may have a
    name that is no text at all.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            free = os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
            os.set_inheritable(free, True)  # or a process of ours would start without it
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")


def _leave_at_once(number: int, frame: object) -> None:
    """Ctrl-C while modules are imported: nothing has begun, nothing is to be undone."""
    try:
        os.write(2, b"\ninterrompu\n")
    finally:  # there may be nobody to tell
        os._exit(128 + number)


def _interrupt_soon(unraisable: "sys.UnraisableHookArgs") -> None:
    """Ctrl-C while a finalizer runs: Python would show a trace, let go of it, and go on."""
    timer = getattr(_signal, "setitimer", None)
    if timer is None or not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    _signal.signal(_signal.SIGALRM, _signal.default_int_handler)
    timer(_signal.ITIMER_REAL, 0.01)


def _ignore_interrupts() -> None:
    """The last of all that is done at the end: what Python then takes apart cannot be interrupted
    but by a trace."""
    _signal.signal(_signal.SIGINT, _signal.SIG_IGN)


def _end(number: int, frame: object) -> None:
    """Told to end: nothing is raised into the middle of what goes on, which may be cut anywhere;
    our temporary folders go, then the process, as the system would have ended it."""
    try:
        _erase()
    finally:
        _signal.signal(number, _signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _cut(number: int, frame: object) -> None:
    """Ctrl-C when all is done and said: only what would still be taken apart is left out."""
    try:
        _erase()
    finally:
        os._exit(128 + number)


def _erase() -> None:
    if temporary := sys.modules.get("ppgp_docs.temporary"):
        temporary.erase_all()


def _again_with_docstrings() -> int:
    """The same command by a Python that keeps its docstrings."""
    command = [sys.executable, "-P", "-m", "ppgp_docs", *sys.argv[1:]]
    environment = {**os.environ, "PYTHONOPTIMIZE": ""}
    if os.name != "nt":
        os.execve(command[0], command, environment)
    import subprocess

    return subprocess.call(command, env=environment)


if __name__ == "__main__":
    main()
