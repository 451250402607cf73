using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Judging;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Support;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Interactions.Texts;

public sealed class TextStoreTests : IAsyncDisposable
{
    private static readonly InteractionQuery Query = new() { RequestId = "r" };

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-texts-");
    private readonly ManualTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(LogRig.StartMs));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TextStore _store;
    private readonly TextEvents _events;

    public TextStoreTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _events = new TextEvents(meters, NullLogger<TextEvents>.Instance);
        _store = new TextStore(Options, new RigKey(), new InteractionEvents(meters, NullLogger<InteractionEvents>.Instance), _events, new JudgeRota(_time), _time);
    }

    private PlimsollOptions Options => new() { DataDirectory = _data.FullName, Privacy = new PrivacyOptions { TextRetention = TimeSpan.FromHours(25) } };

    [Fact]
    public async Task Text_is_answered_until_its_retention_and_then_leaves_the_disk_although_nothing_new_comes()
    {
        await _store.StartAsync(default);
        await KeepAsync("a rather peculiar sentence");
        _time.Advance(TimeSpan.FromHours(24.9));
        Assert.Single(_store.Find(Query, long.MaxValue)!.Found);
        _time.Advance(TimeSpan.FromHours(0.2));
        Assert.Empty(_store.Find(Query, long.MaxValue)!.Found);
        await Eventually.TrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return !OnDisk("peculiar");
        }, "the text is deleted");
    }

    [Fact]
    public async Task Ids_of_tokens_an_embedding_and_the_times_of_the_request_are_kept_beside_its_texts()
    {
        await _store.StartAsync(default);
        var record = new InferenceRecord
        {
            Component = "c",
            RequestId = "r",
            TimestampMs = LogRig.StartMs,
            Texts = new RecordedTexts("How?", "So.", [], false),
            PromptHash = 7,
            PromptVersion = "p2",
            QueueMs = 12,
            TtftMs = 80,
            InputTokens = 30,
        };
        record.OutputTokenIds.AddRange([4, 5]);
        record.Embedding.AddRange([0.5f, -1]);
        var texts = new KeptTexts();
        texts.Take(record);
        _store.Keep(texts, LogRig.StartMs);
        await Eventually.TrueAsync(() => _store.Find(Query, long.MaxValue)!.Found.Count == 1, "the text is stored");

        var kept = _store.Find(Query, long.MaxValue)!.Found[0].Record;
        Assert.Equal([4, 5], kept.OutputTokenIds);
        Assert.Equal([0.5f, -1], kept.Embedding);
        Assert.Equal(((ulong?)7, "p2", (double?)12, (double?)80, (long?)30), (kept.PromptHash, kept.PromptVersion, kept.QueueMs, kept.TtftMs, kept.InputTokens));
    }

    [Fact]
    public async Task What_a_store_that_is_not_open_is_given_is_counted_and_dropped()
    {
        _store.Keep(Texts("Hello"), LogRig.StartMs);
        Assert.Null(_store.Find(Query, long.MaxValue));
        await _store.StartAsync(default);
        Assert.Empty(_store.Find(Query, long.MaxValue)!.Found);
    }

    [Fact]
    public void Texts_of_one_request_body_are_bounded()
    {
        var texts = new KeptTexts();
        var large = new string('x', TextScreen.MaxChars);
        for (var i = 0; i < 3000; i++)
            texts.Take(new InferenceRecord { Component = "c", RequestId = $"r{i}", TimestampMs = LogRig.StartMs, Texts = new RecordedTexts(large, null, [], false) });
        Assert.InRange(texts.Count, 900, 1100);
        Assert.Equal(3000, texts.Count + texts.Dropped);
        texts.Clear();
        Assert.True(texts.IsEmpty);
    }

    [Fact]
    public void Audit_log_is_renamed_when_full_and_never_grows_past_its_bound()
    {
        var audit = new TextAudit(Options, _events, _time);
        var directory = Path.Combine(_data.FullName, "audit");
        Assert.True(audit.Write(Read("first")));
        for (var i = 0; i < TextAudit.KeptFiles + 3; i++)
        {
            using (var file = new FileStream(Path.Combine(directory, "texts.jsonl"), FileMode.Append))
                file.SetLength(TextAudit.MaxFileBytes);
            Assert.True(audit.Write(Read($"{i}")));
        }
        Assert.Equal(TextAudit.KeptFiles + 1, Directory.GetFiles(directory).Length);
        Assert.Contains("\"request_id\":\"22\"", File.ReadAllText(Path.Combine(directory, "texts.jsonl")), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.StopAsync(default);
        _store.Dispose();
        await _services.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static TextRead Read(string id) => new("local", null, "api", id, null, ["c"], 1);

    private async Task KeepAsync(string prompt)
    {
        _store.Keep(Texts(prompt), LogRig.StartMs);
        await Eventually.TrueAsync(() => _store.Find(Query, long.MaxValue)!.Found.Count == 1, "the text is stored");
    }

    private static KeptTexts Texts(string prompt)
    {
        var texts = new KeptTexts();
        texts.Take(new InferenceRecord { Component = "c", RequestId = "r", TimestampMs = LogRig.StartMs, Texts = new RecordedTexts(prompt, null, [], false) });
        return texts;
    }

    private bool OnDisk(string text) => Directory.GetFiles(Path.Combine(_data.FullName, "texts"), "*.segment").Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    });

    private sealed class RigKey : IHashKey
    {
        public KeyedHash Hash => LogRig.Hash;
    }
}
