using Plimsoll.Quality.Judging;

namespace Plimsoll.Integrations.Golden;

/// <summary>How a model that is to answer questions is reached.</summary>
public abstract record EndpointSettings
{
    private EndpointSettings() { }

    /// <summary>Of one answer.</summary>
    public int MaxTokens { get; init; } = 1_024;

    /// <summary>Of one call, to the last byte of its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Calls under way at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>A server that speaks chat completions.</summary>
    /// <param name="BaseUrl">For example <c>http://127.0.0.1:8000/v1</c>.</param>
    public sealed record OpenAi(Uri BaseUrl, string Model, JudgeKey? Key) : EndpointSettings;

    /// <summary>A SageMaker endpoint whose container speaks chat completions.</summary>
    /// <param name="InferenceComponent">Null for an endpoint without any.</param>
    public sealed record SageMaker(string Endpoint, string? InferenceComponent) : EndpointSettings
    {
        /// <summary>Null for the one that the environment or the profile names.</summary>
        public string? Region { get; init; }

        /// <summary>Null for the usual search for credentials.</summary>
        public string? Profile { get; init; }

        /// <summary>In place of the service's public address.</summary>
        public Uri? Address { get; init; }
    }
}
