from ppgp_docs.api import hookimpl


@hookimpl
def ppgp_after_build(manifest):
    titles = [f"{one.path} : {one.title}" for one in manifest.artifacts]
    (manifest.folder / "liste.txt").write_text("\n".join(titles), encoding="utf-8")
