using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;

namespace Plimsoll.Gateway.Tests.WebConsole;

/// <summary>A whole gateway on the loopback whose components may be made up.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private ConsoleHost(WebApplication app, DirectoryInfo data) => (_app, _data) = (app, data);

    public string DataDirectory => _data.FullName;

    public Uri Url => new(_app.Urls.First());

    /// <param name="directory">Null: the gateway's own components.</param>
    /// <param name="port">0: any free one.</param>
    public static async Task<ConsoleHost> StartAsync(
        IComponentDirectory? directory, PlimsollOptions? options = null, TimeProvider? time = null, int port = 0)
    {
        var data = Directory.CreateTempSubdirectory("plimsoll-console-");
        var own = (options ?? new PlimsollOptions()) with
        {
            Urls = [$"http://127.0.0.1:{port}"],
            OtlpHttp = null,
            OtlpGrpc = null,
            DataDirectory = data.FullName,
        };
        var app = GatewayApp.Build(own, demo: false, time ?? TimeProvider.System, builder =>
        {
            if (directory is not null)
                builder.Services.AddSingleton(directory);
        });
        await app.StartAsync();
        return new ConsoleHost(app, data);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
