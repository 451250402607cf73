using System.Text.Json;
using Plimsoll.Components.DailyEvidence;
using Plimsoll.Components.History;
using Plimsoll.Components.Views;
using Plimsoll.Effects;

namespace Plimsoll.Components;

/// <summary>Tells the world that a component's state changed.</summary>
internal static class StateChange
{
    public const string Kind = "state_changed";

    /// <summary>Notes a new state and the effect that announces it. Returns whether the state changed.</summary>
    public static bool Note(ComponentData data, ComponentState state, long nowMs)
    {
        var from = data.State;
        if (state == from)
            return false;
        data.State = state;
        data.StateSinceMs = Since(data, state, nowMs);
        data.StateChanges.Add(new(Clock.Time(data.StateSinceMs), from, state, Reason(data, from)));
        data.Outbox.Add(ToEffect(data, from, nowMs));
        EvidenceClock.NoteState(data, Word(from), Word(state), nowMs);
        return true;
    }

    /// <summary>Silence begins with the last request, a component's life with the first.</summary>
    private static long Since(ComponentData data, ComponentState state, long nowMs) => state switch
    {
        ComponentState.Silent => StateJudge.LastSeenMs(data),
        ComponentState.Active when data.StateSinceMs == 0 => Math.Min(StateJudge.FirstSeenMs(data), nowMs),
        _ => nowMs,
    };

    private static string Reason(ComponentData data, ComponentState from) => data.State switch
    {
        ComponentState.Failing => "under_10_percent_succeed",
        ComponentState.Silent => "no_request_for_3m",
        ComponentState.Idle when StateJudge.IsRetired(data) => "retired",
        ComponentState.Idle => "no_request_for_24h",
        _ => from switch
        {
            ComponentState.Silent => "requests_resumed",
            ComponentState.Failing => "requests_succeed",
            _ => "requests_began",
        },
    };

    private static Effect ToEffect(ComponentData data, ComponentState from, long nowMs)
    {
        var to = Word(data.State);
        var payload = JsonSerializer.SerializeToUtf8Bytes(
            new StateChangePayload(data.Name, Word(from), to, Reason(data, from), Clock.Time(data.StateSinceMs)), StateChangeJson.Default.StateChangePayload);
        return new($"{Kind}/{data.Name}/{to}/{data.StateSinceMs}", Kind, Priority(data.State), nowMs, payload);
    }

    private static EffectPriority Priority(ComponentState state) => state switch
    {
        ComponentState.Failing => EffectPriority.P0,
        ComponentState.Silent => EffectPriority.P1,
        _ => EffectPriority.P3,
    };

    private static string Word(ComponentState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
