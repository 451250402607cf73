using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Pipeline;

namespace Plimsoll.Gateway.Ingest;

/// <summary>What every ingest request goes through: the gate, the body, the rows, the journal, the answer.</summary>
internal sealed class IngestFlow(
    IngestGate gate, BodyReader bodies, IIngestPipeline pipeline, IngestInstruments instruments, TimeProvider time)
{
    public async Task RunAsync(HttpContext context, IIngestFormat format)
    {
        var refusal = gate.Enter();
        if (refusal is null)
        {
            try
            {
                refusal = await TakeAsync(context, format);
            }
            finally
            {
                gate.Leave();
            }
        }
        if (refusal is null)
            return;
        instruments.Refused(format.Name, refusal.Code);
        await format.RefuseAsync(context, refusal);
    }

    private async Task<Refusal?> TakeAsync(HttpContext context, IIngestFormat format)
    {
        using var body = bodies.Rent();
        if (await bodies.ReadAsync(context.Request, body) is { } unread)
            return unread;
        var report = new IngestReport();
        var (refusal, accepted, duplicates) = await SubmitAsync(context.Request, format, body.Memory, report);
        if (refusal is not null)
            return refusal;
        instruments.Taken(format.Name, body.Length, accepted, duplicates, report);
        await format.AnswerAsync(context, report, accepted, duplicates);
        return null;
    }

    private async ValueTask<(Refusal? Refusal, int Accepted, int Duplicates)> SubmitAsync(
        HttpRequest request, IIngestFormat format, ReadOnlyMemory<byte> body, IngestReport report)
    {
        var receivedMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        var batch = pipeline.Rent();
        var handedOver = false;
        try
        {
            if (format.Decode(request, body.Span, new RowSink(pipeline, batch), report) is { } refusal)
                return (refusal, 0, 0);
            if (batch.Count == 0)
                return (null, 0, 0);
            handedOver = true;
            return await pipeline.SubmitAsync(batch, receivedMs) switch
            {
                SubmitResult.Accepted accepted => (null, accepted.Count, accepted.Duplicates),
                SubmitResult.Unavailable no => (new Refusal(StatusCodes.Status503ServiceUnavailable, "unavailable", no.Reason, no.RetryAfter), 0, 0),
                var other => throw new InvalidOperationException($"No answer for {other}"),
            };
        }
        finally
        {
            if (!handedOver)
                pipeline.Return(batch);
        }
    }
}
