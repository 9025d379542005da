"""What start.py does, one file per command. Nothing here is installed or imported by the notebooks.

`commands` reads the command line. `environment` and `places` use the standard library only, as do all files that run
before the environment exists; `saving` runs inside it.
"""
