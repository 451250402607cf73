namespace Plimsoll.Gateway.Costs;

/// <summary>Reads a parameter that names components.</summary>
internal static class ComponentNames
{
    /// <summary>Null where it names none: all are meant.</summary>
    public static IReadOnlyList<string>? Read(string[] given)
    {
        var names = given.SelectMany(g => g.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).ToList();
        return names.Count > 0 ? names : null;
    }
}
