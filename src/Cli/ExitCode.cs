namespace Plimsoll.Cli;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command ran, and something was found wrong, rejected or not delivered.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself is wrong; nothing was done.</summary>
    public const int Usage = 2;
}
