#!/bin/sh
# Lets Go's note and tlog judge what this package makes, and this package judge what Go makes. Needs Go 1.25 or newer and Node 24.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH="$(cd ../../.. && pwd)/node_modules/.bin:$PATH"

go build -o "$work/interop" .
mkdir "$work/ours" "$work/go"
node make.ts "$work/ours"
"$work/interop" check "$work/ours"
"$work/interop" make "$work/go"
node check.ts "$work/go"
