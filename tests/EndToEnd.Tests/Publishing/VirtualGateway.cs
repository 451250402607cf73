using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Publishing;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Publishing;

/// <summary>A whole gateway that publishes, under a clock that goes on only once the publisher has done what was due.</summary>
internal sealed class VirtualGateway : IAsyncDisposable
{
    /// <summary>As often the publisher looks what is due.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly ManualTimeProvider _time;
    private readonly PublishingEvents _events;

    private VirtualGateway(WebApplication app, ManualTimeProvider time)
    {
        (_app, _time) = (app, time);
        _events = app.Services.GetRequiredService<PublishingEvents>();
        Http = new() { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public PublishingStatus Status => _events.Status;

    public static async Task<VirtualGateway> StartAsync(string yaml, string data, ManualTimeProvider time)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret-of-the-test");
        var read = ConfigurationReader.Read(yaml, new Dictionary<string, string>());
        Assert.Empty(read.Errors);
        var options = read.Options! with { Urls = ["http://127.0.0.1:0"], OtlpHttp = null, OtlpGrpc = null, DataDirectory = data };
        var app = GatewayApp.Build(options, demo: false, time);
        await app.StartAsync();
        var gateway = new VirtualGateway(app, time);
        await Eventually.TrueAsync(() => gateway.Status != PublishingStatus.None, "the publisher's first turn", s_deadline);
        return gateway;
    }

    /// <summary>Moves the clock by turns, and waits for the publisher in each.</summary>
    public async Task RunAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Turn)
            await TurnAsync();
    }

    public async Task TurnAsync()
    {
        var before = Status;
        using var deadline = new CancellationTokenSource(s_deadline);
        _time.Advance(Turn);
        while (ReferenceEquals(before, Status))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, deadline.Token);
    }

    public async Task PostAsync(string path, params object[] rows)
    {
        using var answer = await Http.PostAsJsonAsync(path, rows);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        Assert.Contains("\"rejected\":[]", said, StringComparison.Ordinal);
    }

    /// <summary>Until so many requests of a component count: what the clock may leave behind is at its place.</summary>
    public Task CountedAsync(string component, long requests) => Eventually.TrueAsync(async () =>
    {
        using var answer = await Http.GetAsync(new Uri($"api/v1/components/{component}", UriKind.Relative));
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requests").GetInt64() >= requests;
    }, $"{requests} requests of {component} count", s_deadline);

    /// <summary>Sum of a counter of the gateway's own over its labels; 0 before it first counts.</summary>
    public async Task<double> CounterAsync(string name) => (await Http.GetStringAsync("metrics")).Split('\n')
        .Where(l => l.StartsWith(name, StringComparison.Ordinal)).Sum(l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
