using System.Globalization;
using System.Text;
using Plimsoll.Integrations.Aws.CloudWatch;
using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Publishing;

/// <summary>Namespaces and dimensions as CloudWatch takes them.</summary>
internal static class DatumNames
{
    private const int MostNamespaceChars = 255;
    private const int MostValueChars = 1_024;

    /// <summary>Letters, digits and .-_/#: alone.</summary>
    public static string Namespace(string pattern, string component)
    {
        var text = pattern.Replace(CloudWatchSettings.ComponentPlace, component, StringComparison.Ordinal);
        var clean = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '#' or ':' ? c : '_'));
        return clean.Length <= MostNamespaceChars ? clean : clean[..MostNamespaceChars];
    }

    /// <summary>Of Plimsoll's own metrics: one dimension, since each combination is billed.</summary>
    public static IReadOnlyList<Dimension> Own(PublishedMinute minute) => [new("Component", Value(minute.Component))];

    /// <summary>As dashboards on the AWS sample's metrics expect them.</summary>
    public static IReadOnlyList<Dimension> Quality(PublishedMinute minute)
    {
        var dimensions = new List<Dimension>();
        if (!string.IsNullOrWhiteSpace(minute.Endpoint))
            dimensions.Add(new("EndpointName", Value(minute.Endpoint)));
        dimensions.Add(new("InferenceComponentName", Value(minute.Component)));
        dimensions.Add(new("InferenceComponentLabel", Value(minute.Label)));
        return dimensions;
    }

    /// <summary>Printable ASCII; anything else as \uXXXX, so that two names never become one.</summary>
    private static string Value(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= ' ' and <= '~')
                value.Append(c);
            else
                value.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return value.Length <= MostValueChars ? value.ToString() : value.ToString(0, MostValueChars);
    }
}
