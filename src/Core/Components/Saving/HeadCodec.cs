using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Saving;

/// <summary>
/// The head: names of the resident blocks first, so that they can be read alone, then everything that is small.
/// </summary>
internal static class HeadCodec
{
    /// <summary>The fourth may have a source that the third did not know.</summary>
    private const byte Format = 4, OldestFormat = 3;
    private const int MaxBlocks = 4096;
    private const string Block = "head";

    public static ReadOnlyMemory<byte> Write(ComponentData data, IEnumerable<string> residentBlocks)
    {
        var writer = new StateWriter();
        writer.Byte(Format);
        var names = residentBlocks.ToList();
        writer.Count(names.Count);
        foreach (var name in names)
            writer.Text(name);
        writer.Count(data.Version);
        writer.Count(data.PositionMs);
        writer.Count(data.LastTickMs);
        writer.Count(data.GpuCostRemainder);
        writer.Byte((byte)data.State);
        writer.Count(data.StateSinceMs);
        writer.Count(data.WatchedSinceMs);
        data.StateChanges.Write(writer);
        data.Quality.Write(writer);
        data.Watermarks.Write(writer);
        data.Outbox.Write(writer);
        WriteTracks(data, writer);
        return writer.ToArray();
    }

    public static IReadOnlyList<string> ReadBlockNames(ReadOnlyMemory<byte> head)
    {
        var reader = new StateReader(Block, head.Span);
        return ReadNames(ref reader);
    }

    public static void Read(ReadOnlyMemory<byte> head, ComponentData data)
    {
        var reader = new StateReader(Block, head.Span);
        ReadNames(ref reader);
        data.Version = reader.Count();
        data.PositionMs = reader.Count();
        data.LastTickMs = reader.Count();
        data.GpuCostRemainder = reader.Count();
        data.State = (ComponentState)reader.Byte();
        data.StateSinceMs = reader.Count();
        data.WatchedSinceMs = reader.Count();
        data.StateChanges.Restore(ref reader);
        data.Quality.Restore(ref reader);
        data.Watermarks.Restore(ref reader);
        data.Outbox.Restore(ref reader);
        ReadTracks(ref reader, data);
        reader.End();
    }

    private static List<string> ReadNames(ref StateReader reader)
    {
        reader.Version(OldestFormat, Format);
        var names = new List<string>();
        for (var left = reader.Length(MaxBlocks); left > 0; left--)
            names.Add(reader.Text() ?? throw reader.Corrupt("a block without a name"));
        return names;
    }

    private static void WriteTracks(ComponentData data, StateWriter writer)
    {
        writer.Count(data.Tracks.Count());
        foreach (var track in data.Tracks)
        {
            writer.Byte((byte)track.Source);
            track.Requests.Write(writer);
            track.Gpu.Write(writer);
            track.Engine.Write(writer);
            track.Host.Write(writer);
            track.Endpoint.Write(writer);
            track.Model.Write(writer);
            track.ModelVersion.Write(writer);
            writer.Count(track.History.Archived.Count);
            foreach (var hour in track.History.Archived)
                writer.Count(hour);
        }
    }

    private static void ReadTracks(ref StateReader reader, ComponentData data)
    {
        for (var left = reader.Length(ComponentData.SourceCount); left > 0; left--)
        {
            var source = reader.Byte();
            if (source >= ComponentData.SourceCount)
                throw reader.Corrupt($"{source} is no source");
            var track = data.Track((TelemetrySource)source);
            track.Requests = Activity.Read(ref reader);
            track.Gpu = Activity.Read(ref reader);
            track.Engine = Activity.Read(ref reader);
            track.Host = Activity.Read(ref reader);
            track.Endpoint = LatestText.Read(ref reader);
            track.Model = LatestText.Read(ref reader);
            track.ModelVersion = LatestText.Read(ref reader);
            for (var hours = reader.Length(MaxBlocks); hours > 0; hours--)
                track.History.RestoreArchived(reader.Count());
        }
    }
}
