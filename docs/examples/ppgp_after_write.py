from ppgp_docs.api import hookimpl


@hookimpl
def ppgp_after_write(artifact, path, workspace):
    with (workspace / "journal.csv").open("a", encoding="utf-8") as journal:
        journal.write(f"{artifact.path};{artifact.sha256};{path.stat().st_size}\n")
