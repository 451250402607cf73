using System.Text;
using Plimsoll.Integrations.Judges;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Integrations.Golden;

internal static class CompletedAnswer
{
    /// <summary>The text of a chat completion.</summary>
    public static ModelReply Read(ReadOnlyMemory<byte> body, TimeSpan latency) => ChatCompletion.Read(body) switch
    {
        { Refused: { } reason } => new ModelReply.Failed(reason, MayRetry: false, null),
        { Text: { } text } => new ModelReply.Answered(Encoding.UTF8.GetString(text), latency),
        _ => new ModelReply.Failed("no_chat_completion", MayRetry: false, null),
    };
}
