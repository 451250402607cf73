using System.Diagnostics;
using Amazon.DynamoDBv2;

namespace Plimsoll.Contract.Servers;

/// <summary>An emulator of DynamoDB on loopback, in memory.</summary>
public sealed class DynamoDbServer : IAsyncDisposable
{
    public const string Folder = "Servers/node";

    private readonly Process _server;

    private DynamoDbServer(int port)
    {
        Url = new Uri($"http://127.0.0.1:{port}");
        _server = Process.Start(new ProcessStartInfo("node", ["serve-dynamodb.js", $"{port}"])
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, Folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public Uri Url { get; }

    public static async Task<DynamoDbServer> StartAsync()
    {
        var server = new DynamoDbServer(PostgreSqlServer.FreePort());
        return await server._server.StandardOutput.ReadLineAsync() == "ready" ? server : throw new InvalidOperationException("The emulator of DynamoDB did not start");
    }

    public AmazonDynamoDBClient Connect() =>
        new("any", "any", new AmazonDynamoDBConfig { ServiceURL = Url.ToString(), AuthenticationRegion = "eu-central-1" });

    public async ValueTask DisposeAsync()
    {
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }
}
