using System.Net;

namespace Plimsoll.Gateway.Hosting.Listening;

internal sealed partial class OptionalPortTransport
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} is taken by another program; going on without it")]
    private partial void LogTaken(EndPoint endpoint);
}
