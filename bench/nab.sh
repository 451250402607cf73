#!/bin/sh
# Scores `plimsoll detect` on the Numenta Anomaly Benchmark.
# usage: bench/nab.sh NAB_DIR SCORER   NAB_DIR has data/ and labels/combined_windows.json; SCORER takes LABELS and SCORES_DIR
set -eu
nab=${1:?the directory of the benchmark} scorer=${2:?the program that scores}
cd "$(dirname "$0")/.."
dotnet build src/Cli -c Release -v quiet --nologo
scores=$(mktemp -d)
trap 'rm -rf "$scores"' EXIT
for file in "$nab"/data/*/*.csv*; do
    folder=$(basename "$(dirname "$file")")
    mkdir -p "$scores/$folder"
    dotnet src/Cli/bin/Release/net10.0/plimsoll.dll detect "$file" > "$scores/$folder/$(basename "$file" .gz)"
done
"$scorer" "$nab/labels/combined_windows.json" "$scores"
