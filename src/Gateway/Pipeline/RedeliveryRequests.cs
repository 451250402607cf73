using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>
/// Components that went back to a checkpoint by themselves and want the journal above their watermark again.
/// At most one request of each waits.
/// </summary>
internal sealed class RedeliveryRequests(JournalHandle journal) : IRedelivery
{
    private readonly Channel<string> _queue = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> _waiting = new(StringComparer.Ordinal);

    public void Ask(string component)
    {
        if (_waiting.TryAdd(component, true))
            _queue.Writer.TryWrite(component);
    }

    public bool ReachesBackTo(long ms) => journal.Log?.Segments() is [var oldest, ..] && oldest.OldestMs <= ms;

    public async IAsyncEnumerable<string> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var component in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            _waiting.TryRemove(component, out _);
            yield return component;
        }
    }
}
