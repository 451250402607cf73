using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Values;

namespace Plimsoll.Configuration.Alerts;

/// <summary>Labels of a rule: names as Prometheus has them, and a text each.</summary>
internal static class LabelBinder
{
    private const int MaxLabels = 16;
    private const int MaxChars = 256;

    /// <summary>Labels that every alert has already.</summary>
    private static readonly string[] s_taken = ["alertname", "component", "model", "model_version", "priority", "severity", "family"];

    public static Dictionary<string, string> Bind(Section section)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
        {
            if (labels.Count == MaxLabels)
                section.Fail(name, $"is more than the {MaxLabels} labels that a rule may have");
            else if (s_taken.Contains(name) || !Names.IsLabel(name))
                section.Fail(name, s_taken.Contains(name) ? $"every alert has the label '{name}' already" : $"'{name}' is no label; it has letters, digits and _, and begins with no digit");
            else
                labels[name] = section.Read(name, "", Texts.UpTo(MaxChars));
        }
        section.Finish();
        return labels;
    }
}
