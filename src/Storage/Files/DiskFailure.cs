namespace Plimsoll.Storage.Files;

/// <summary>Names what a disk refused, in words that serve as metric labels.</summary>
internal static class DiskFailure
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WouldBlock = 11;
    private const int WouldBlockOnBsd = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Whether a lock was refused because another holds it.</summary>
    public static bool IsHeldByAnother(IOException e) => e.HResult is WouldBlock or WouldBlockOnBsd or WindowsSharingViolation;

    /// <summary>Does what only saves room, where failing costs nothing else; false when it failed.</summary>
    public static bool Tolerate(Action saveRoom)
    {
        try
        {
            saveRoom();
            return true;
        }
        catch (Exception e) when (Is(e))
        {
            return false;
        }
    }

    /// <returns><c>disk_full</c>, <c>disk_denied</c> or <c>disk_failed</c>.</returns>
    public static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "disk_denied",
        { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } => "disk_full",
        _ => "disk_failed",
    };
}
