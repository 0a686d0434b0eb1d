"""How anything of a dossier is written in Word: elements, styles, controls, prose, tables."""
