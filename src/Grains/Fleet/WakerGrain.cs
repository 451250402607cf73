namespace Plimsoll.Grains.Fleet;

/// <summary>
/// Components tick by the clock of their silo and need no reminder each; this one brings those back whose silo went
/// while nobody sent them anything.
/// </summary>
[GrainType("waker")]
public sealed class WakerGrain : Grain, IWakerGrain, IRemindable
{
    /// <summary>The shortest that Orleans allows.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public Task StartAsync() => this.RegisterOrUpdateReminder("wake", Period, Period);

    public Task ReceiveReminder(string reminderName, TickStatus status) => GrainFactory.GetGrain<IFleetGrain>(0).WakeAsync();
}
