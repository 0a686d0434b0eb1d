"""The Word templates: what their tags may say, how they are checked, mended and filled."""
