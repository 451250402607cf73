using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Components;
using Plimsoll.Gateway.Exposition;
using Plimsoll.Gateway.Query;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Query;

/// <summary>The query API and the exposition alone, on a real Kestrel at an ephemeral port, over canned components.</summary>
internal sealed class QueryHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    private readonly WebApplication _app;

    private QueryHost(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public static async Task<QueryHost> StartAsync(params FakeComponent[] components)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IComponentDirectory>(new FakeDirectory(components));
        builder.Services.AddSingleton<TimeProvider>(new ManualTimeProvider(Now));
        builder.Services.AddQuery().AddExposition();
        var app = builder.Build();
        app.MapQuery().MapExposition();
        await app.StartAsync();
        return new QueryHost(app);
    }

    /// <summary>Status, media type and JSON of an answer.</summary>
    public async Task<(int Status, string? Type, JsonElement Json)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        var json = text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, json);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
