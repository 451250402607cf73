#!/usr/bin/env bash
# Three silos and two gateways on loopback, with a PostgreSQL of their own, until Ctrl-C. For trying things out.
# Usage: deploy/local-cluster.sh [--silos N] [--gateways N] [--dynamodb JAR] [--data DIR] [--no-build]
#   --dynamodb JAR  DynamoDB Local (DynamoDBLocal.jar) in place of PostgreSQL; needs Java 17 and keeps nothing
#   --data DIR      is kept; without it everything goes at the end
#   --no-build      what was built last
# Ports: gateways 8080, 8081, …; silos' /metrics 8090, …; between them 11111, … and 30000, …; PostgreSQL 15432, DynamoDB 18000.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

silos=3 gateways=2 data="" jar="" build=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --silos) silos=$2; shift 2 ;;
    --gateways) gateways=$2; shift 2 ;;
    --data) data=$2; shift 2 ;;
    --dynamodb) jar=$(realpath "$2"); shift 2 ;;
    --no-build) build=""; shift ;;
    *) sed -n '2,7p' "$0" | cut -c3- >&2; exit 2 ;;
  esac
done

keep=${data:+yes}
data=${data:-$(mktemp -d)}
mkdir -p "$data"
data=$(cd "$data" && pwd)
pids=()

end() {
  trap - EXIT INT TERM
  # Gateways first: they deliver what they have; then the silos, which save it; then what they save it in.
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[$i]}" 2>/dev/null && wait "${pids[$i]}" 2>/dev/null || true
  done
  [ -n "$keep" ] || rm -rf "$data"
}
trap end EXIT INT TERM

start_postgresql() {
  local postgres as=()
  postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
  postgres=${postgres:-$(dirname "$(command -v initdb)")}
  if [ "$(id -u)" = 0 ]; then
    as=(runuser -u postgres --)
    chmod 755 "$data"
    mkdir -p "$data/postgres" && chown postgres "$data/postgres"
  fi
  cd /
  [ -f "$data/postgres/PG_VERSION" ] || "${as[@]}" "$postgres/initdb" -D "$data/postgres" -U plimsoll -A trust -E UTF8 --locale=C >"$data/postgres.log" 2>&1
  "${as[@]}" "$postgres/postgres" -D "$data/postgres" -h 127.0.0.1 -p 15432 -k '' >>"$data/postgres.log" 2>&1 &
  pids+=($!)
  cd - >/dev/null
  until "$postgres/pg_isready" -q -h 127.0.0.1 -p 15432; do sleep 0.2; done
  export PLIMSOLL_POSTGRES="Host=127.0.0.1;Port=15432;Username=plimsoll;Database=postgres;Maximum Pool Size=20"
  export PLIMSOLL__CLUSTER__PROVIDER=postgresql PLIMSOLL__CLUSTER__CONNECTION_STRING_ENV=PLIMSOLL_POSTGRES
}

start_dynamodb() {
  java -jar "$jar" -inMemory -sharedDb -disableTelemetry -port 18000 >"$data/dynamodb.log" 2>&1 &
  pids+=($!)
  until curl -s -o /dev/null http://127.0.0.1:18000; do sleep 0.2; done
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
  export PLIMSOLL__CLUSTER__PROVIDER=dynamodb PLIMSOLL__CLUSTER__DYNAMODB=http://127.0.0.1:18000
}

[ -z "$build" ] || dotnet build src/Silo -c Release -v quiet --nologo
member=src/Silo/bin/Release/net10.0/Plimsoll.Silo
if [ -n "$jar" ]; then start_dynamodb; else start_postgresql; fi
"$member" prepare

for ((i = 0; i < silos; i++)); do
  PLIMSOLL__CLUSTER__ROLE=silo PLIMSOLL__CLUSTER__SILO_PORT=$((11111 + i)) PLIMSOLL__CLUSTER__GATEWAY_PORT=$((30000 + i)) \
    "$member" --urls "http://127.0.0.1:$((8090 + i))" --data "$data/silo$i" >"$data/silo$i.log" 2>&1 &
  pids+=($!)
  echo "silo $i: pid $!, http://127.0.0.1:$((8090 + i))/metrics"
done
for ((i = 0; i < gateways; i++)); do
  PLIMSOLL__CLUSTER__ROLE=gateway "$member" --urls "http://127.0.0.1:$((8080 + i))" --data "$data/gateway$i" \
    --otlp-http off --otlp-grpc off >"$data/gateway$i.log" 2>&1 &
  pids+=($!)
  echo "gateway $i: pid $!, http://127.0.0.1:$((8080 + i))"
done
for ((i = 0; i < gateways; i++)); do
  until curl -sf "http://127.0.0.1:$((8080 + i))/readyz" >/dev/null; do sleep 0.5; done
done
echo "ready; data and logs in $data"
wait
