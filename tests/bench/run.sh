#!/bin/sh
# Measures Cosdrop beside curl, and beside QNetworkAccessManager by itself, on this machine: prints a table and writes build/bench/result.json.
# Usage: sh tests/bench/run.sh [--runs N] [--only NAME,…] [--link] [--large GIB]
#   --link   through two network namespaces (needs root)
#   --large  also sends a sparse file of that many GiB and watches the memory
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
sh "$top/app/install-packages.sh" build bench
sh "$top/app/build.sh" release cosdrop-cli bench-sink bench-bare bench-hash
exec python3 "$top/tests/bench/bench.py" --programs "$top/build/release/bin" \
    --folder "$top/build/bench" "$@"
