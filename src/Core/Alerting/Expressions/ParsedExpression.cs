namespace Plimsoll.Alerting.Expressions;

/// <summary>A condition and how long it has to hold, or why the text is neither.</summary>
/// <param name="For">What stands after <c>for</c>; null where nothing does.</param>
/// <param name="Error">Null exactly when there is a condition.</param>
public sealed record ParsedExpression(Condition? Condition, TimeSpan? For, SyntaxError? Error);
