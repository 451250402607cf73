namespace Plimsoll.Gateway.Interactions.Texts;

internal enum TextKind
{
    Prompt,
    Response,

    /// <summary>A passage that was retrieved for the prompt; there may be several.</summary>
    Passage,
}
