namespace Plimsoll.Configuration.Binding;

/// <summary>The known key that a misspelt one was probably meant to be.</summary>
internal static class NearestKey
{
    /// <summary>Null when none is within a third of its length by Levenshtein distance.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        var (key, distance) = known.Select(k => (Key: k, Distance: Distance(written, k))).MinBy(k => k.Distance);
        return key is not null && distance <= Math.Max(1, key.Length / 3) ? key : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
