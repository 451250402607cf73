using Plimsoll.Components.Views;
using Plimsoll.Privacy.Noise;

namespace Plimsoll.Compliance;

/// <summary>Puts a report together from what components keep of their days.</summary>
public sealed class ComplianceBuilder(DateOnly from, DateOnly to, IReadOnlyList<EvidenceSet> components)
{
    private const string Fired = "alert_fired";
    private const string Resolved = "alert_resolved";

    /// <summary>Components that one gap names.</summary>
    private const int MostNamed = 10;

    public ComplianceReport Whole(DateTimeOffset madeAt, RetentionEvidence retention, AuditEvidence audit) => new(
        from, to, madeAt, false, [.. components.Select(ServedReader.Of)], Incidents(), Changes(), retention, audit, null, Gaps(madeAt));

    /// <summary>What may be published: counts that are not of users, and so cannot be protected, are left out.</summary>
    public ComplianceReport Publishable(DateTimeOffset madeAt, RetentionEvidence retention, bool gaussian) => new(
        from, to, madeAt, true, [.. components.Select(Published)], Incidents(), Changes(), retention, null, Loss(gaussian), Gaps(madeAt));

    private static ServedComponent Published(EvidenceSet set) => new(
        set.Component, set.Days.Count, 0, 0, 0, 0, 0, 0, 0, [], [],
        [.. set.Days.Where(d => d.PrivateUsers is not null).Select(d => new UsersOfDay(d.Day, d.PrivateUsers!.Users))]);

    private PrivacyEvidence Loss(bool gaussian)
    {
        var counts = components.SelectMany(c => c.Days).Select(d => d.PrivateUsers).OfType<PrivateUsersView>().ToList();
        var rho = counts.Sum(c => c.Rho);
        return new(
            gaussian ? "discrete Gaussian, σ = 4.2247" : "discrete Laplace, ε = 1", counts.Count, counts.Count(c => c.Users is null), rho,
            PrivacyLoss.Epsilon(rho), PrivacyLoss.Delta);
    }

    private List<IncidentEvidence> Incidents() => [.. components.SelectMany(Incidents).OrderBy(i => i.Detected)];

    private static IEnumerable<IncidentEvidence> Incidents(EvidenceSet set)
    {
        var changes = set.Days.SelectMany(d => d.Changes).OrderBy(c => c.At).ToList();
        foreach (var fired in changes.Where(c => c.Kind == Fired))
        {
            var resolved = changes.Find(c => c.Kind == Resolved && c.What == fired.What && c.At >= fired.At);
            yield return new(set.Component, fired.What, fired.From ?? "", fired.Since, fired.At, resolved?.At);
        }
    }

    private List<ChangeEvidence> Changes() =>
    [
        .. from set in components
           from day in set.Days
           from change in day.Changes
           where change.Kind is not (Fired or Resolved)
           orderby change.At, set.Component
           select new ChangeEvidence(change.At, set.Component, change.Kind, change.What, change.From, change.To),
    ];

    /// <summary>What components lack alike is one line, so that what matters is not pushed off the page.</summary>
    private List<string> Gaps(DateTimeOffset madeAt)
    {
        var gaps = new List<string>();
        if (to >= DateOnly.FromDateTime(madeAt.UtcDateTime).AddDays(-1))
            gaps.Add("The last two days of the period may still change");
        var lacks = components.SelectMany(set => Lacks(set).Select(lack => (set.Component, Lack: lack)));
        gaps.AddRange(lacks.GroupBy(l => l.Lack).Select(g => $"{Names([.. g.Select(l => l.Component)])}: {g.Key}"));
        return gaps;
    }

    private IEnumerable<string> Lacks(EvidenceSet set)
    {
        if (set.Missing > 0)
            yield return $"{set.Missing} weeks could not be read from the store";
        if (set.Days.Sum(d => d.Dropped) is > 0 and var dropped)
            yield return $"{dropped} changes or scores had no room in their day";
        if (set.Days.Count == 0)
            yield return "nothing is known of the period";
        else if (set.Days[0].Day > from)
            yield return FormattableString.Invariant($"nothing is known before {set.Days[0].Day:yyyy-MM-dd}");
    }

    private static string Names(List<string> components) => components.Count <= MostNamed
        ? string.Join(", ", components)
        : $"{string.Join(", ", components.Take(MostNamed))} and {components.Count - MostNamed} more";
}
