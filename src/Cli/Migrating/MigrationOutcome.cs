namespace Plimsoll.Cli.Migrating;

/// <summary>What became of one component.</summary>
internal abstract record MigrationOutcome
{
    private MigrationOutcome() { }

    /// <summary>The target holds it, read back and compared; in a dry run: it would be copied.</summary>
    /// <param name="DamagedBlocks">Blocks of older hours that the source itself cannot read; they are left out.</param>
    public sealed record Copied(int Blocks, long Bytes, IReadOnlyList<string> DamagedBlocks) : MigrationOutcome;

    /// <summary>The target has all that the source has, and perhaps went on from it.</summary>
    public sealed record AlreadyThere : MigrationOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(string Reason) : MigrationOutcome;
}
