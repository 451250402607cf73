using Plimsoll.Configuration.Binding;
using Plimsoll.Configuration.Tree;

namespace Plimsoll.Configuration;

/// <summary>Reads the file that <c>api_keys_file</c> names: YAML with the one key <c>api_keys</c>.</summary>
public static class ApiKeyFile
{
    public const int MaxKeys = 1_000;

    /// <param name="environment">Variables that <c>env</c> may name.</param>
    /// <param name="errors">Receives what is wrong, without any secret.</param>
    public static IReadOnlyList<ApiKeyOptions> Read(string yaml, IReadOnlyDictionary<string, string> environment, List<ConfigurationError> errors)
    {
        var root = new Section("", YamlTree.Read(yaml, errors), new BindingLog(errors, []));
        var keys = ApiKeyBinder.Bind(root.Children("api_keys", MaxKeys), environment, mayNameFiles: false);
        root.Finish();
        return keys;
    }
}
