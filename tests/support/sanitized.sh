#!/bin/sh
# Runs a test that is built with a sanitizer. The test, and every program that it starts, leaves its
# reports in files, so that none is lost with a program that is killed or whose words nobody reads;
# one report fails the test.
# Usage: sh sanitized.sh FOLDER PROGRAM [ARGUMENT...]
set -u

reports=$1
shift
rm -rf "$reports"
mkdir -p "$reports"
"$@"
status=$?
for report in "$reports"/*; do
    [ -s "$report" ] || continue
    echo "A sanitizer's report, $report:" >&2
    cat "$report" >&2
    status=66
done
exit "$status"
