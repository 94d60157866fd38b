#!/bin/sh
# Configures and builds, and says no more than needed.
# Usage: sh app/build.sh PRESET TARGET...
set -eu

top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
preset=$1
shift
build=$top/build/$preset
log=$top/build/$preset.log
cd "$top"
mkdir -p build

fail() {
    tail -n 60 "$log" >&2
    echo "The build failed; all of it is in $log" >&2
    exit 1
}

# A checkout that was moved or copied brings along a build that belongs elsewhere.
if [ -f "$build/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$top" "$build/CMakeCache.txt"; then
    rm -rf "$build"
fi
: >"$log"
if [ ! -f "$build/build.ninja" ]; then
    echo "Building in build/$preset: a few minutes the first time"
    cmake --preset "$preset" >>"$log" 2>&1 || fail
fi
cmake --build --preset "$preset" --parallel "$(nproc)" --target "$@" >>"$log" 2>&1 || fail
