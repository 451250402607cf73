using System.Collections.Concurrent;
using Plimsoll.Effects;

namespace Plimsoll.Contract.Hosting;

/// <summary>Notes the effects it is given; what it answers is the test's choice.</summary>
public sealed class RecordingExecutor(string kind) : IEffectExecutor
{
    private readonly ConcurrentQueue<(string Component, Effect Effect)> _tried = new();

    public string Kind => kind;

    public Func<string, Effect, Task<EffectResult>> Answer { get; set; } = (_, _) => Task.FromResult<EffectResult>(new EffectResult.Done());

    public IReadOnlyList<(string Component, Effect Effect)> Tried => [.. _tried];

    public async Task<EffectResult> ExecuteAsync(string component, Effect effect, CancellationToken cancellationToken)
    {
        var result = await Answer(component, effect);
        _tried.Enqueue((component, effect));
        return result;
    }
}
