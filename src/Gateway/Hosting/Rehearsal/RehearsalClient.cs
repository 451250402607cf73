using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plimsoll.Gateway.Hosting.Rehearsal;

/// <summary>
/// Speaks as much HTTP/1.1 over one connection as a rehearsal needs: a client of the framework's would be compiled and
/// optimised too, for nothing.
/// </summary>
internal sealed class RehearsalClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[64 << 10];

    private RehearsalClient()
    {
    }

    public static async Task<RehearsalClient> ConnectAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var client = new RehearsalClient();
        await client._socket.ConnectAsync(server, cancellationToken);
        return client;
    }

    public async Task PostAsync(string path, byte[] body, CancellationToken cancellationToken)
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: {body.Length}\r\n\r\n");
        await _socket.SendAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        await _socket.SendAsync(body, cancellationToken);
        await ReceiveChunksAsync(cancellationToken);
    }

    /// <summary>Over a connection of its own, which ends with the answer.</summary>
    public static async Task GetAsync(IPEndPoint server, string path, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(server, cancellationToken);
        await client._socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), cancellationToken);
        while (await client._socket.ReceiveAsync(client._received, cancellationToken) > 0)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Until the last chunk of an answer.</summary>
    private async Task ReceiveChunksAsync(CancellationToken cancellationToken)
    {
        int read;
        do
        {
            read = await _socket.ReceiveAsync(_received, cancellationToken);
        }
        while (read > 0 && !_received.AsSpan(0, read).EndsWith("0\r\n\r\n"u8));
    }
}
