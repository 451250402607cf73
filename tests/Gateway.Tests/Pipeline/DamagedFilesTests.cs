using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Support;

namespace Plimsoll.Gateway.Tests.Pipeline;

/// <summary>A whole gateway on files that were damaged while it was off: it starts, says what and where, and goes on.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private const int Records = 40;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-damage-");

    /// <summary>Where in the file, from 0 to 1, and whether the byte is flipped or everything from it on is missing.</summary>
    public static TheoryData<string, double, bool> Damages() => new()
    {
        { "*.segment", 0.0, false }, { "*.segment", 0.3, false }, { "*.segment", 0.999, false }, { "*.segment", 0.5, true },
        { "*.checkpoint", 0.0, false }, { "*.checkpoint", 0.5, false }, { "*.checkpoint", 0.999, false }, { "*.checkpoint", 0.0, true }, { "*.checkpoint", 0.7, true },
        { "delivery.mark", 0.7, false }, { "delivery.mark", 0.5, true },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_reported_with_its_place_and_nothing_is_lost_that_stands_elsewhere(string pattern, double place, bool cut)
    {
        await RunAsync(new LogLines(), async http =>
        {
            await SendAsync(http, first: 0);
            await EventuallyCountedAsync(http, Records);
        });
        var damaged = Damage(pattern, place, cut);

        var log = new LogLines();
        await RunAsync(log, async http =>
        {
            // Each record is in the journal and in the checkpoint, and only one of them is damaged.
            await EventuallyCountedAsync(http, Records);
            await SendAsync(http, first: Records);
            await EventuallyCountedAsync(http, 2 * Records);
        });

        Assert.Contains(log.Lines, line => line.Contains(damaged, StringComparison.Ordinal) && line.Contains(" at byte ", StringComparison.Ordinal));
    }

    public void Dispose() => _data.Delete(recursive: true);

    /// <summary>The name of the file that was damaged.</summary>
    private string Damage(string pattern, double place, bool cut)
    {
        var file = _data.GetFiles(pattern, SearchOption.AllDirectories).MaxBy(f => f.Name)!;
        var bytes = File.ReadAllBytes(file.FullName);
        var at = (int)(place * bytes.Length);
        bytes[at] ^= 0x20;
        File.WriteAllBytes(file.FullName, cut ? bytes[..at] : bytes);
        return file.Name;
    }

    private async Task RunAsync(LogLines log, Func<HttpClient, Task> work)
    {
        var options = new PlimsollOptions
        {
            Urls = ["http://127.0.0.1:0"],
            OtlpHttp = null,
            OtlpGrpc = null,
            DataDirectory = _data.FullName,
            Checkpoints = new CheckpointOptions { Interval = TimeSpan.FromMilliseconds(100) },
        };
        await using WebApplication app = GatewayApp.Build(options, demo: false, TimeProvider.System, b => b.Logging.AddProvider(log));
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.TrueAsync(async () => (await http.GetAsync(new Uri("readyz", UriKind.Relative))).IsSuccessStatusCode, "the gateway is ready");
        await work(http);
        await app.StopAsync();
    }

    private static async Task SendAsync(HttpClient http, int first)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var lines = Enumerable.Range(first, Records).Select(i => $$"""{"component":"chat","request_id":"d-{{i}}","timestamp":{{now}},"input_tokens":{{i}}}""");
        using var body = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("api/v1/records", UriKind.Relative), body);
        Assert.Equal(Records, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32());
    }

    private static async Task EventuallyCountedAsync(HttpClient http, int requests)
    {
        var counted = 0;
        await Eventually.TrueAsync(async () => (counted = await CountAsync(http)) >= requests, $"{requests} records are counted");
        Assert.Equal(requests, counted);
    }

    private static async Task<int> CountAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("api/v1/components/chat", UriKind.Relative));
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requests").GetInt32() : 0;
    }

    /// <summary>Keeps what is logged, with the message of the exception.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add($"{logLevel}: {formatter(state, exception)} {exception?.Message}");
        }

        public void Dispose()
        {
        }
    }
}
