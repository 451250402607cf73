using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Plimsoll.Gateway.Hosting.Limits;

/// <summary>Lets connections through the <see cref="ConnectionGate"/>, before TLS, which would cost more.</summary>
internal static class ConnectionLimits
{
    public static void UseConnectionLimits(this ListenOptions listener)
    {
        var gate = listener.ApplicationServices.GetRequiredService<ConnectionGate>();
        var instruments = listener.ApplicationServices.GetRequiredService<LimitInstruments>();
        listener.Use(next => connection => RunAsync(connection, next, gate, instruments));
    }

    private static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next, ConnectionGate gate, LimitInstruments instruments)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (gate.Enter(address) is { } reason)
        {
            instruments.ConnectionRefused(reason);
            connection.Abort();
            return;
        }
        try
        {
            await next(connection);
        }
        finally
        {
            gate.Leave(address);
        }
    }
}
