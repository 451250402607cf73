using Orleans.Services;
using Plimsoll.Alerting.Desk;

namespace Plimsoll.Grains.Desks;

/// <summary>The alert desk as one silo has it: unavailable unless that silo holds the lease.</summary>
[Alias("plimsoll.alert-desk-service")]
public interface IAlertDeskService : IGrainService, IAlertDesk;
