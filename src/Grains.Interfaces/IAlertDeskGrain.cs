using Plimsoll.Alerting.Desk;

namespace Plimsoll.Grains;

/// <summary>The fleet's alert desk. Any silo answers, and asks the silo that holds it.</summary>
[Alias("plimsoll.alert-desk")]
public interface IAlertDeskGrain : IGrainWithIntegerKey, IAlertDesk;
