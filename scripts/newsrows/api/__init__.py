"""The functions and classes that `newsrows` exports. Import them from there: this package is internal.

Each function takes the options of the command of the same name as keyword arguments. The defaults stand once, in the
dataclasses of `newsrows.api.options` and `newsrows.pipeline.options`.
"""
