using Plimsoll.Aggregation;
using Plimsoll.Components.History;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Components;

/// <summary>Adds what is known of a request's texts to the windows of its time.</summary>
internal static class ContentSampler
{
    /// <param name="sketches">The window that sketches the request's five minutes.</param>
    public static void Add(in Targets targets, Window? sketches, in ContentTraits content, string? finishReason)
    {
        var filtered = finishReason == FinishCounts.ContentFilter;
        targets.Main?.ForContent().Add(content, filtered);
        targets.Life?.ForContent().Add(content, filtered);
        targets.Summary?.ForContent().Add(content, filtered);
        if (content.HasPrompt)
            sketches?.ForPrompts().Add(content.PromptHash);
        if (content.HasResponse)
            sketches?.ForResponses().Add(content.ResponseHash);
    }
}
