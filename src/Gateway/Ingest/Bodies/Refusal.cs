using Plimsoll.Gateway.Hosting;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Why a whole request was not taken: nothing of it counts.</summary>
/// <param name="Code">Short stable word, also the metric's label.</param>
/// <param name="Detail">For people: names what is wrong.</param>
internal sealed record Refusal(int Status, string Code, string Detail, TimeSpan? RetryAfter = null)
{
    public Task WriteAsync(HttpContext context) => Problem.WriteAsync(context, Status, Code, Detail, RetryAfter);
}
