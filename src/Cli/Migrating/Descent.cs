using Plimsoll.Components;
using Plimsoll.Storage.Checkpoints;

namespace Plimsoll.Cli.Migrating;

/// <summary>How the checkpoint in the target stands to the one in the source, by what each has counted of every journal.</summary>
internal enum Kinship
{
    Same,

    /// <summary>The target has counted what the source has, and more.</summary>
    Descendant,

    /// <summary>The source has counted what the target has, and more.</summary>
    Ancestor,

    Stranger,
}

internal static class Descent
{
    public static Kinship Of(CheckpointHead source, CheckpointHead target)
    {
        if (Watermarks(source) is not { } ours || Watermarks(target) is not { } theirs)
            return source.State.Span.SequenceEqual(target.State.Span) ? Kinship.Same : Kinship.Stranger;
        return (Covers(theirs, ours), Covers(ours, theirs)) switch
        {
            (true, true) => Kinship.Same,
            (true, false) => Kinship.Descendant,
            (false, true) => Kinship.Ancestor,
            _ => Kinship.Stranger,
        };
    }

    public static bool IsComponent(CheckpointHead head) => Watermarks(head) is not null;

    private static bool Covers(IReadOnlyDictionary<Guid, long> one, IReadOnlyDictionary<Guid, long> other) =>
        other.All(mark => one.GetValueOrDefault(mark.Key) >= mark.Value);

    /// <summary>Null for a checkpoint of something else than a component, or of another version of it.</summary>
    private static IReadOnlyDictionary<Guid, long>? Watermarks(CheckpointHead head)
    {
        try
        {
            return InferenceComponent.ReadWatermarks(head.State);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
