"""
A register in, a file out: one module a format, found through entry points.

Each exporter is a class named by an entry point of the group ``accountability.exporters``; its
keyword-only fields are its options. The built-in ones come through the same door as anybody's and
import their format's library themselves, so nothing here does.
"""
