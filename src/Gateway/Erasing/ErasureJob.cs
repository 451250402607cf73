using Plimsoll.Components.Views;
using Plimsoll.Gateway.Hosting.Access;

namespace Plimsoll.Gateway.Erasing;

/// <summary>One erasure. The user's id is held until it is over and shown to nobody.</summary>
internal sealed class ErasureJob(string userId, Caller caller, DateTimeOffset startedAt)
{
    private ErasureAnswer _answer = new(Guid.NewGuid().ToString("N"), "running", "queued", 0, null, startedAt, null);
    private string? _userId = userId;

    public string UserId => _userId ?? throw new InvalidOperationException("The erasure is over");

    /// <summary>See <see cref="ErasureOrder.Seed"/>.</summary>
    public Guid Seed { get; } = Guid.NewGuid();

    public Caller Caller { get; } = caller;

    /// <summary>As it stands. Changed by one thread, read by any.</summary>
    public ErasureAnswer Answer
    {
        get => Volatile.Read(ref _answer);
        private set => Volatile.Write(ref _answer, value);
    }

    public bool IsOver => Answer.FinishedAt is not null;

    public void Begin(string step) => Answer = Answer with { Step = step, Done = 0 };

    public void Progress() => Answer = Answer with { Done = Answer.Done + 1 };

    public void Note(Func<ErasedCounts, ErasedCounts> change) => Answer = Answer with { Erased = change(Answer.Erased) };

    public void Prove(IReadOnlyList<SearchedPlace> searched, bool idSearched) => Answer = Answer with { Searched = searched, IdSearched = idSearched };

    public void End(string state, string? reason, DateTimeOffset at)
    {
        _userId = null;
        Answer = Answer with { State = state, Step = "finished", Reason = reason, FinishedAt = at };
    }
}
