using System.Text;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Capture;

/// <summary>Makes records of captured requests; of their texts stays what stays of any sender's. Not thread-safe.</summary>
internal sealed class CapturedRows(IHashKey key, TextScreen screen)
{
    private readonly InferenceRecord _record = new();

    /// <summary>The same instance each time.</summary>
    public InferenceRecord Fill(CapturedRequest request, CapturePath path, string? component)
    {
        _record.Clear();
        _record.Source = TelemetrySource.Capture;
        _record.Component = component ?? request.InferenceComponent ?? path.Endpoint ?? "";
        _record.Endpoint = path.Endpoint;
        _record.Variant = path.Variant;
        _record.RequestId = request.Id;
        _record.UserHash = request.User is { Length: > 0 } user ? key.Hash.Hash64(Encoding.UTF8.GetBytes(user)) : null;
        _record.TimestampMs = request.At.ToUnixTimeMilliseconds();
        (_record.InputTokens, _record.OutputTokens, _record.FinishReason) = (request.InputTokens, request.OutputTokens, request.FinishReason);
        Texts(request);
        return _record;
    }

    private void Texts(CapturedRequest request)
    {
        if (request.Prompt is { Length: > 0 } prompt)
            (_record.PromptHash, _record.PromptChars) = (key.Hash.Hash64(Encoding.UTF8.GetBytes(prompt)), prompt.Length);
        if (request.Response is { Length: > 0 } response)
        {
            var traits = ResponseTraits.Of(Encoding.UTF8.GetBytes(response), key.Hash);
            (_record.ResponseHash, _record.ResponseChars) = (traits.Hash, traits.Chars);
            traits.Tell(_record);
        }
        _record.Candidate = screen.Mark(_record, TextScreen.IsFlagged(request.Prompt) || TextScreen.IsFlagged(request.Response));
        if (_record.Candidate is not null)
            _record.Texts = TextScreen.Keep(request.Prompt, request.Response);
    }
}
