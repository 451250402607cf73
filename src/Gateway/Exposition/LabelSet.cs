using System.Text;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Labels of a sample, encoded once and written many times.</summary>
internal sealed class LabelSet
{
    public static readonly LabelSet Empty = new([]);

    public LabelSet(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        Pairs = pairs;
        Text = Encoding.UTF8.GetBytes(string.Join(',', pairs.Select(p => LabelText.Format(p.Key, p.Value))));
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; }

    /// <summary>As they stand between the braces of the text formats.</summary>
    public byte[] Text { get; }

    public static LabelSet Of(string name, string? value) => new([new(name, value ?? "")]);

    public static LabelSet Of(params IEnumerable<(string Name, string Value)> labels) => new([.. labels.Select(l => KeyValuePair.Create(l.Name, l.Value))]);
}
