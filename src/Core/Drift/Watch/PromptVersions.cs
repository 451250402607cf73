using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Watch;

/// <summary>
/// Which version of the prompt a component answers under, by its judged answers. Another one takes over when it has two thirds
/// of them; while two share the traffic, nothing changes.
/// </summary>
internal sealed class PromptVersions
{
    /// <summary>Answers without which nothing is decided.</summary>
    public const int LeastAnswers = 20;

    private const double Majority = 2d / 3;

    /// <summary>Versions at a time; of more the rest counts for none.</summary>
    private const int MostVersions = 64;

    private readonly Dictionary<string, long> _counts = [];
    private long _answers;

    /// <summary>Empty until one is known.</summary>
    public string Present { get; private set; } = "";

    public void Note(string version)
    {
        _answers++;
        if (_counts.ContainsKey(version) || _counts.Count < MostVersions)
            _counts[version] = _counts.GetValueOrDefault(version) + 1;
    }

    /// <summary>Counts the hour that ends. Returns the version that another one took the place of; null where none did.</summary>
    public string? EndHour()
    {
        if (_answers < LeastAnswers)
            return null;
        var (version, count) = _counts.MaxBy(c => c.Value);
        var taken = version != Present && count >= Majority * _answers;
        (_answers, var before) = (0, Present);
        _counts.Clear();
        if (taken)
            Present = version;
        return taken && before.Length > 0 ? before : null;
    }

    public void Write(StateWriter writer) => writer.Text(Present);

    public static PromptVersions Read(ref StateReader reader) => new() { Present = reader.Text() ?? "" };
}
