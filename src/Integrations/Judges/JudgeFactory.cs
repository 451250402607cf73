using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Quality.Judging;
using Plimsoll.Quality.Rubrics;

namespace Plimsoll.Integrations.Judges;

/// <summary>Makes the judge that the settings describe.</summary>
public static class JudgeFactory
{
    /// <summary>The caller disposes of it where it is disposable. Null for the heuristic, which needs nobody to be asked.</summary>
    /// <exception cref="ArgumentException">Neither the settings nor the environment name what is needed.</exception>
    /// <exception cref="IOException">The key's file cannot be read.</exception>
    public static IJudge? Create(JudgeSettings settings, TimeProvider time) => Make(WithKey(settings), time);

    private static IJudge? Make(JudgeSettings settings, TimeProvider time) => settings.Evaluator.Kind switch
    {
        EvaluatorKind.Heuristic => null,
        EvaluatorKind.OpenAi => new OpenAiJudge(settings, BoundedHttp.Client(settings.Concurrency), time),
        EvaluatorKind.Bedrock => new BedrockJudge(settings, Connection(settings, time)),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Evaluator.Kind, "No such judge"),
    };

    internal static JudgeSettings WithKey(JudgeSettings settings)
    {
        if (settings.KeyFile is not { } file)
            return settings;
        var key = File.ReadAllText(file).Trim();
        return key.Length > 0
            ? settings with { Key = new(key) }
            : throw new ArgumentException($"Judge {settings.Name}: the key file {file} is empty", nameof(settings));
    }

    internal static AwsConnection Connection(JudgeSettings settings, TimeProvider time)
    {
        var region = AwsIdentity.Region(settings.Region, settings.Profile)
            ?? throw new ArgumentException($"Judge {settings.Name} has no region, and neither AWS_REGION nor a profile names one", nameof(settings));
        var credentials = settings.Key is null ? AwsIdentity.Credentials(settings.Profile) : null;
        return new(BoundedHttp.Client(settings.Concurrency), credentials, region, time)
        {
            Address = settings.BaseUrl,
            BearerKey = settings.Key is { } key ? key.Reveal : null,
            Timeout = settings.Timeout,
            MaxAttempts = 1,
        };
    }
}
