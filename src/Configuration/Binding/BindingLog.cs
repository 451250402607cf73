namespace Plimsoll.Configuration.Binding;

/// <summary>What binding found: errors, and the values that were set.</summary>
internal sealed record BindingLog(List<ConfigurationError> Errors, List<ConfigurationSetting> Settings);
