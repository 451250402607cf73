using Plimsoll.Components.Views;
using Plimsoll.Drift.Content;
using Plimsoll.Gateway.Interactions;
using Plimsoll.Gateway.Interactions.Search;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Quality.Judging;

namespace Plimsoll.Gateway.Judging;

/// <summary>The kept texts of an answer that is to be judged.</summary>
internal sealed class JudgeTexts(TextStore store)
{
    /// <summary>Null while the store is not open or not all of it could be looked at.</summary>
    public FoundTexts? Find(string component, JudgeTask task)
    {
        var query = new InteractionQuery { Component = component, RequestId = task.RequestId, TraceId = task.RequestId is null ? task.TraceId : null };
        if (store.Find(query, InteractionLog.MaxScannedBytes) is not { } result)
            return null;
        var row = result.Found.FirstOrDefault(f => f.Record.Component == component && f.Record.Candidate?.Hash == task.Hash && f.Record.Texts is not null);
        if (row?.Record is { Texts: { } texts } record)
        {
            return new(
                JudgedAnswer.Of(texts.Prompt ?? "", texts.Response ?? "", texts.Context, record.FinishReason, record.FormatOk),
                AnswerFeatures.Of(texts.Response ?? "", record.OutputTokenIds, record.Embedding, record.PromptHash),
                new JudgedRequestFacts(record.QueueMs, record.TtftMs, record.InputTokens, record.PromptVersion));
        }
        return result.Truncated ? null : new FoundTexts(null, null, null);
    }
}

/// <param name="Answer">Null where the texts are gone.</param>
/// <param name="Features">Likewise.</param>
/// <param name="Facts">Likewise.</param>
internal sealed record FoundTexts(JudgedAnswer? Answer, AnswerFeatures? Features, JudgedRequestFacts? Facts);
