using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Plimsoll.Support;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>A user is erased from a real gateway that is killed before, during and after.</summary>
public sealed class ErasureKillTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Records = 6_000;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-erasure");
    private readonly GatewayProcess _gateway;

    public ErasureKillTests() => _gateway = new GatewayProcess(_data.FullName, new Dictionary<string, string>
    {
        ["PLIMSOLL__JOURNAL__SEGMENT_BYTES"] = "1MiB",
        ["PLIMSOLL__CHECKPOINTS__INTERVAL"] = "10m",
        ["PLIMSOLL__QUALITY__SAMPLE_RATE"] = "1",
    });

    [Fact]
    public async Task Nothing_of_the_user_is_left_and_nothing_counted_is_lost_whenever_it_is_killed()
    {
        await _gateway.StartAsync();
        await SendAsync();
        await _gateway.KillAsync();
        await _gateway.StartAsync();
        await Eventually.TrueAsync(async () => await RequestsAsync() == Records, "everything is counted before", s_deadline);
        Assert.NotEqual(0, Found("jane-doe-4711", "jane-request", "quixotic"));

        await AskAsync();
        await _gateway.KillAsync();
        await _gateway.StartAsync();
        await Eventually.TrueAsync(async () => await RequestsAsync() == Records, "everything is counted after a kill in the middle", s_deadline);
        await EraseAsync();
        await _gateway.KillAsync();
        Assert.Equal(0, Found("jane-doe-4711", "jane-request", "quixotic"));
        Assert.NotEqual(0, Found("john-request"));
        await _gateway.StartAsync();

        await Eventually.TrueAsync(async () => await RequestsAsync() == Records, "everything is counted after", s_deadline);
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task SendAsync()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var batch in Enumerable.Range(0, Records).Chunk(500))
        {
            using var sent = await _gateway.Http.PostAsJsonAsync("api/v1/records", batch.Select(i => new
            {
                component = "chat",
                timestamp = now,
                input_tokens = 3,
                total_latency_ms = 10,
                request_id = i % 2 == 0 ? $"jane-request-{i}" : $"john-request-{i}",
                user_id = i % 2 == 0 ? "jane-doe-4711" : "john-roe",
                prompt = i % 2 == 0 ? "A quixotic question" : "A question",
                response = "An answer",
            }));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }
    }

    private async Task<Uri> AskAsync()
    {
        using var asked = await _gateway.Http.PostAsJsonAsync("api/v1/erasures", new { user_id = "jane-doe-4711" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return asked.Headers.Location!;
    }

    private async Task EraseAsync()
    {
        var at = await AskAsync();
        var answer = default(JsonElement);
        await Eventually.TrueAsync(async () =>
        {
            answer = await _gateway.Http.GetFromJsonAsync<JsonElement>(at);
            return answer.GetProperty("finished_at").ValueKind != JsonValueKind.Null;
        }, "the erasure is over", s_deadline);
        Assert.True(answer.GetProperty("state").GetString() == "done", answer.ToString());
    }

    private async Task<long> RequestsAsync()
    {
        using var answer = await _gateway.Http.GetAsync("api/v1/components/chat");
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("requests").GetInt64() : 0;
    }

    private int Found(params string[] marks)
    {
        var found = 0;
        foreach (var path in Directory.EnumerateFiles(_data.FullName, "*", SearchOption.AllDirectories).Where(p => Path.GetFileName(p) != "~lock"))
        {
            using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            found += marks.Sum(m => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).Count(Encoding.UTF8.GetBytes(m)));
        }
        return found;
    }
}
