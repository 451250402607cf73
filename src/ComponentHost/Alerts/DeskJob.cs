using Plimsoll.Alerting.Desk;

namespace Plimsoll.ComponentHost.Alerts;

/// <summary>One wish at the desk.</summary>
/// <param name="work">Returns whether it was granted.</param>
/// <param name="saves">Whether what was granted has to be stored before it is answered.</param>
internal sealed class DeskJob(Func<DeskTerm, bool> work, bool saves = true)
{
    private readonly TaskCompletionSource<DeskAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool? _granted;

    public Task<DeskAnswer> Done => _done.Task;

    /// <param name="term">Null while another process holds the desk, or none does.</param>
    public void Run(DeskTerm? term)
    {
        if (term is null)
            return;
        _granted = work(term);
        term.Unsaved |= saves && _granted.Value;
    }

    public void Finish(bool saved) => _done.SetResult(_granted switch
    {
        null => DeskAnswer.Unavailable,
        true when saves && !saved => DeskAnswer.Unavailable,
        true => DeskAnswer.Done,
        false => DeskAnswer.Refused,
    });
}
