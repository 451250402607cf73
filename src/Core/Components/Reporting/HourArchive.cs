using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Components.Saving;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Reporting;

/// <summary>Older hours as the host read them from the store.</summary>
internal sealed class HourArchive
{
    private readonly Dictionary<(TelemetrySource Source, long Hour), Window> _hours = [];

    /// <exception cref="InvalidDataException">A block is not an hour; names it and the byte.</exception>
    public HourArchive(IReadOnlyList<StateBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (BlockName.Parse(block.Name) is not { Kind: BlockKind.Hour } name)
                continue;
            var reader = new StateReader(block.Name, block.Bytes.Span);
            _hours[(name.Source, name.Index)] = Window.Read(ref reader);
            reader.End();
        }
    }

    public IEnumerable<long> Hours => _hours.Keys.Select(k => k.Hour).Distinct();

    public Window? Find(TelemetrySource source, long hour) => _hours.GetValueOrDefault((source, hour));
}
