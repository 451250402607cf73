namespace Plimsoll.Effects;

/// <summary>0 is most urgent. A P0 effect commits its checkpoint at once and waits for no tick.</summary>
public enum EffectPriority : byte
{
    P0 = 0,
    P1 = 1,
    P2 = 2,
    P3 = 3,
}

/// <summary>
/// Something a component wants done outside. It lives in the component's state until it is acknowledged, and the
/// checkpoint that holds it is committed before it is carried out (a transactional outbox).
/// </summary>
/// <param name="Id">Deterministic: the same decision has the same id, so a receiver can drop repeats.</param>
/// <param name="Kind">Which executor carries it out, for example <c>state_changed</c>.</param>
/// <param name="Payload">UTF-8 JSON of the kind's own shape.</param>
public sealed record Effect(string Id, string Kind, EffectPriority Priority, long CreatedMs, ReadOnlyMemory<byte> Payload);
