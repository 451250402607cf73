namespace Plimsoll.Alerting.Expressions;

/// <summary>Why a text is no expression, and where.</summary>
/// <param name="Line">From 1, within the expression.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">Names what stands there and what may.</param>
public sealed record SyntaxError(int Line, int Column, string Message);
