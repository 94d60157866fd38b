#!/bin/sh
# Installs what is missing, builds everything, and runs the tests; needs no display.
# Usage: sh tests/run.sh [ctest's options]
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
sh "$top/app/install-packages.sh" build window test
sh "$top/app/build.sh" release all
cd "$top"
exec ctest --preset release -j2 "$@"
