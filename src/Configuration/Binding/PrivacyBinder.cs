using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Binding;

/// <summary>The section <c>privacy</c>.</summary>
internal static class PrivacyBinder
{
    private const long SmallestStore = 64L << 20;
    private const long LargestStore = 1L << 50;

    public static PrivacyOptions Privacy(Section section, PrivacyOptions defaults)
    {
        var bound = new PrivacyOptions
        {
            MetadataOnly = section.Read("metadata_only", defaults.MetadataOnly ? "true" : "false", Texts.OneOf("true", "false")) == "true",
            TextRetention = section.Read(
                "text_retention", defaults.TextRetention, Durations.Between(TimeSpan.FromMinutes(1), TimeSpan.FromDays(400))),
            MaxTextBytes = section.Read("max_text_bytes", defaults.MaxTextBytes, Sizes.Between(SmallestStore, LargestStore)),
        };
        section.Finish();
        return bound;
    }
}
