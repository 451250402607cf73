using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>The journal for those who read it beside the pipeline; null until it is open.</summary>
internal sealed class JournalHandle
{
    private SegmentLog? _log;
    private Delivery? _delivery;

    public SegmentLog? Log
    {
        get => Volatile.Read(ref _log);
        set => Volatile.Write(ref _log, value);
    }

    /// <summary>On its way from the journal to the components; null until it is open.</summary>
    public Delivery? Delivery
    {
        get => Volatile.Read(ref _delivery);
        set => Volatile.Write(ref _delivery, value);
    }
}
