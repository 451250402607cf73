using System.Net;
using System.Text;
using System.Text.Json;

namespace Plimsoll.EndToEnd.Tests.Durability;

/// <summary>
/// Clients that send batches of distinct records and repeat each, with the same ids, until it is acknowledged.
/// </summary>
internal sealed class LoadClients(GatewayProcess gateway, int batchSize)
{
    private readonly Lock _lock = new();
    private readonly List<SentRecord> _acknowledged = [];
    private volatile bool _enough;
    private int _next;
    private int _retries;
    private int _turnedAway;

    /// <summary>Batches that were sent again because their outcome was not known.</summary>
    public int Retries => Volatile.Read(ref _retries);

    /// <summary>Batches that were answered 429.</summary>
    public int TurnedAway => Volatile.Read(ref _turnedAway);

    public IReadOnlyList<SentRecord> Acknowledged
    {
        get
        {
            lock (_lock)
                return [.. _acknowledged];
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _acknowledged.Count;
        }
    }

    /// <summary>Runs until <see cref="Enough"/>; every batch begun is then acknowledged.</summary>
    public Task RunAsync(int clients)
    {
        _enough = false;
        return Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => RunOneAsync(client))));
    }

    public void Enough() => _enough = true;

    /// <summary>Sends records once more until that is acknowledged, too.</summary>
    public async Task<(int Accepted, int Duplicates)> SendAsync(IReadOnlyCollection<SentRecord> batch)
    {
        var body = Body(batch);
        while (true)
        {
            if (await TrySendAsync(body) is { } answer)
                return answer;
            Interlocked.Increment(ref _retries);
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        }
    }

    /// <summary>One batch, until it is acknowledged.</summary>
    public async Task SendOneAsync(Random random)
    {
        var batch = Make(random);
        var (accepted, duplicates) = await SendAsync(batch);
        Assert.Equal(batch.Count, accepted + duplicates);
        lock (_lock)
            _acknowledged.AddRange(batch);
    }

    private async Task RunOneAsync(int seed)
    {
        var random = new Random(seed);
        while (!_enough)
            await SendOneAsync(random);
    }

    private List<SentRecord> Make(Random random)
    {
        var first = Interlocked.Add(ref _next, batchSize) - batchSize;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. Enumerable.Range(first, batchSize).Select(n => new SentRecord(n, now - random.Next(0, 240_000)))];
    }

    private static byte[] Body(IEnumerable<SentRecord> batch)
    {
        var json = new StringBuilder("[");
        foreach (var record in batch)
        {
            if (json.Length > 1)
                json.Append(',');
            record.WriteTo(json);
        }
        return Encoding.UTF8.GetBytes(json.Append(']').ToString());
    }

    /// <summary>Null when the outcome is unknown or the gateway took nothing.</summary>
    private async Task<(int Accepted, int Duplicates)?> TrySendAsync(byte[] body)
    {
        try
        {
            using var content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } };
            using var answer = await gateway.Http.PostAsync("api/v1/records", content);
            if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                Note(answer);
                return null;
            }
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            Assert.True(answer.IsSuccessStatusCode, json.RootElement.ToString());
            return (json.RootElement.GetProperty("accepted").GetInt32(), json.RootElement.GetProperty("duplicates").GetInt32());
        }
        catch (Exception unknown) when (unknown is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    private void Note(HttpResponseMessage refusal)
    {
        Assert.True(refusal.Headers.RetryAfter?.Delta > TimeSpan.Zero, $"{refusal.StatusCode} without Retry-After");
        if (refusal.StatusCode == HttpStatusCode.TooManyRequests)
            Interlocked.Increment(ref _turnedAway);
    }
}
