using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plimsoll.Gateway.Tests.Hosting.Limits;

/// <summary>Raw connections from one loopback address that never say a whole request.</summary>
internal sealed class Attackers : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <param name="from">The address they come from; all of 127.0.0.0/8 is this machine.</param>
    public static async Task<Attackers> ConnectAsync(Uri target, int count, string says, string from = "127.0.0.2")
    {
        var attackers = new Attackers();
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            attackers._sockets.Add(socket);
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await SayAsync(socket, target.Port, says);
        }
        return attackers;
    }

    /// <summary>What each is told until the gateway closes its connection; "" when it is closed without a word.</summary>
    public async Task<string[]> ToldUntilCutOffAsync() => await Task.WhenAll(_sockets.Select(ReadAllAsync));

    public void Dispose() => _sockets.ForEach(s => s.Dispose());

    private static async Task SayAsync(Socket socket, int port, string says)
    {
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            if (says.Length > 0)
                await socket.SendAsync(Encoding.ASCII.GetBytes(says));
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // Refused so early that the connection was reset before this side saw it open.
        }
    }

    private static async Task<string> ReadAllAsync(Socket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var told = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, deadline.Token) is > 0 and var read)
                told.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // Reset: cut off as well.
        }
        return told.ToString();
    }
}
