using Plimsoll.Components.Views;

namespace Plimsoll.Gateway.Query.Answers;

/// <summary>How closed sets are written in answers.</summary>
public static class Wire
{
    public static string Name(ComponentState state) => state switch
    {
        ComponentState.Idle => "idle",
        ComponentState.Active => "active",
        ComponentState.Silent => "silent",
        ComponentState.Failing => "failing",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a component state"),
    };
}
