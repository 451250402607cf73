# Starts and ends a cluster on this machine, and reads what its members use. Sourced by the measures beside it.
client=bench/LoadClient/bin/Release/net10.0/load-client
entry=http://127.0.0.1:8080/
log=$(mktemp) result=$(mktemp)
cluster=""
trap 'stop; rm -f "$log" "$result"' EXIT

build() {
  local project
  for project in src/Silo src/Gateway bench/LoadClient; do dotnet build "$project" -c Release -v quiet --nologo >/dev/null; done
}

start() { # SILOS
  : >"$log"
  deploy/local-cluster.sh --no-build --silos "$1" --gateways 1 >"$log" 2>&1 &
  cluster=$!
  until grep -q '^ready' "$log"; do
    kill -0 "$cluster" || { cat "$log" >&2; exit 1; }
    sleep 0.5
  done
}

stop() {
  [ -z "$cluster" ] || { kill "$cluster"; wait "$cluster" || true; }
  cluster=""
}

pids() { sed -nE "s/^$1 [0-9]+: pid ([0-9]+),.*/\1/p" "$log"; }

# Hundredths of seconds of CPU of processes so far.
cpu() { local pid; for pid; do cat "/proc/$pid/stat"; done | awk '{ s += $14 + $15 } END { print s + 0 }'; }

# MiB that processes hold, in all.
resident() { local pid; for pid; do cat "/proc/$pid/status"; done | awk '$1 == "VmRSS:" { s += $2 } END { printf "%d", s / 1024 }'; }
