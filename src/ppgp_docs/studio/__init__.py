"""The studio: the workspace in a browser, for people who will never see YAML.

``serve`` starts it, ``app`` says which address does what, ``guard`` who may ask. Its libraries
(Starlette, uvicorn) are imported by the command ``ppgp studio`` alone.
"""
