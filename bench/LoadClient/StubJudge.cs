using System.Diagnostics;
using System.Net;
using System.Text;

namespace Plimsoll.Bench;

/// <summary>A judge that finds every answer good: chat completions on loopback.</summary>
internal sealed class StubJudge : IDisposable
{
    private static readonly byte[] s_verdict = Encoding.UTF8.GetBytes(
        """{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"{\"scores\":{\"safety\":1,\"relevance\":0.9,\"professional_tone\":1},\"reason\":\"good\"}"}}],"usage":{"prompt_tokens":900,"completion_tokens":40}}""");

    private static readonly TimeSpan s_rowEnds = TimeSpan.FromSeconds(5);

    private readonly HttpListener _listener = new();
    private readonly TimeSpan _hold;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private TimeSpan _last;
    private (int Calls, TimeSpan Length) _row;
    private (int Calls, TimeSpan Length) _longest;

    private StubJudge(Uri url, TimeSpan hold)
    {
        _hold = hold;
        _listener.Prefixes.Add(url.ToString());
        _listener.Start();
        _ = ListenAsync();
    }

    public int Asked { get; private set; }

    /// <summary>Rows of calls: a sample is taken each minute, and a row ends with five seconds without a call.</summary>
    public int Rows { get; private set; }

    /// <summary>Null before the first call.</summary>
    public TimeSpan? SinceLast
    {
        get
        {
            lock (_lock)
                return Asked == 0 ? null : _clock.Elapsed - _last;
        }
    }

    /// <summary>In the row with the most calls.</summary>
    public double PerSecond
    {
        get
        {
            lock (_lock)
                return _longest.Calls > 1 ? (_longest.Calls - 1) / _longest.Length.TotalSeconds : 0;
        }
    }

    public static StubJudge Start(Uri url, TimeSpan hold) => new(url, hold);

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The listener's only ways to say that it was closed.
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        await context.Request.InputStream.CopyToAsync(Stream.Null);
        Note();
        await Task.Delay(_hold, TimeProvider.System);
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(s_verdict);
        context.Response.Close();
    }

    private void Note()
    {
        lock (_lock)
        {
            var since = _clock.Elapsed - _last;
            _last += since;
            if (Asked++ == 0 || since > s_rowEnds)
                (_row, Rows) = ((1, TimeSpan.Zero), Rows + 1);
            else
                _row = (_row.Calls + 1, _row.Length + since);
            if (_row.Calls > _longest.Calls)
                _longest = _row;
        }
    }
}
