using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Index;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Pipeline;
using Plimsoll.Privacy.Erasure;
using Plimsoll.Storage.Journal;

namespace Plimsoll.Gateway.Erasing;

/// <summary>
/// One erasure from its beginning to its proof. Components come before the journal: what the journal tells of the user is
/// needed for them, and is gone once it is rewritten. They come again after it, for what was on its way to them.
/// </summary>
internal sealed class ErasureRunner(
    JournalHandle journal, IndexShelf shelf, TextStore texts, TextAudit audit, ComponentErasures components, IHashKey key, PlimsollOptions options, TimeProvider time)
{
    /// <summary>An anonymous row may lead from a session to a request, and that to its texts; nothing leads further.</summary>
    private const int LearningPasses = 3;

    private static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <returns>State and reason for <see cref="ErasureJob.End"/>.</returns>
    /// <exception cref="IOException">Something could not be written; everything is as it was or as it is to be.</exception>
    public async Task<(string State, string? Reason)> RunAsync(ErasureJob job, CancellationToken stopping)
    {
        if (journal is not { Log: { } log, Delivery: { } delivery } || texts.Log is not { } kept)
            return ("failed", "not_ready");
        var forms = UserForms.Of(job.UserId, key.Hash);
        var user = new ErasedUser(forms.Pseudonyms, key.Hash);
        log.EndSegment();
        var through = log.Segments().Where(s => !s.IsLast).Select(s => s.Last).DefaultIfEmpty().Max();
        var rows = new JournalErasure(log, new EntryErasure(user, dropRows: false), shelf.Forget, job.Progress);
        var bodies = new JournalErasure(kept, new EntryErasure(user, dropRows: true), texts.Forget, job.Progress);

        Learn(job, user, [rows, bodies], stopping);
        if (!await components.EraseAsync(job, user, stopping))
            return ("incomplete", "component_not_saved");
        EraseAudit(job, user);
        Rewrite(job, kept, rows, bodies, stopping);
        if (!await DeliveredAsync(job, delivery, through, stopping))
            return ("incomplete", "deliveries_outstanding");
        if (!await components.EraseAsync(job, user, stopping))
            return ("incomplete", "component_not_saved");
        EraseAudit(job, user);
        audit.Write(new UserErasure(job.Caller.Name, job.Caller.KeyId, Subject(forms)));
        return Prove(job, forms, through, user.IsFull, stopping);
    }

    private static void Learn(ErasureJob job, ErasedUser user, JournalErasure[] journals, CancellationToken stopping)
    {
        job.Begin("learning");
        var known = -1;
        for (var pass = 0; pass < LearningPasses && known != user.Known; pass++)
        {
            known = user.Known;
            foreach (var each in journals)
                each.Learn(stopping);
        }
    }

    private void EraseAudit(ErasureJob job, ErasedUser user)
    {
        job.Begin("audit");
        var lines = audit.Erase((components, request, trace) =>
            user.OwnsName("", null, trace) || components.Any(c => user.OwnsName(c, request, null)));
        job.Note(e => e with { AuditLines = e.AuditLines + lines });
    }

    private void Rewrite(ErasureJob job, SegmentLog kept, JournalErasure rows, JournalErasure bodies, CancellationToken stopping)
    {
        job.Begin("texts");
        kept.EndSegment();
        bodies.Rewrite(long.MaxValue, stopping);
        job.Begin("journal");
        rows.Rewrite((time.GetUtcNow() - options.Ingest.DedupWindow).ToUnixTimeMilliseconds(), stopping);
        job.Note(e => e with { Rows = rows.Tally.Rows, Texts = bodies.Tally.Rows, Unreadable = rows.Tally.Unreadable + bodies.Tally.Unreadable });
    }

    /// <summary>Waits until nothing of the old rows is on its way any more. False when it takes too long.</summary>
    private async Task<bool> DeliveredAsync(ErasureJob job, Delivery delivery, long through, CancellationToken stopping)
    {
        job.Begin("deliveries");
        var began = time.GetTimestamp();
        while (await delivery.CoveredThroughAsync() < through)
        {
            if (time.GetElapsedTime(began) > LongestDelivery)
                return false;
            await Task.Delay(Look, time, stopping);
        }
        return true;
    }

    private (string State, string? Reason) Prove(ErasureJob job, UserForms forms, long through, bool full, CancellationToken stopping)
    {
        job.Begin("searching");
        var journalFolder = Path.Combine(options.DataDirectory, "journal") + Path.DirectorySeparatorChar;
        var searched = new DataSearch(options.DataDirectory, forms.Bytes)
            .Run(path => path.StartsWith(journalFolder, StringComparison.Ordinal) && SegmentLog.FirstSequenceOf(path) > through, job.Progress, stopping);
        job.Prove([.. searched, components.Searched], job.UserId.Length >= UserForms.LeastIdBytes);
        if (full)
            return ("incomplete", "too_many_requests");
        return job.Answer.Erased.Unreadable > 0 ? ("incomplete", "unreadable") : job.Answer.Found > 0 ? ("incomplete", "found") : ("done", null);
    }

    /// <summary>Tells nobody who it was; whoever knows a user can tell whether it was that one.</summary>
    private string Subject(UserForms forms)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong) + 1];
        BitConverter.TryWriteBytes(bytes[1..], forms.Pseudonyms[0]);
        return key.Hash.Hash128(bytes).ToString("x32", null);
    }
}
