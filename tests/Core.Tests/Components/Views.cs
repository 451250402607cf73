using System.Text.Json;

namespace Plimsoll.Core.Tests.Components;

internal static class Views
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    /// <summary>A view as text, so that two can be compared in full.</summary>
    public static string Json<T>(T view) => JsonSerializer.Serialize(view, s_options);
}
