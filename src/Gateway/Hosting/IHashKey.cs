using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Hosting;

/// <summary>The installation's secret key, under which user ids, session ids and texts are hashed as they are decoded.</summary>
public interface IHashKey
{
    KeyedHash Hash { get; }
}
