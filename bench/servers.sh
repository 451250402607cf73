# Starts and ends the servers of a benchmark, on loopback, by process id. Sourced.
client=bench/LoadClient/bin/Release/net10.0/load-client
gateway=src/Gateway/bin/Release/net10.0/Plimsoll.Gateway
work=$(mktemp -d)
server=

build() {
  local project
  for project in src/Gateway bench/LoadClient; do
    dotnet build -c Release -v quiet --nologo "$project" >"$work/build.log" || { cat "$work/build.log" >&2; return 1; }
  done
}

# start_server NAME PORT: starts in the background, waits until it is healthy.
start_server() {
  local data=$work/$1-$2 health=health
  mkdir -p "$data"
  case $1 in
    plimsoll)
      "$gateway" --urls "http://127.0.0.1:$2" --data "$data" --otlp-http off --otlp-grpc off >"$data.log" 2>&1 &
      health=readyz ;;
    victoria-*)
      victoria-metrics -httpListenAddr="127.0.0.1:$2" -storageDataPath="$data" -search.latencyOffset=1s >"$data.log" 2>&1 & ;;
  esac
  server=$!
  for _ in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$2" && printf 'GET /%s HTTP/1.0\r\n\r\n' "$health" >&3 && head -1 <&3 | grep -q ' 200 ') 2>/dev/null; then
      return
    fi
    sleep 0.1
  done
  echo "$1 did not start:" >&2
  cat "$data.log" >&2
  return 1
}

# Processor seconds that the server has used, in user and kernel mode.
server_cpu() { awk -v tick="$(getconf CLK_TCK)" '{ printf "%.2f", ($14 + $15) / tick }' "/proc/$server/stat"; }

stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

trap 'stop_server; rm -rf "$work"' EXIT
