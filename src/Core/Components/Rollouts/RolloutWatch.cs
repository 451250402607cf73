using Plimsoll.Aggregation.Encoding;
using Plimsoll.Comparison.Rollout;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.Rollouts;

/// <summary>Watches the rollout that is configured, from the candidate's first request until it is complete or rolled back.</summary>
internal sealed class RolloutWatch
{
    private const byte Format = 1;
    private const int MostAccepted = 1_000;
    private const long TickMs = 30 * Clock.SecondMs;

    /// <summary>What stood when a person armed the rollout again, or paged before it began; it counts again once it fell.</summary>
    private HashSet<string> _accepted = new(StringComparer.Ordinal);

    private string? _id;
    private string? _told;
    private FailureGuardrail _failures = new();
    private TrafficCursor _cursor = new();
    private VersionTraffic _canary;
    private VersionTraffic _stable;
    private long _lastSeenMs;
    private long _lastMs;
    private RolloutDecision _decision = new RolloutDecision.Hold();

    public RolloutGuard? Guard { get; private set; }

    /// <summary>When it began, or was armed again.</summary>
    public long StartMs { get; private set; }

    /// <summary>As last evaluated.</summary>
    public IReadOnlyList<Guardrail> Guardrails { get; private set; } = [];

    /// <summary>Version of the state at the last change.</summary>
    public long Version { get; private set; }

    public string State => (Guard, _decision) switch
    {
        (null, _) => "waiting",
        ({ RolledBackFor: not null }, _) => "rolled_back",
        (_, RolloutDecision.Pause) => "paused",
        (_, RolloutDecision.Complete) => "complete",
        _ => "running",
    };

    /// <summary>Evaluates at each half minute. Returns whether anything of it changed.</summary>
    public bool Tick(ComponentData data, long nowMs)
    {
        if (nowMs / TickMs == _lastMs / TickMs)
            return false;
        _lastMs = nowMs;
        if (data.Settings.Rollout is not { } settings)
            return Forget();
        var forgot = _id != Id(data, settings) && Forget();
        if (Guard is { RolledBackFor: not null } || _decision is RolloutDecision.Complete)
            return false;
        var findings = RolloutReader.Read(data, settings, nowMs);
        if (Guard is null && findings.LastSeenMs is null)
            return forgot;
        if (Guard is null)
            Begin(data, settings, findings, nowMs);
        Evaluate(data, settings, findings, nowMs);
        Version = data.Version;
        return true;
    }

    /// <summary>What stands against the candidate now is taken note of, and does not roll back again until it fell.</summary>
    public RearmReceipt Rearm(ComponentData data, long nowMs)
    {
        if (data.Settings.Rollout is not { } settings || Guard is not { } guard || _id != Id(data, settings))
            return new("no_rollout");
        if (guard.RolledBackFor is null)
            return new("not_rolled_back");
        guard.Rearm(nowMs);
        if (_told is not null)
            data.Outbox.Remove(_told);
        Start(data, settings, nowMs);
        var findings = RolloutReader.Read(data, settings, nowMs);
        Guardrails = [.. RolloutReader.Guardrails(settings, findings, _failures.EValue)];
        _accepted = [.. findings.Pages.Select(Page), .. Standing(settings)];
        _decision = new RolloutDecision.Hold();
        Version = data.Version;
        return new(Refused: null);
    }

    /// <summary>A rollout that is no longer configured. Returns whether there was one.</summary>
    private bool Forget()
    {
        var had = Guard is not null;
        (Guard, _decision, _lastSeenMs, Version) = (null, new RolloutDecision.Hold(), 0, 0);
        return had;
    }

    private void Begin(ComponentData data, RolloutSettings settings, RolloutFindings findings, long nowMs)
    {
        _id = Id(data, settings);
        Guard = new(_id, settings.Plan, nowMs);
        Start(data, settings, nowMs);
        _accepted = [.. findings.Pages.Select(Page)];
    }

    private void Start(ComponentData data, RolloutSettings settings, long nowMs)
    {
        (_failures, _canary, _stable, _told, StartMs) = (new(), default, default, null, nowMs);
        _cursor.Begin(data, settings, nowMs);
    }

    private void Evaluate(ComponentData data, RolloutSettings settings, RolloutFindings findings, long nowMs)
    {
        _lastSeenMs = Math.Max(_lastSeenMs, findings.LastSeenMs ?? 0);
        var (canary, stable) = _cursor.Next(data, settings, nowMs);
        (_canary, _stable) = (_canary.Plus(canary), _stable.Plus(stable));
        _failures.Add(canary, stable);
        Guardrails = [.. RolloutReader.Guardrails(settings, findings, _failures.EValue)];
        _accepted.IntersectWith([.. findings.Pages.Select(Page), .. Standing(settings)]);
        _decision = Guard!.Decide(Evidence(findings), nowMs);
        if (_decision is RolloutDecision.Promote)
            (_canary, _stable) = (default, default);
        if (_decision is not RolloutDecision.RollBack rollback || rollback.EffectId == _told)
            return;
        _told = rollback.EffectId;
        data.Outbox.Add(Rollback.ToEffect(data.Name, settings, rollback, nowMs));
    }

    private RolloutEvidence Evidence(RolloutFindings findings) => new(
        [.. Guardrails.Select(g => _accepted.Contains(g.Name) ? g with { EValue = 0 } : g)],
        [.. findings.Measures.Select(m => m.Result)],
        _stable.Requests, _canary.Requests, _lastSeenMs, findings.Pages.Any(rule => !_accepted.Contains(Page(rule))));

    private IEnumerable<string> Standing(RolloutSettings settings) =>
        Guardrails.Where(g => g.EValue >= settings.Plan.Threshold(Guardrails.Count)).Select(g => g.Name);

    private static string Page(string rule) => $"p0:{rule}";

    private static string Id(ComponentData data, RolloutSettings settings) => $"{data.Name}/{settings.By}/{settings.Baseline}/{settings.Candidate}";

    public void Write(StateWriter writer)
    {
        writer.Byte(Format);
        writer.Text(_id);
        writer.Text(_told);
        writer.Count(StartMs);
        writer.Count(_lastSeenMs);
        foreach (var count in (long[])[_canary.Requests, _canary.Errors, _stable.Requests, _stable.Errors])
            writer.Count(count);
        _failures.Write(writer);
        _cursor.Write(writer);
        Guard!.Write(writer);
        writer.Count(_accepted.Count);
        foreach (var name in _accepted.Order(StringComparer.Ordinal))
            writer.Text(name);
    }

    public void Restore(ref StateReader reader, RolloutSettings? settings, long version)
    {
        reader.Version(Format);
        _id = reader.Text() ?? throw reader.Corrupt("a rollout without an id");
        _told = reader.Text();
        StartMs = reader.Count();
        _lastSeenMs = reader.Count();
        _canary = new(reader.Count(), reader.Count());
        _stable = new(reader.Count(), reader.Count());
        _failures = FailureGuardrail.Read(ref reader);
        _cursor = TrafficCursor.Read(ref reader);
        Guard = RolloutGuard.Read(ref reader, _id, settings?.Plan ?? new());
        for (var left = reader.Length(MostAccepted); left > 0; left--)
            _accepted.Add(reader.Text() ?? throw reader.Corrupt("an accepted finding without a name"));
        Version = version;
    }
}
