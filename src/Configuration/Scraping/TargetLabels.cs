using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Scraping;

/// <summary>Labels of targets. Those of other tools that begin with two underscores say how to scrape, and are passed over.</summary>
internal static class TargetLabels
{
    public const int MaxLabels = 32;
    private const int MaxChars = 256;

    public static Dictionary<string, string> Bind(Section section)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
        {
            var value = section.Read(name, "", Texts.UpTo(MaxChars));
            if (labels.Count == MaxLabels)
                section.Fail(name, $"is more than the {MaxLabels} labels that there may be");
            else if (!Names.IsLabel(name))
                section.Fail(name, $"'{name}' is no label; it has letters, digits and _, and begins with no digit");
            else if (!name.StartsWith("__", StringComparison.Ordinal))
                labels[name] = value;
        }
        return labels;
    }
}
