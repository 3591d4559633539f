"""
For people who write tests: strategies for records and registers, and laws to hold exporters to.

`strategies` needs the extra ``accountability[testing]`` (Hypothesis); `laws` needs nothing. The library
itself imports neither, and nothing is imported here, because Hypothesis passes through on its way to
our hook.
"""
