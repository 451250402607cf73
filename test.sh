#!/usr/bin/env bash
# Builds and tests everything that restores here. --long adds the long suites. Ends with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export PLIMSOLL_LONG=0
stuck_after=8m
for arg in "$@"; do
  case "$arg" in
    --long) PLIMSOLL_LONG=1 stuck_after=60m ;;
    *) echo "usage: ./test.sh [--long]" >&2; exit 2 ;;
  esac
done

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build Orleans.sln -v quiet --nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# A test that hangs is named, and ends its project, instead of holding up everything.
run() { # PROJECT ARGUMENT…
  dotnet test "$@" --nologo --blame-hang-timeout "$stuck_after" --blame-hang-dump-type none --logger "console;verbosity=minimal" \
    --results-directory "$results/$(basename "$1")" --logger "trx;LogFileName=$results/$(basename "$1").trx" || status=1
}

status=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  grep -q "\"$name\"" Orleans.sln || continue
  [ "$name" != Cluster.Tests ] || continue
  [ -n "$(find "$project" -name '*.cs' -not -path '*/obj/*' -print -quit)" ] || continue
  echo "== $name"
  run "$project" --no-build
done

if [ ! -d tests/Cluster.Tests ]; then
  :
elif dotnet restore tests/Cluster.Tests -v quiet --nologo >"$results/cluster.log" 2>&1; then
  echo "== Cluster.Tests"
  run tests/Cluster.Tests
else
  echo "Cluster.Tests left out: its Microsoft.Orleans packages do not restore here"
fi

sum() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{s+=$1} END {print s+0}'; }
total=$(sum total) passed=$(sum passed) failed=$(sum failed)
skipped=$((total - passed - failed))
[ "$total" -gt 0 ] && [ "$failed" -eq 0 ] || status=1
# A project that broke down has written no failures of its own.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
