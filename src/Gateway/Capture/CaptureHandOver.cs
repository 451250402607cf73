using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.SageMaker.Capture;

namespace Plimsoll.Gateway.Capture;

/// <summary>Hands the lines of an object to the pipeline, some at a time, as any other sender does.</summary>
internal sealed class CaptureHandOver(IIngestPipeline pipeline, CapturedRows rows, CaptureEvents events, TimeProvider time)
{
    private const int LinesAtOnce = 200;
    private const long BytesAtOnce = 4 << 20;

    /// <param name="handled">Bytes of the stream that are done with.</param>
    /// <returns>Whether it came to the end; else the pipeline takes nothing now.</returns>
    public async Task<bool> HandOverAsync(CaptureSettings settings, CapturedObject captured, Stream stream, Action<long> handled, CancellationToken stopping)
    {
        var (path, at, pending, begun, number) = (CapturePath.Of(captured.Key), 0L, new List<CapturedRequest>(), 0L, 0);
        await foreach (var (line, through) in CaptureLines.ReadAsync(stream, CaptureLines.MostBytes, stopping))
        {
            number++;
            if (Parsed(settings, captured, line, number) is { } request)
                pending.Add(request);
            at = through;
            if (pending.Count < LinesAtOnce && at - begun < BytesAtOnce)
                continue;
            if (!await SubmitAsync(settings, path, pending))
                return false;
            pending.Clear();
            begun = at;
            handled(at);
        }
        if (!await SubmitAsync(settings, path, pending))
            return false;
        handled(at);
        return true;
    }

    private CapturedRequest? Parsed(CaptureSettings settings, CapturedObject captured, byte[]? line, int number)
    {
        if (line is { Length: 0 })
            return null;
        string? wrong = "line_too_long";
        if (line is not null && CaptureLine.Read(line, out wrong) is { } request)
            return request;
        events.WrongLine(settings.Name, captured.Key, number, wrong!);
        return null;
    }

    private async Task<bool> SubmitAsync(CaptureSettings settings, CapturePath path, List<CapturedRequest> requests)
    {
        if (requests.Count == 0)
            return true;
        if (pipeline.Overloaded() is not null)
            return false;
        var batch = pipeline.Rent();
        var sink = new RowSink(pipeline, batch);
        var rejected = requests.Select(r => sink.Add(rows.Fill(r, path, settings.Component))).Where(r => r is not null).ToList();
        if (batch.Count == 0)
            pipeline.Return(batch);
        else if (await pipeline.SubmitAsync(batch, time.GetUtcNow().ToUnixTimeMilliseconds()) is SubmitResult.Accepted accepted)
            events.Taken(settings.Name, accepted.Count, accepted.Duplicates);
        else
            return false;
        foreach (var rejection in rejected)
            events.Rejected(settings.Name, rejection!.Code);
        return true;
    }
}
