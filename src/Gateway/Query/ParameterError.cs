namespace Plimsoll.Gateway.Query;

/// <param name="Parameter">Name in the query string.</param>
/// <param name="Value">What it was; null when it was missing.</param>
/// <param name="Message">Names both and says what it may be.</param>
internal sealed record ParameterError(string Parameter, string? Value, string Message)
{
    public static ParameterError Of(string parameter, string? value, string mayBe) => new(
        parameter, value, value is null ? $"Parameter '{parameter}' is missing: {mayBe}" : $"Parameter '{parameter}' is '{value}': {mayBe}");
}
