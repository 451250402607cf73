using System.Globalization;
using System.Text.Json;

namespace Plimsoll.SageMaker.Capture;

/// <summary>
/// Reads a line of SageMaker's data capture: <c>captureData</c> with <c>endpointInput</c> and <c>endpointOutput</c>, and
/// <c>eventMetadata</c>. Says of a wrong line what is wrong, and never what stands in it.
/// </summary>
public static class CaptureLine
{
    /// <param name="wrong">A reason that may be a metric's label: not_json, no_capture_data, no_id, no_time, bad_encoding or no_text; null for a good line.</param>
    public static CapturedRequest? Read(ReadOnlyMemory<byte> line, out string? wrong)
    {
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            // The framework's only way to say that it is no JSON.
            wrong = "not_json";
            return null;
        }
        using (json)
            return Read(json.RootElement, out wrong);
    }

    private static CapturedRequest? Read(JsonElement root, out string? wrong)
    {
        if (JsonWalk.Child(root, "captureData") is not { } data || JsonWalk.Child(root, "eventMetadata") is not { } about)
            return Wrong("no_capture_data", out wrong);
        if ((JsonWalk.Text(about, "inferenceId") ?? JsonWalk.Text(about, "eventId")) is not { } id)
            return Wrong("no_id", out wrong);
        if (!DateTimeOffset.TryParse(JsonWalk.Text(about, "inferenceTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return Wrong("no_time", out wrong);
        if (!CapturePayload.TryRead(data, "endpointInput", out var asked) || !CapturePayload.TryRead(data, "endpointOutput", out var answered))
            return Wrong("bad_encoding", out wrong);
        var (question, answer) = (ModelRequest.Read(asked), ModelAnswer.Read(answered));
        var request = new CapturedRequest(id, at)
        {
            InferenceComponent = JsonWalk.Text(about, "inferenceComponentName"),
            User = question.User,
            Prompt = question.Prompt,
            Response = answer.Text,
            InputTokens = answer.InputTokens,
            OutputTokens = answer.OutputTokens,
            FinishReason = answer.FinishReason,
        };
        return request is { Prompt: null, Response: null } ? Wrong("no_text", out wrong) : Right(request, out wrong);
    }

    private static CapturedRequest Right(CapturedRequest request, out string? wrong)
    {
        wrong = null;
        return request;
    }

    private static CapturedRequest? Wrong(string reason, out string? wrong)
    {
        wrong = reason;
        return null;
    }
}
