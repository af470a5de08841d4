#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""consumer.py BUILD PROJECT COMPILER: installs BUILD into an empty folder and builds PROJECT against it, twice."""
import os
import pathlib
import subprocess
import sys
import tempfile

BUILD, PROJECT, COMPILER = sys.argv[1:4]


def run(*words, **how):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **how)
    if done.returncode:
        print(f"{' '.join(map(str, words))} ended with {done.returncode}\n{done.stdout}")
        sys.exit(1)
    return done.stdout


with tempfile.TemporaryDirectory(prefix="raven_consumer_") as folder:
    folder = pathlib.Path(folder)
    prefix = folder / "moved"
    # Installed in one place and used in another: no path of the build may be in it.
    run("cmake", "--install", BUILD, "--prefix", folder / "prefix")
    (folder / "prefix").rename(prefix)
    files = {path.name for path in prefix.rglob("*") if path.is_file()}
    for wanted in ("raven", "raven.h", "record.h", "result.h", "version.h", "raven-config.cmake", "raven.pc", "raven.1",
                   "raven-read.1", "LICENSE"):
        if wanted not in files:
            sys.exit(f"{wanted} is not installed")
    headers = {path.name for path in prefix.rglob("*.h")}
    if headers != {"raven.h", "record.h", "result.h", "version.h"}:
        sys.exit(f"installed headers: {sorted(headers)}")

    run("cmake", "-S", PROJECT, "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={COMPILER}")
    run("cmake", "--build", folder / "build")
    print(run(folder / "build" / "consumer", folder / "one.raven"))

    library = next(prefix.rglob("libraven.so")).parent
    environment = dict(os.environ, PKG_CONFIG_PATH=str(library / "pkgconfig"), LD_LIBRARY_PATH=str(library))
    flags = run("pkg-config", "--cflags", "--libs", "raven", env=environment).split()
    run(COMPILER, "-std=c++20", pathlib.Path(PROJECT) / "consumer.cpp", "-o", folder / "other", *flags, env=environment)
    print(run(folder / "other", folder / "two.raven", env=environment))
    print(run(prefix / "bin" / "raven", "--version"))

    symbols = run("nm", "-DC", "--defined-only", library / "libraven.so")
    inner = [line for line in symbols.splitlines()
             if any(f" raven::{room}::" in line for room in ("base", "learn", "read", "language", "resolve", "code", "keep", "tell"))]
    if inner:
        sys.exit("symbols of the rooms are shown:\n" + "\n".join(inner[:10]))
