using Plimsoll.Configuration.Values;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>capture</c>: by a name of the operator's, where SageMaker's data capture is read.</summary>
internal static class CaptureBinder
{
    private const int MaxSources = 64;
    private const int MaxNameChars = 40;
    private const int MaxComponentChars = 256;
    private const long MiB = 1L << 20;
    private const string Scheme = "s3://";

    public static IReadOnlyList<CaptureSettings> Bind(Section section)
    {
        var sources = new List<CaptureSettings>();
        foreach (var (name, own) in section.Named())
        {
            if (name.Length is 0 or > MaxNameChars || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                section.Fail(name, $"'{name}' is no name; it has 1 to {MaxNameChars} lower-case letters, digits and -");
            if (sources.Count == MaxSources)
                section.Fail(name, $"is one more than the {MaxSources} sources that there may be");
            sources.Add(Source(name, own));
        }
        return sources;
    }

    private static CaptureSettings Source(string name, Section section)
    {
        var defaults = new CaptureSettings(name);
        var (bucket, prefix) = section.Read("s3", ((string?)null, ""), Place);
        var bound = defaults with
        {
            Directory = section.Read<string?>("directory", null, Texts.Path),
            Bucket = bucket,
            Prefix = prefix,
            Region = AwsPlace.Region(section),
            Profile = AwsPlace.Profile(section),
            Endpoint = AwsPlace.Endpoint(section),
            Component = section.Has("component") ? section.Read("component", "", Texts.UpTo(MaxComponentChars)) : null,
            Every = section.Read("every", defaults.Every, Durations.Between(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1))),
            Settle = section.Read("settle", defaults.Settle, Durations.Between(TimeSpan.Zero, TimeSpan.FromHours(1))),
            CatchUp = section.Read("catch_up", defaults.CatchUp, Durations.Between(TimeSpan.FromMinutes(5), TimeSpan.FromDays(7))),
            MaxObjectBytes = section.Read("max_object_bytes", defaults.MaxObjectBytes, Sizes.Between(MiB, 4096 * MiB)),
            Timeout = section.Read("timeout", defaults.Timeout, Durations.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2))),
        };
        if (section.Has("directory") == section.Has("s3"))
            section.Fail("s3", "must be there, or directory, and not both");
        section.Finish();
        return bound;
    }

    private static Parsed<(string?, string)> Place(string text)
    {
        var parts = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..].Split('/', 2) : [""];
        return parts[0].Length is >= 3 and <= 63 && parts[0].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
            ? (parts[0], parts.Length > 1 ? parts[1].Trim('/') : "")
            : Parsed<(string?, string)>.Fail($"'{text}' is not s3://BUCKET/PREFIX");
    }
}
