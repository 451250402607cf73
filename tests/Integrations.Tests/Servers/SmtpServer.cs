using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Plimsoll.Integrations.Tests.Servers;

/// <summary>A mail server on loopback that keeps what clients said, and refuses what the test wants refused.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly Task _running;

    public SmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    /// <summary>Offered for STARTTLS; null: the server has none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The answer to a command that begins with the key, in place of the usual one.</summary>
    public Dictionary<string, string> Answers { get; init; } = [];

    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>With their headers.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await using var stream = client.GetStream();
                await TalkAsync(stream, greets: true);
            }
        }
        catch (Exception over) when (_end.IsCancellationRequested && over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(Stream stream, bool greets)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (greets)
                await SayAsync(stream, "220 test");
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                _commands.Enqueue(line);
                if (line == "STARTTLS")
                {
                    await SayAsync(stream, "220 go ahead");
                    await using var secure = new SslStream(stream, leaveInnerStreamOpen: true);
                    await secure.AuthenticateAsServerAsync(Certificate!);
                    await TalkAsync(secure, greets: false);
                    return;
                }
                if (line == "DATA")
                    await TakeAsync(stream, reader);
                else
                    await SayAsync(stream, Answer(line));
            }
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException)
        {
            // The client went away.
        }
    }

    private async Task TakeAsync(Stream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
            mail.AppendLine(line);
        _mails.Enqueue(mail.ToString());
        await SayAsync(stream, "250 taken");
    }

    private string Answer(string line)
    {
        if (Answers.FirstOrDefault(a => line.StartsWith(a.Key, StringComparison.OrdinalIgnoreCase)) is { Key: not null } own)
            return own.Value;
        return line.Split(' ')[0].ToUpperInvariant() switch
        {
            "EHLO" => Certificate is null ? "250-test\r\n250 AUTH LOGIN" : "250-test\r\n250-STARTTLS\r\n250 AUTH LOGIN",
            "AUTH" => "334 UGFzc3dvcmQ6",
            "QUIT" => "221 bye",
            "MAIL" or "RCPT" or "RSET" => "250 fine",
            _ => "235 welcome",
        };
    }

    private static async Task SayAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));
}
