#!/usr/bin/env bash
# Makes the pictures of the README anew: the console's pages as Chromium shows them, and the Grafana dashboards as drawn from what a
# Prometheus answers to their queries. Needs the .NET SDK, prometheus, node and chromium; takes MINUTES (default 20) and some.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${MINUTES:-20} console=http://127.0.0.1:${PORT:-18080} prometheus=127.0.0.1:${PROMETHEUS_PORT:-19090}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$work"' EXIT

dotnet build src/Gateway -c Release -v quiet --nologo
src/Gateway/bin/Release/net10.0/Plimsoll.Gateway --demo --urls "$console" --otlp-http off --otlp-grpc off --data "$work/data" > "$work/gateway.log" &
until grep -qs 'history filled in' "$work/gateway.log"; do sleep 1; done

cat > "$work/prometheus.yml" <<END
global: { scrape_interval: 10s }
scrape_configs:
  - job_name: plimsoll
    static_configs:
      - targets: ["${console#http://}"]
END
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" --web.listen-address="$prometheus" --log.level=error &
sleep $((minutes * 60))

picture() {
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --hide-scrollbars --user-data-dir="$work/chromium" --window-size="$3" --virtual-time-budget=5000 --screenshot="docs/images/$1.png" "$console$2" 2>/dev/null
}
picture fleet / 1000,420
picture component '/components/gpt-oss-20b?range=1h' 1000,840
picture quality '/quality?component=gpt-oss-20b' 1000,700
picture alerts /alerts 1000,560
picture cost /cost 1000,620
node deploy/grafana/pictures/draw.mjs "http://$prometheus" $((minutes - 2)) docs/images
