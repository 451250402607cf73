using System.Data.Common;
using Amazon.Runtime;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Hosting.SelfTelemetry;
using Plimsoll.Silo.Gateways;
using Plimsoll.Silo.Providers;

namespace Plimsoll.Silo.Hosting;

/// <summary>The command line of a cluster's member: a gateway's, and its role.</summary>
internal static class SiloProgram
{
    public const string Help = """
        Plimsoll silo: hosts components in a cluster, takes telemetry in, or both.

        Usage: Plimsoll.Silo [prepare] [options]
          prepare              make the tables of the provider, where they are not there, and end
          --urls URLS          addresses to listen on, separated by ';' (default http://127.0.0.1:8080)
          --data DIR           where state is kept (default ./data)
          --config FILE        plimsoll.yaml (default: ./plimsoll.yaml where there is one)
          --otlp-http ADDRESS  OTLP over HTTP, host:port or off (default 127.0.0.1:4318)
          --otlp-grpc ADDRESS  OTLP over gRPC, host:port or off (default 127.0.0.1:4317)
          --help               show this

        Role, cluster, ports and providers stand under cluster: in the file; PLIMSOLL__CLUSTER__ROLE=silo, gateway
        or both overrides the file, as PLIMSOLL__SECTION__KEY does for every key.

        """;

    private static readonly TelemetrySources OfOrleans = new(["Microsoft.Orleans"], ["Microsoft.Orleans.*"]);

    public static Task<int> RunAsync(string[] args) => args is ["prepare", .. var rest]
        ? GatewayProgram.DoAsync(rest, Help, PrepareAsync)
        : GatewayProgram.RunAsync(args, Help, (options, _, configure) => Build(options, configure));

    private static async Task<int> PrepareAsync(PlimsollOptions options)
    {
        try
        {
            await ClusterProviders.Of(options.Cluster).PrepareAsync(options, CancellationToken.None);
            return 0;
        }
        catch (Exception refused) when (refused is DbException or AmazonClientException or AmazonServiceException)
        {
            await Console.Error.WriteLineAsync($"plimsoll: cannot prepare the provider: {refused.Message}");
            return 1;
        }
    }

    /// <exception cref="ArgumentException">An address is wrong, or open beyond this machine without an API key.</exception>
    public static WebApplication Build(PlimsollOptions options, Action<WebApplicationBuilder> configure) => BuildRole(options, builder =>
    {
        builder.Services.AddSingleton(OfOrleans);
        configure(builder);
    });

    private static WebApplication BuildRole(PlimsollOptions options, Action<WebApplicationBuilder> configure) => options.Cluster.Role switch
    {
        ClusterRole.Silo => GatewayApp.BuildWithoutIngest(options, TimeProvider.System, builder =>
        {
            builder.AddSilo(options);
            configure(builder);
        }),
        ClusterRole.Gateway => GatewayApp.Build(options, demo: false, TimeProvider.System, builder =>
        {
            builder.AddClusterClient(options);
            configure(builder);
        }, GatewaySetup.AddGrainComponents),
        ClusterRole.Both => GatewayApp.Build(options, demo: false, TimeProvider.System, builder =>
        {
            builder.AddSilo(options);
            configure(builder);
        }, GatewaySetup.AddGrainComponents),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Cluster.Role, "no such role"),
    };
}
