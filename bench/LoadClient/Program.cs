using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Plimsoll.Bench;
using Plimsoll.Bench.Targets;

const string Usage = """
    usage: load-client free-port
           load-client ingest TARGET URL EVENTS CONNECTIONS
           load-client query TARGET URL
           load-client hour URL COMPONENTS REQUESTS_PER_MINUTE
           load-client startup URL COMMAND [ARGUMENT…]
    targets: plimsoll plimsoll-spans victoria-json victoria-prometheus victoria-influx influxdb clickhouse-json clickhouse-tabs
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
    case ["ingest", var name, var url, var events, var connections] when IngestTarget.Named(name) is { } target:
        return await IngestRun.RunAsync(target, new Uri(url), int.Parse(events, CultureInfo.InvariantCulture), int.Parse(connections, CultureInfo.InvariantCulture));
    case ["query", var name, var url] when IngestTarget.Named(name) is { } target:
        return await QueryRun.RunAsync(target, new Uri(url));
    case ["hour", var url, var components, var perMinute]:
        return HourRun.Run(new Uri(url), int.Parse(components, CultureInfo.InvariantCulture), int.Parse(perMinute, CultureInfo.InvariantCulture));
    case ["startup", var url, var command, .. var arguments]:
        return await StartupRun.RunAsync(new Uri(url), command, arguments);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
