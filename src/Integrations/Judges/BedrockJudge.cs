using System.Text;
using System.Text.Json;
using Plimsoll.Integrations.Aws.Bedrock;
using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Queue;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Judges;

/// <summary>Asks a model on Amazon Bedrock to call one tool with the verdict, by Converse.</summary>
/// <param name="connection">With a single attempt: each is paid for, so the queue decides about another.</param>
internal sealed class BedrockJudge(JudgeSettings settings, AwsConnection connection) : IJudge, IDisposable
{
    public const string ToolName = "record_scores";

    private const string ToolMeaning = "Records the scores of the answer and the reason for them.";

    private readonly BedrockRuntimeClient _client = new(connection);

    public Evaluator Evaluator => settings.Evaluator;

    public JudgePrice Price => settings.Price;

    public int Concurrency => settings.Concurrency;

    public async Task<JudgeReply> AskAsync(string callId, JudgePrompt prompt, CancellationToken cancellation)
    {
        var result = await _client.ConverseAsync(settings.Evaluator.Model, Question(prompt), cancellation).ConfigureAwait(false);
        return result switch
        {
            AwsResult<ConverseOutput>.Done(var output, var latency) => Read(output, latency),
            AwsResult<ConverseOutput>.Failed(var failure, var latency) =>
                new JudgeReply.Unanswered(BedrockRefusal.Of(failure, connection.Time), latency, failure.Code == AwsFailure.NoCredentials ? JudgeUsage.None : Unbilled.Usage(failure.Status)),
            _ => throw new ArgumentOutOfRangeException(nameof(prompt), result, null),
        };
    }

    public void Dispose() => connection.Http.Dispose();

    private static ConverseInput Question(JudgePrompt prompt)
    {
        using var schema = JsonDocument.Parse(prompt.Schema);
        return new([new("user", [new() { Text = prompt.User }])])
        {
            System = [new() { Text = prompt.System }],
            InferenceConfig = new(prompt.MaxOutputTokens, 0),
            ToolConfig = new([new(new(ToolName, ToolMeaning, new(schema.RootElement.Clone())))], new(new(ToolName))),
        };
    }

    private static JudgeReply Read(ConverseOutput output, TimeSpan latency)
    {
        var usage = Usage(output.Usage);
        if (output.StopReason is "guardrail_intervened" or "content_filtered" or "model_context_window_exceeded")
            return new JudgeReply.Unanswered(new JudgeOutcome.Rejected(output.StopReason), latency, usage);
        var uses = (output.Output?.Message?.Content ?? []).Select(c => c?.ToolUse).OfType<ToolUse>().Where(t => t.Name == ToolName).ToList();
        // A second verdict in the same answer would leave it to chance which one counts.
        return uses is [{ Input.ValueKind: JsonValueKind.Object } only]
            ? new JudgeReply.Answered(Encoding.UTF8.GetBytes(only.Input.GetRawText()), latency, usage)
            : new JudgeReply.Unanswered(new JudgeOutcome.Malformed(), latency, usage);
    }

    /// <summary>Tokens read from and written to a cache are billed too, at other prices: counted as input.</summary>
    private static JudgeUsage? Usage(TokenUsage? usage)
    {
        if (usage is null)
            return null;
        long[] counts = [usage.InputTokens, usage.CacheReadInputTokens, usage.CacheWriteInputTokens, usage.OutputTokens];
        return counts.All(c => c is >= 0 and <= JsonParts.MostTokens) ? new(counts[0] + counts[1] + counts[2], counts[3]) : null;
    }
}
