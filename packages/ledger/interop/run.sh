#!/bin/sh
# Lets Go's note and tlog judge a log that our own sequencer makes, as it is served. Needs Go 1.25 or newer and Node 24.
# On the server of ONEHEART_TEST_DATABASE_URL, or else on an embedded PostgreSQL of its own.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH="$(cd ../../.. && pwd)/node_modules/.bin:$PATH"

go build -C ../../tlog/interop -o "$work/interop" .
mkdir "$work/log"
export ONEHEART_INTEROP_DIR="$work/log"
if [ -n "${ONEHEART_TEST_DATABASE_URL:-}" ]; then
  node make.ts
else
  node --test --test-reporter=dot --test-global-setup=../../testing/src/global-setup.ts make.ts
fi
"$work/interop" check "$work/log"
