"""What sysconfig knows of the build: Gorgon is not built by a makefile."""

build_time_vars = {"Py_GIL_DISABLED": 1, "Py_DEBUG": 0, "WITH_DOC_STRINGS": 1, "EXT_SUFFIX": ".gorgon", "SOABI": "gorgon"}
