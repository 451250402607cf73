using Plimsoll.Alerting.Signals;

namespace Plimsoll.Alerting.Expressions;

/// <summary>Reads findings such as <c>burn_rate(ttft)</c>. A name that nobody watches is an error: such a rule could never fire.</summary>
internal static class FindingReader
{
    private static readonly string[] s_findings = ["burn_rate", "anomaly", "shift", "drift", .. ComponentIs.Names];

    public static Finding Read(TokenReader tokens)
    {
        var name = tokens.Take(TokenKind.Word, "a name");
        tokens.Take(TokenKind.Open, "'('");
        Finding finding = name.Text switch
        {
            "burn_rate" => Burn(tokens),
            "anomaly" => new AnomalyOf(Subject(tokens, FindingSubjects.IsSeries, "series that is watched", FindingSubjects.Series)),
            "shift" => new ShiftOf(Subject(tokens, FindingSubjects.IsSeries, "series that is watched", FindingSubjects.Series)),
            "drift" => new DriftOf(Subject(tokens, FindingSubjects.Drifting.Contains, "signal that drift is looked for in", FindingSubjects.Drifting)),
            _ => ComponentIs.Find(name.Text) ?? throw tokens.Unreadable(name, $"{name.Shown} is no finding; there are {string.Join(", ", s_findings)}"),
        };
        tokens.Take(TokenKind.Close, "')'");
        return finding;
    }

    private static BurnRate Burn(TokenReader tokens)
    {
        var objective = Subject(tokens, FindingSubjects.Objectives.Contains, "objective", FindingSubjects.Objectives);
        if (!tokens.TakeComma())
            return new(objective, null);
        var speed = tokens.Take(TokenKind.Word, "page or ticket");
        return speed.Text switch
        {
            "page" => new(objective, BurnSpeed.Page),
            "ticket" => new(objective, BurnSpeed.Ticket),
            _ => throw tokens.Unreadable(speed, $"{speed.Shown} is neither page nor ticket"),
        };
    }

    private static string Subject(TokenReader tokens, Func<string, bool> isKnown, string kind, IReadOnlyList<string> all)
    {
        var word = tokens.Take(TokenKind.Word, $"a name such as {all[0]}");
        return isKnown(word.Text) ? word.Text : throw tokens.Unreadable(word, $"{word.Shown} is no {kind}; it may be {string.Join(", ", all)}");
    }
}
