using Plimsoll.Quality.Judging;

namespace Plimsoll.Configuration;

/// <summary>A golden set that is asked on a schedule: of <see cref="Endpoint"/> with <see cref="Model"/>, or of <see cref="SageMaker"/>.</summary>
/// <param name="Name">By which metrics and reports speak of it.</param>
/// <param name="Component">Whose answers it is about.</param>
/// <param name="File">The set, JSONL; read before each run.</param>
public sealed record GoldenOptions(string Name, string Component, string File)
{
    /// <summary>A server that speaks chat completions, such as <c>http://127.0.0.1:8000/v1</c>.</summary>
    public Uri? Endpoint { get; init; }

    public string? Model { get; init; }

    /// <summary>Key of <see cref="Endpoint"/>; null for none.</summary>
    public JudgeKey? Key { get; init; }

    /// <summary>A SageMaker endpoint whose container speaks chat completions.</summary>
    public string? SageMaker { get; init; }

    public string? InferenceComponent { get; init; }
    public string? Region { get; init; }
    public string? Profile { get; init; }

    /// <summary>Who compares answers with references; null where no question asks for it.</summary>
    public JudgeSettings? Judge { get; init; }

    /// <summary>Time between runs.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Time of the day, UTC, of one of the runs.</summary>
    public TimeSpan At { get; init; }

    /// <summary>Questions under way at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>What the mean score, or the consistency, may lose against the reference.</summary>
    public double MaxDrop { get; init; } = 0.02;

    /// <summary>When the run was due that is the last one due by now.</summary>
    public DateTimeOffset Slot(DateTimeOffset now)
    {
        var since = now.UtcTicks - DateTime.UnixEpoch.Ticks - At.Ticks;
        return DateTimeOffset.UnixEpoch + At + TimeSpan.FromTicks(since / Every.Ticks * Every.Ticks);
    }
}
