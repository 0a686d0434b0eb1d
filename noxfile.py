"""What contributors do every day: `nox -s NAME`, in the environment that bootstrap.py made.

nox -l          the list
nox -s fast     the tests that need neither LibreOffice nor Java, in parallel
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "fast"]

WITHOUT_TOOLS = "not office and not verapdf and not readers and not browser"
GOLDEN = (
    "tests/plugins/bilan_annuel/test_report.py",
    "tests/plugins/diaporama/test_story.py",
    "tests/plugins/etude_de_cas/test_lecture.py",
    "tests/plugins/fiche_action/test_content.py",
    "tests/plugins/fiche_action/test_contract.py",
)


@nox.session
def test(session: nox.Session) -> None:
    """Everything that CI runs."""
    session.run("python", "bootstrap.py", "test", *session.posargs)


@nox.session
def fast(session: nox.Session) -> None:
    """The tests that need no program beside Python."""
    session.run("pytest", "-n", "auto", "-q", "-m", WITHOUT_TOOLS, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, types, direction of imports."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports", silent=True)


@nox.session
def fix(session: nox.Session) -> None:
    """What a machine can mend."""
    session.run("ruff", "check", "--fix", ".")
    session.run("ruff", "format", ".")


@nox.session
def golden(session: nox.Session) -> None:
    """Rewrite the readable outlines of documents; read the difference before you commit it."""
    session.run("pytest", "-q", "--force-regen", *GOLDEN, success_codes=[0, 1])


@nox.session
def docs(session: nox.Session) -> None:
    """Rewrite what is made from the code: editors' schemas, modules of codes, hooks of plugins."""
    session.run("ppgp", "schema", "--ecrire")
    session.run("python", "docs/name_modules.py")
    session.run("python", "docs/plugin_reference.py")


@nox.session
def cover(session: nox.Session) -> None:
    """Which branches no fast test takes, the worst modules last."""
    packages = ("ppgp_docs", "ppgp_etude_de_cas", "ppgp_diaporama", "ppgp_fiche_action")
    others = ("ppgp_bilan_annuel", "ppgp_page_web", "ppgp_plan_de_financement", "ppgp_relecture")
    sources = [f"--cov={name}" for name in (*packages, *others)]
    report = ("--cov-branch", "--cov-report=term-missing:skip-covered")
    session.run("pytest", "-n", "auto", "-q", "-m", WITHOUT_TOOLS, *sources, *report)


@nox.session
def mutants(session: nox.Session) -> None:
    """Whether tests notice, when what carries money, consent and proof is broken: a second each.

    Needs `pip install -c constraints.txt -e '.[campaigns]'`, as does `fuzz`.
    """
    session.run("python", "tests/mutants/run.py", "--jobs", "2", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Look for a file that breaks a reader: `nox -s fuzz -- svg 60`; what does joins the corpus."""
    session.run("python", "tests/hostile/fuzz.py", *session.posargs)
