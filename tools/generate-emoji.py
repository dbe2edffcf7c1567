#!/usr/bin/env python3
"""Writes TuiChat/Inputs/emoji.txt from the package "gemoji" of npm: its index.js is given as the argument."""
import pathlib
import re
import sys

ROW = re.compile(r"emoji: '([^']+)',\s+names: \[([^\]]*)\],\s+tags: \[([^\]]*)\]")
LICENCE = """\
# Emoji by name: the emoji, its names, and words that also find it, in columns that a tab separates. Made by tools/generate-emoji.py
# from gemoji (https://github.com/github/gemoji, https://github.com/wooorm/gemoji), under this licence:
#
# The MIT License
#
# Copyright (c) 2019 GitHub, Inc.
# Copyright (c) 2014 Titus Wormer <tituswormer@gmail.com>
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
# (the 'Software'), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
# publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
# so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED 'AS IS', WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
# MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
# FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
# WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def words(text):
    return " ".join(word.replace(" ", "_") for word in re.findall(r"'([^']*)'", text))


source = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
rows = [f"{emoji}\t{words(names)}\t{words(tags)}".rstrip() for emoji, names, tags in ROW.findall(source)]
target = pathlib.Path(__file__).parent.parent / "TuiChat" / "Inputs" / "emoji.txt"
target.write_text(LICENCE + "\n".join(rows) + "\n", encoding="utf-8")
print(f"{len(rows)} emoji")
