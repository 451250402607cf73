namespace Plimsoll.Components.Views;

/// <summary>A person's word that what a component does now is its new usual.</summary>
/// <param name="Reason">Shown with the baseline; at most <see cref="MostChars"/>, may be empty.</param>
/// <param name="By">Who says so; at most <see cref="MostChars"/>.</param>
/// <param name="Force">Also while an alert on drift fires.</param>
public sealed record BaselineRenewal(string Reason, string By, bool Force)
{
    public const int MostChars = 256;
}

/// <param name="Refused">Null: done. <c>firing</c>: an alert on drift fires.</param>
public sealed record RenewalReceipt(string? Refused);

/// <summary>What a component is compared with.</summary>
/// <param name="Since">Start of the first hour that counts, where there is one yet.</param>
/// <param name="ResetAt">When it began anew last; null while it never did.</param>
public sealed record DriftBaselineView(DateTimeOffset? Since, DateTimeOffset? ResetAt, string? Reason, string? By);
