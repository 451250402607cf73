using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Tree;

namespace Plimsoll.Configuration;

/// <summary>Reads <c>plimsoll.yaml</c> and the environment into <see cref="PlimsollOptions"/>, collecting every error.</summary>
public static class ConfigurationReader
{
    /// <param name="yaml">Text of the file; null for none.</param>
    /// <param name="environment">
    /// Variables. Those that begin with <c>PLIMSOLL__</c> override the file; <c>api_keys[].env</c> may name any.
    /// </param>
    public static ConfigurationResult Read(string? yaml, IReadOnlyDictionary<string, string> environment)
    {
        var errors = new List<ConfigurationError>();
        var file = YamlTree.Read(yaml ?? "", errors);
        var tree = EnvironmentOverlay.Apply(file, environment, errors);
        var settings = new List<ConfigurationSetting>();
        var root = new Section("", tree, new BindingLog(errors, settings));
        var options = OptionsBinder.Bind(root, environment);
        return errors.Count == 0
            ? new ConfigurationResult(options, [], settings)
            : new ConfigurationResult(null, [.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)], settings);
    }
}
