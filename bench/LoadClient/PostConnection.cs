using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Plimsoll.Bench;

/// <summary>
/// One connection that posts prepared bodies, one after the other. Costs the machine less than a general HTTP
/// client, so that more of it is left to the server that is measured.
/// </summary>
internal sealed class PostConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly byte[] _answer = new byte[64 << 10];

    public PostConnection(Uri server)
    {
        _client = new TcpClient { NoDelay = true };
        _client.Connect(IPAddress.Parse(server.Host), server.Port);
        _stream = _client.GetStream();
    }

    /// <summary>Head and body of a request, as they go over the wire.</summary>
    public static byte[] Prepare(Uri endpoint, string contentType, byte[] body)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {endpoint.PathAndQuery} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    /// <summary>Sends a prepared request and reads the answer; any but a success throws.</summary>
    public void Send(byte[] request)
    {
        _stream.Write(request);
        var length = 0;
        while (!IsWhole(_answer.AsSpan(0, length)))
        {
            var read = _stream.Read(_answer, length, _answer.Length - length);
            if (read == 0)
                throw new IOException("The server closed the connection");
            length += read;
        }
        if (!_answer.AsSpan(0, length).StartsWith("HTTP/1.1 2"u8))
            throw new IOException(Encoding.UTF8.GetString(_answer, 0, length));
    }

    public void Dispose() => _client.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = Encoding.ASCII.GetString(answer[..end]);
        if (head.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        const string Length = "Content-Length:";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        var bytes = at < 0 ? 0 : int.Parse(head[(at + Length.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
        return answer.Length == end + 4 + bytes;
    }
}
