using System.Threading.Channels;

namespace Plimsoll.Gateway.Erasing;

/// <summary>Takes erasures and carries them out one at a time. One that a restart interrupts is to be asked for again, and does no harm twice.</summary>
internal sealed class ErasureDesk(ErasureRunner runner, ErasureEvents events, TimeProvider time) : BackgroundService
{
    /// <summary>Erasures that are remembered, and shown by their id.</summary>
    public const int Kept = 32;

    private readonly Lock _lock = new();
    private readonly List<ErasureJob> _jobs = [];
    private readonly Channel<ErasureJob> _waiting = Channel.CreateBounded<ErasureJob>(1);

    /// <summary>Null while another is under way.</summary>
    public ErasureAnswer? Start(ErasureJob job)
    {
        lock (_lock)
        {
            if (_jobs.Exists(j => !j.IsOver) || !_waiting.Writer.TryWrite(job))
                return null;
            _jobs.Add(job);
            if (_jobs.Count > Kept)
                _jobs.RemoveAt(0);
            return job.Answer;
        }
    }

    public ErasureAnswer? Find(string id)
    {
        lock (_lock)
            return _jobs.Find(j => j.Answer.Id == id)?.Answer;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                // Reads whole journals: not on a thread that requests wait for.
                var (state, reason) = await Task.Run(() => runner.RunAsync(job, stoppingToken), stoppingToken);
                job.End(state, reason, time.GetUtcNow());
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                events.Failed(trouble);
                job.End("failed", trouble.GetType().Name, time.GetUtcNow());
            }
            events.Ended(job.Answer);
        }
    }
}
