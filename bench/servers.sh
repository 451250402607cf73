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

# Whether a target's server can be started here.
available() {
  case $1 in
    plimsoll*) ;;
    victoria-*) command -v victoria-metrics >/dev/null ;;
    influxdb) command -v influxd >/dev/null ;;
    clickhouse-*) command -v clickhouse-server >/dev/null ;;
    *) return 1 ;;
  esac
}

influx_config() { # PORT DATA
  cat <<EOF
reporting-disabled = true
bind-address = "127.0.0.1:$("$client" free-port)"
[meta]
  dir = "$2/meta"
[data]
  dir = "$2/data"
  wal-dir = "$2/wal"
  query-log-enabled = false
[http]
  bind-address = "127.0.0.1:$1"
  log-enabled = false
EOF
}

clickhouse_config() { # PORT DATA
  cat <<EOF
<yandex>
  <logger><level>warning</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>$1</http_port>
  <tcp_port>$("$client" free-port)</tcp_port>
  <path>$2/</path>
  <tmp_path>$2/tmp/</tmp_path>
  <mark_cache_size>1073741824</mark_cache_size>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
</yandex>
EOF
}

clickhouse_users() {
  cat <<EOF
<yandex>
  <profiles><default/></profiles>
  <quotas><default/></quotas>
  <users><default>
    <password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
  </default></users>
</yandex>
EOF
}

# start_server NAME PORT [ARGUMENT…]: starts in the background, waits until it is healthy.
start_server() {
  local data=$work/$1-$2 health=health
  mkdir -p "$data"
  case $1 in
    plimsoll*)
      "$gateway" --urls "http://127.0.0.1:$2" --data "$data" --otlp-http off --otlp-grpc off "${@:3}" >"$data.log" 2>&1 &
      health=readyz ;;
    victoria-*)
      victoria-metrics -httpListenAddr="127.0.0.1:$2" -storageDataPath="$data" -search.latencyOffset=1s >"$data.log" 2>&1 & ;;
    influxdb)
      influx_config "$2" "$data" >"$data/influxdb.conf"
      influxd run -config "$data/influxdb.conf" >"$data.log" 2>&1 &
      health=ping ;;
    clickhouse-*)
      clickhouse_config "$2" "$data" >"$data/config.xml"
      clickhouse_users >"$data/users.xml"
      clickhouse-server --config-file="$data/config.xml" >"$data.log" 2>&1 &
      health=ping ;;
  esac
  server=$!
  for _ in $(seq 300); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$2" && printf 'GET /%s HTTP/1.0\r\n\r\n' "$health" >&3 && head -1 <&3 | grep -q ' 20[04] ') 2>/dev/null; then
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
