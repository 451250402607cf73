using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Hosting;

/// <summary>What the command line starts: options read and checked, the app built, run until a signal.</summary>
public static class GatewayProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = GatewayApp.Build(new PlimsollOptions(), demo: args.Contains("--demo"), TimeProvider.System);
        await app.RunAsync();
        return 0;
    }
}
