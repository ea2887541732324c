#!/bin/sh
# Starts the server with the limits that keep its memory small; npm start, the container image and the benchmarks use it.
set -eu
here=$(dirname "$0")
# The Node of this repository, also where another one is the machine's.
PATH="$here/../../node_modules/.bin:$PATH"
# glibc makes an arena for each thread and keeps there what image work has freed; two are enough.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
# Compiled code is kept between starts, which halves the time to compile TypeScript.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$here/../../node_modules/.cache/compile}"
# The heap holds about 60 MiB; without a limit V8 lets garbage grow to several times that before it looks.
exec node --max-semi-space-size=4 --max-old-space-size=160 "$here/src/main.ts"
