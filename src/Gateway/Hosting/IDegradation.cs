namespace Plimsoll.Gateway.Hosting;

/// <summary>A part that traffic does not wait for; <c>/readyz</c> tells of its trouble, and stays ready.</summary>
public interface IDegradation
{
    /// <summary>What is wrong, on one line and without secrets; null while all is well.</summary>
    string? Problem { get; }
}
