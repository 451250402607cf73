namespace Plimsoll.Gateway.Ingest.RemoteWrite;

/// <summary>What a received sample was taken for.</summary>
internal enum SampleFate
{
    Mapped,

    /// <summary>No series of interest has this name.</summary>
    UnknownName,

    /// <summary>None of the labels that name the component is there.</summary>
    NoComponent,

    /// <summary>The series has ended.</summary>
    StaleMarker,

    /// <summary>NaN that is no stale marker: the sender does not know the value.</summary>
    NotANumber,

    /// <summary>Another server of its cluster counts.</summary>
    OtherReplica,

    /// <summary>Its cluster is new, and no more are followed.</summary>
    TooManyClusters,

    /// <summary>Its histogram is new, and no more are followed.</summary>
    NoRoom,

    /// <summary>A native histogram of values that are no latency and no tokens, or of a schema that is not known.</summary>
    NoDistribution,

    /// <summary>A classic histogram that comes as a native one too.</summary>
    AlsoNative,

    /// <summary>Its series has more labels, or longer ones, than any of interest.</summary>
    TooManyLabels,

    /// <summary>Its component is new, and its target has named as many as one may.</summary>
    TooManyComponents,
}

/// <summary>The fates of a request's samples.</summary>
internal sealed class SampleFates
{
    private readonly int[] _counts = new int[Enum.GetValues<SampleFate>().Length];

    public int this[SampleFate fate] => _counts[(int)fate];

    public void Count(SampleFate fate, int samples = 1) => _counts[(int)fate] += samples;

    public void Clear() => Array.Clear(_counts);

    /// <summary>The word for a metric's label.</summary>
    public static string Label(SampleFate fate) => fate switch
    {
        SampleFate.Mapped => "mapped",
        SampleFate.UnknownName => "unknown_name",
        SampleFate.NoComponent => "no_component",
        SampleFate.StaleMarker => "stale_marker",
        SampleFate.NotANumber => "not_a_number",
        SampleFate.OtherReplica => "other_replica",
        SampleFate.TooManyClusters => "too_many_clusters",
        SampleFate.NoRoom => "no_room",
        SampleFate.NoDistribution => "no_distribution",
        SampleFate.AlsoNative => "also_native",
        SampleFate.TooManyLabels => "too_many_labels",
        SampleFate.TooManyComponents => "too_many_components",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, null),
    };
}
