using System.Net.Sockets;
using System.Reflection;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting.Listening;
using Plimsoll.Gateway.Hosting.Startup;

namespace Plimsoll.Gateway.Hosting;

/// <param name="configure">To be called with the builder once the app's own parts are in it.</param>
internal delegate WebApplication AppBuilder(PlimsollOptions options, bool demo, Action<WebApplicationBuilder> configure);

/// <summary>What the command line starts: options read and checked, the app built, run until a signal.</summary>
public static class GatewayProgram
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    /// <returns>0 after a graceful stop, 1 when it could not start, 2 when arguments or configuration are wrong.</returns>
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, GatewayArguments.Help, (options, demo, configure) => GatewayApp.Build(options, demo, TimeProvider.System, configure));

    /// <summary>The same for another host of the gateway.</summary>
    internal static Task<int> RunAsync(string[] args, string help, AppBuilder build) =>
        WithOptionsAsync(args, help, (options, arguments) => RunAsync(options, arguments, build));

    /// <summary>Does one thing with the options instead of serving.</summary>
    internal static Task<int> DoAsync(string[] args, string help, Func<PlimsollOptions, Task<int>> work) =>
        WithOptionsAsync(args, help, (options, _) => work(options));

    private static async Task<int> WithOptionsAsync(string[] args, string help, Func<PlimsollOptions, GatewayArguments, Task<int>> work)
    {
        var errors = new List<string>();
        var arguments = GatewayArguments.Parse(args, errors);
        if (arguments.ShowHelp)
        {
            Console.Out.Write(help);
            return 0;
        }
        var options = errors.Count == 0 ? OptionsLoader.Load(arguments, errors) : null;
        if (options is not null)
            return await work(options, arguments);
        foreach (var error in errors)
            await Console.Error.WriteLineAsync($"plimsoll: {error}");
        return BadUsage;
    }

    private static async Task<int> RunAsync(PlimsollOptions options, GatewayArguments arguments, AppBuilder build)
    {
        await using var app = build(options, arguments.Demo, builder =>
        {
            builder.Services.AddSingleton(OptionalPorts.Of(
                arguments.OtlpHttp is null ? options.OtlpHttp : null, arguments.OtlpGrpc is null ? options.OtlpGrpc : null));
        });
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"plimsoll: cannot start: {e.Message}");
            return Failed;
        }
        Console.Out.WriteLine(Banner(app, options));
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static string Banner(WebApplication app, PlimsollOptions options)
    {
        var version = typeof(GatewayProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return $"Plimsoll {version}: console {string.Join(" and ", app.Urls.Take(options.Urls.Count))}, data in {Path.GetFullPath(options.DataDirectory)}";
    }
}
