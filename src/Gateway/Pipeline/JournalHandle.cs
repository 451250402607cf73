using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Pipeline;

/// <summary>The journal for those who read it beside the pipeline; null until it is open.</summary>
internal sealed class JournalHandle
{
    private SegmentLog? _log;

    public SegmentLog? Log
    {
        get => Volatile.Read(ref _log);
        set => Volatile.Write(ref _log, value);
    }
}
