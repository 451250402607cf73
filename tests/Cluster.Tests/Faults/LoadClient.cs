using System.Net.Http.Json;
using Plimsoll.Components;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>One client of one gateway at a time, which repeats what was not acknowledged.</summary>
/// <param name="name">Begins its request ids.</param>
/// <param name="field">In which its records carry their tokens.</param>
internal sealed class LoadClient(string name, string field) : IAsyncDisposable
{
    private const int RecordsPerRequest = 20;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private Uri? _gateway;
    private Task _load = Task.CompletedTask;
    private int _acknowledged;

    /// <summary>Where it sends; null while it has nowhere to.</summary>
    public Uri? Gateway
    {
        get => Volatile.Read(ref _gateway);
        set => Volatile.Write(ref _gateway, value);
    }

    /// <summary>Every id below was acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public void Start() => _load = Task.Run(LoadAsync);

    /// <summary>Waits until a number of requests more were acknowledged.</summary>
    public async Task PassAsync(int requests)
    {
        var goal = Acknowledged + (requests * RecordsPerRequest);
        await Eventually.TrueAsync(
            () => _load.IsFaulted ? _load.ContinueWith(_ => true, TaskScheduler.Default) : Task.FromResult(Acknowledged >= goal),
            $"{name}: {requests} requests are acknowledged", Deadline);
    }

    /// <summary>Does something between two requests, when everything that was sent is acknowledged.</summary>
    public async Task BetweenRequestsAsync(Func<Task> something)
    {
        await _turn.WaitAsync();
        try
        {
            await something();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>How often each id was counted that was acknowledged.</summary>
    public Task<Dictionary<int, long>> CountedAsync(IComponentDirectory components) =>
        RecordIds.CountedAsync(components, $"request_{field}", Acknowledged);

    /// <summary>Ends the load; the last request that was sent is acknowledged.</summary>
    public async Task FinishAsync()
    {
        await _stop.CancelAsync();
        await _load;
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        _stop.Dispose();
        _turn.Dispose();
        _http.Dispose();
    }

    private async Task LoadAsync()
    {
        using var pace = new PeriodicTimer(Pace);
        while (!_stop.IsCancellationRequested && await pace.WaitForNextTickAsync())
        {
            await BetweenRequestsAsync(async () =>
            {
                var ids = Enumerable.Range(_acknowledged, RecordsPerRequest).ToList();
                await Eventually.TrueAsync(() => PostAsync(ids), $"{name}: a gateway takes the request", Deadline);
                Volatile.Write(ref _acknowledged, _acknowledged + RecordsPerRequest);
            });
        }
    }

    /// <summary>True once all of them were acknowledged, now or before an answer that was lost.</summary>
    private async Task<bool> PostAsync(IReadOnlyList<int> ids)
    {
        if (Gateway is not { } gateway)
            return false;
        try
        {
            using var answer = await _http.PostAsJsonAsync(new Uri(gateway, "api/v1/records"), ids.Select(Record));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private Dictionary<string, object> Record(int id) => new()
    {
        ["component"] = RecordIds.ComponentOf(id),
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        ["request_id"] = $"{name}-{id}",
        [field] = RecordIds.TokensOf(id),
    };
}
