using System.Globalization;
using Plimsoll.Cli.Output;

namespace Plimsoll.Cli.Migrating;

/// <summary>What a migration did, in lines.</summary>
internal static class MigrationReport
{
    private const double MiB = 1 << 20;

    public static IEnumerable<string> Lines(IReadOnlyDictionary<string, MigrationOutcome> outcomes, bool dryRun)
    {
        var copied = outcomes.Values.OfType<MigrationOutcome.Copied>().ToList();
        var verb = dryRun ? "Would copy" : "Copied";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{verb} {copied.Count:N0} components, {copied.Sum(c => c.Blocks):N0} blocks, {copied.Sum(c => c.Bytes) / MiB:N1} MiB; {outcomes.Values.Count(o => o is MigrationOutcome.AlreadyThere):N0} were there already");
        foreach (var (component, outcome) in outcomes.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (outcome is MigrationOutcome.Copied { DamagedBlocks: { Count: > 0 } damaged })
                yield return $"{PlainTable.Printable(component)}: damaged before, and left out: {string.Join(", ", damaged)}";
            if (outcome is MigrationOutcome.Refused refused)
                yield return $"{PlainTable.Printable(component)}: not migrated: {refused.Reason}";
        }
    }

    public static bool IsWhole(IReadOnlyDictionary<string, MigrationOutcome> outcomes) =>
        outcomes.Values.All(o => o is MigrationOutcome.AlreadyThere or MigrationOutcome.Copied { DamagedBlocks.Count: 0 });
}
