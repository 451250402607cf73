using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Plimsoll.Bench;
using Plimsoll.Bench.Targets;

const string Usage = """
    usage: load-client free-port
           load-client ingest TARGET URL EVENTS CONNECTIONS [ROUND]   (0 on an empty server; higher ones send further events to it)
           load-client query TARGET URL
           load-client hour URL COMPONENTS REQUESTS_PER_MINUTE
           load-client judging URL SECONDS [JUDGE_URL HOLD_MS]   (plays the judge at JUDGE_URL where one is given)
           load-client startup URL COMMAND [ARGUMENT…]
    targets: plimsoll plimsoll-spans victoria-json victoria-prometheus victoria-influx victoria-columns influxdb clickhouse-json clickhouse-tabs
    """;

switch (args)
{
    case ["free-port"]:
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        }
        return 0;
    case ["ingest", var name, var url, var events, var connections, .. var round] when IngestTarget.Named(name) is { } target && round.Length < 2:
        return await IngestRun.RunAsync(
            target, new Uri(url), Number(events), Number(connections), round.Length == 1 ? Number(round[0]) : 0);
    case ["query", var name, var url] when IngestTarget.Named(name) is { } target:
        return await QueryRun.RunAsync(target, new Uri(url));
    case ["hour", var url, var components, var perMinute]:
        return HourRun.Run(new Uri(url), Number(components), Number(perMinute));
    case ["judging", var url, var seconds, .. var judge] when judge.Length is 0 or 2:
        return await JudgingRun.RunAsync(
            new Uri(url), TimeSpan.FromSeconds(Number(seconds)), judge.Length == 0 ? null : new Uri(judge[0]), TimeSpan.FromMilliseconds(judge.Length == 0 ? 0 : Number(judge[1])));
    case ["startup", var url, var command, .. var arguments]:
        return await StartupRun.RunAsync(new Uri(url), command, arguments);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
