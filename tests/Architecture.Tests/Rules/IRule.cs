namespace Plimsoll.Architecture.Tests.Rules;

/// <summary>One thing that the tree must hold to.</summary>
internal interface IRule
{
    /// <summary>One line for each breach, naming file and reason; none when the rule holds.</summary>
    IEnumerable<string> Breaches(SourceTree tree);
}
