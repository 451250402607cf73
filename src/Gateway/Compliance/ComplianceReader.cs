using System.Security.Cryptography;
using Plimsoll.Compliance;
using Plimsoll.Components.Views;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Costs;
using Plimsoll.Privacy.Noise;

namespace Plimsoll.Gateway.Compliance;

/// <summary>Makes the report of a period.</summary>
internal sealed class ComplianceReader(EvidenceReader evidence, AuditReader audit, PlimsollOptions options, TimeProvider time)
{
    /// <summary>Null when noise could not be saved: ask again.</summary>
    /// <param name="names">Null for all components; those named exist.</param>
    public async Task<ComplianceReport?> ReadAsync(IReadOnlyList<string>? names, DayPeriod period, bool publish, CancellationToken cancellation)
    {
        // A user counts in one cell a day when one component is reported, and in many when several are.
        var gaussian = names is not { Count: 1 };
        var sets = await evidence.ReadAsync(names, () => new(period.From, period.To, publish ? Noise(gaussian) : null), Task.FromResult, cancellation);
        if (sets.Any(s => s.Unsaved))
            return null;
        var builder = new ComplianceBuilder(period.From, period.To, sets);
        return publish ? builder.Publishable(time.GetUtcNow(), Retention(), gaussian) : builder.Whole(time.GetUtcNow(), Retention(), audit.Read(period));
    }

    private static NoiseQuery Noise(bool gaussian) => new(gaussian, RandomNumberGenerator.GetBytes(NoiseStream.KeyBytes));

    private RetentionEvidence Retention() => new(
        !options.Privacy.MetadataOnly, options.Privacy.TextRetention.TotalDays, options.Journal.Retention.TotalDays,
        options.SettingsFor("*").Judging.Retention.TotalDays, EvidenceQuery.KeptDays);
}
