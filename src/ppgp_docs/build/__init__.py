"""The main job, steps 2 to 8: what it is asked for, what happens in it, what plugins are told."""
