using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>The side of an inference component that publishers read.</summary>
public interface IMeasuredComponent
{
    /// <summary>Minutes one by one, and how the component stands.</summary>
    Task<MinuteSet> GetMinutesAsync(MinuteQuery query);
}

/// <summary>The port to wherever measured components live.</summary>
public interface IMeasuredComponents
{
    IMeasuredComponent FindMeasured(string component);
}
