#!/usr/bin/env bash
# Builds and tests everything that restores here. --long adds the long suites. Ends with "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export PLIMSOLL_LONG=0
for arg in "$@"; do
  case "$arg" in
    --long) PLIMSOLL_LONG=1 ;;
    *) echo "usage: ./test.sh [--long]" >&2; exit 2 ;;
  esac
done

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build Orleans.sln -v quiet --nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

status=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  grep -q "\"$name\"" Orleans.sln || continue
  [ "$name" != Cluster.Tests ] || continue
  [ -n "$(find "$project" -name '*.cs' -not -path '*/obj/*' -print -quit)" ] || continue
  echo "== $name"
  dotnet test "$project" --no-build --nologo --logger "console;verbosity=minimal" --logger "trx;LogFileName=$results/$name.trx" || status=1
done

if [ ! -d tests/Cluster.Tests ]; then
  :
elif dotnet restore tests/Cluster.Tests -v quiet --nologo >"$results/cluster.log" 2>&1; then
  echo "== Cluster.Tests"
  dotnet test tests/Cluster.Tests --nologo --logger "console;verbosity=minimal" --logger "trx;LogFileName=$results/Cluster.Tests.trx" || status=1
else
  echo "Cluster.Tests left out: its Microsoft.Orleans packages do not restore here"
fi

sum() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{s+=$1} END {print s+0}'; }
total=$(sum total) passed=$(sum passed) failed=$(sum failed)
skipped=$((total - passed - failed))
[ "$total" -gt 0 ] || status=1
[ "$failed" -eq 0 ] || status=1
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
