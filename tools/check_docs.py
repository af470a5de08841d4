#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the documents to the tree.

    check_docs.py RAVEN BUILD COMPILER [--rebaseline]

In README.md, CONTRIBUTING.md, CHANGELOG.md, docs/*.md and the READMEs of the rooms and of knowledge/
  - each path in `code` that begins with a folder of the tree exists (`*` stands for any name), and each link leads somewhere,
  - each fenced ```cpp block compiles (a block without a function is put into one),
  - each fenced ```console block: a line "$ raven ..." prints what stands below it, where samples/ is the samples folder;
    a line of "..." stands for any lines.

And docs/words.md names exactly the note codes that the rooms write.

--rebaseline writes what the commands print into the documents, save where the text below a command holds "...".
The commands of one document share one folder, so that a later one sees what an earlier one wrote.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = {"src", "include", "docs", "tests", "tools", "cmake", "knowledge", "samples", "man", "completions"}


def documents():
    found = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    found += sorted((ROOT / "docs").glob("*.md")) + sorted((ROOT / "src").glob("*/README.md"))
    found += sorted((ROOT / "knowledge").glob("**/README*.md"))
    return [path for path in found if path.exists()]


def check_paths(document, text, faults):
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)\)", prose)
    for link in links:
        if not (document.parent / link).exists():
            faults.append(f"{document.relative_to(ROOT)}: the link {link} leads nowhere")
    words = re.findall(r"`([\w./*-]+)`", prose)
    count = len(links)
    for word in words:
        first = word.split("/")[0]
        if "/" not in word or first not in FOLDERS:
            continue
        count += 1
        if "*" in word:
            there = any(ROOT.glob(word))
        else:
            there = (ROOT / word).exists() or (document.parent / word).exists()
        if not there:
            faults.append(f"{document.relative_to(ROOT)}: {word} does not exist")
    return count


def check_note_codes(faults):
    """Each note code that a room writes stands in docs/words.md, and each that stands there is written by a room."""
    written = set()
    for source in sorted((ROOT / "src").glob("**/*.cpp")):
        if not source.name.endswith("_test.cpp"):
            text = source.read_text(encoding="utf-8")
            written |= set(re.findall(r'notes\.push_back\(\s*\{"(\w+)"', text)) | set(re.findall(r'kNoteCode = "(\w+)"', text))
            written |= set(re.findall(r'note_once\(\w+, "(\w+)"', text))
    table = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").partition("## Notes")[2].partition("\n## ")[0]
    listed = set(re.findall(r"^\| (\w+) \|", table, re.M)) - {"code"}
    faults += [f"docs/words.md: the note {code} is missing" for code in sorted(written - listed)]
    faults += [f"docs/words.md: no room writes the note {code}" for code in sorted(listed - written)]


def check_cpp(document, block, build, compiler, faults):
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
        if re.search(r"^(int|void|bool|std::|raven::|auto|template|struct|class|namespace)\b[^;=]*\{", block, re.M):
            file.write("#include <raven/raven.h>\n#include <iostream>\n" + block)
        else:
            head = "".join(line + "\n" for line in block.splitlines() if line.startswith("#"))
            body = "".join(line + "\n" for line in block.splitlines() if not line.startswith("#"))
            file.write("#include <raven/raven.h>\n#include <iostream>\n" + head + "int example(std::string page_bytes) {\n" + body + "return 0; }\n")
        file.flush()
        done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", f"-I{ROOT}/include", f"-I{build}/include", file.name],
                              capture_output=True, text=True)
        if done.returncode:
            faults.append(f"{document.relative_to(ROOT)}: a C++ block does not compile\n{done.stderr}")


def check_console(document, block, raven, folder, faults):
    """The number of commands in the block, and the block as it should read."""
    runs = re.split(r"^\$ ", block, flags=re.M)
    count = 0
    right = runs[0]
    for run in runs[1:]:
        command, _, expected = run.partition("\n")
        right += "$ " + run
        if not command.startswith("raven"):
            continue
        count += 1
        line = "raven() { " + shlex.quote(str(raven)) + ' "$@"; }\n' + command
        done = subprocess.run(["bash", "-c", line], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              stdin=subprocess.DEVNULL, timeout=60, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
        pattern = "".join(r"(?:[^\n]*\n)*?" if part.strip() == "..." else re.escape(part)
                          for part in expected.rstrip("\n").splitlines(keepends=True))
        if not re.fullmatch(pattern + r"\n*", done.stdout):
            if not re.search(r"^\.\.\.$", expected, re.M):
                gap = "\n" if expected.endswith("\n\n") else ""
                right = right[:len(right) - len(expected)] + done.stdout.rstrip("\n") + ("\n" if done.stdout else "") + gap
            faults.append(f"{document.relative_to(ROOT)}: $ {command}\n--- printed\n{done.stdout}--- documented\n{expected}---")
    return count, right


def main():
    words = [word for word in sys.argv[1:] if word != "--rebaseline"]
    if len(words) != 3:
        print("usage: check_docs.py RAVEN BUILD COMPILER [--rebaseline]")
        return 2
    rebaseline = len(words) < len(sys.argv) - 1
    raven, build, compiler = pathlib.Path(words[0]).resolve(), words[1], words[2]
    faults = []
    paths = blocks = commands = 0
    for document in documents():
        text = document.read_text(encoding="utf-8")
        paths += check_paths(document, text, faults)
        folder = tempfile.TemporaryDirectory(prefix="raven_docs_")
        os.symlink(ROOT / "samples", pathlib.Path(folder.name) / "samples")
        for kind, block in re.findall(r"^```(\w+)\n(.*?)^```", text, re.M | re.S):
            if kind == "cpp":
                blocks += 1
                check_cpp(document, block, build, compiler, faults)
            elif kind == "console":
                before = len(faults)
                count, right = check_console(document, block, raven, folder.name, faults)
                commands += count
                if rebaseline and right != block:
                    print(f"{document.relative_to(ROOT)}: {len(faults) - before} outputs rewritten")
                    document.write_text(document.read_text(encoding="utf-8").replace(block, right), encoding="utf-8")
    check_note_codes(faults)
    for fault in faults:
        print(fault)
    print(f"{len(documents())} documents, {paths} paths, {blocks} C++ blocks, {commands} commands, {len(faults)} faults")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
