using Plimsoll.Drift.Content;

namespace Plimsoll.Gateway.Judging;

/// <summary>
/// Has judged answers embedded by the configured model, unless their client sent an embedding: so many a UTC day, and none for a
/// while after the model failed several times in a row. What could not be had is missing and never replaced by the built-in
/// projection, for vectors of two spaces are not compared.
/// </summary>
internal sealed class AnswerEmbedder(IEmbedder embedder, EmbeddingSettings settings, JudgeEvents events, TimeProvider time) : IDisposable
{
    /// <summary>Failures in a row after which the model is left alone.</summary>
    public const int MostFailures = 5;

    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _places = new(embedder.Concurrency, embedder.Concurrency);
    private readonly Lock _lock = new();
    private DateOnly _day;
    private int _calls;
    private int _failures;
    private DateTimeOffset _notBefore;

    public async Task<AnswerFeatures> CompleteAsync(AnswerFeatures features, string response, CancellationToken cancellation)
    {
        if (!features.IsOwn)
            return features;
        var reply = await AskAsync(response, cancellation);
        events.Embedded(reply is EmbeddingReply.Missing missing ? missing.Reason : "embedded");
        return features.In(embedder.Space, (reply as EmbeddingReply.Embedded)?.Vector);
    }

    public void Dispose()
    {
        _places.Dispose();
        (embedder as IDisposable)?.Dispose();
    }

    private async Task<EmbeddingReply> AskAsync(string response, CancellationToken cancellation)
    {
        if (response.Length == 0)
            return new EmbeddingReply.Missing("empty");
        await _places.WaitAsync(cancellation);
        try
        {
            if (Refusal() is { } refused)
                return new EmbeddingReply.Missing(refused);
            var reply = await embedder.EmbedAsync(Cut(response), cancellation);
            Note(reply);
            return reply;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Why no call is made now; null where one is, which then counts.</summary>
    private string? Refusal()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            if (_day != day)
                (_day, _calls) = (day, 0);
            if (now < _notBefore)
                return "resting";
            if (_calls >= settings.CallsPerDay)
                return "budget";
            _calls++;
            return null;
        }
    }

    private void Note(EmbeddingReply reply)
    {
        lock (_lock)
        {
            _failures = reply is EmbeddingReply.Missing ? _failures + 1 : 0;
            var asked = (reply as EmbeddingReply.Missing)?.RetryAfter;
            if (_failures >= MostFailures || asked is not null)
                _notBefore = time.GetUtcNow() + (asked > Rest ? asked.Value : Rest);
        }
    }

    /// <summary>Never half a character.</summary>
    private string Cut(string text)
    {
        if (text.Length <= settings.MaxChars)
            return text;
        return text[..(char.IsHighSurrogate(text[settings.MaxChars - 1]) ? settings.MaxChars - 1 : settings.MaxChars)];
    }
}
