using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Plimsoll.Gateway.Query.OpenApi;

/// <summary>A field of a request body.</summary>
/// <param name="Example">A value that the endpoint takes.</param>
internal sealed record RequestField(string Name, JsonSchemaType Type, string Description, JsonNode Example, bool Required = false)
{
    /// <summary>Schema of an array's elements.</summary>
    public OpenApiSchema? Items { get; init; }

    public static RequestField Text(string name, string description, string example, bool required = false) =>
        new(name, JsonSchemaType.String, description, example, required);

    public static RequestField Count(string name, string description, long example) =>
        new(name, JsonSchemaType.Integer, description, example);

    public static RequestField Number(string name, string description, double example) =>
        new(name, JsonSchemaType.Number, description, example);

    public static RequestField Flag(string name, string description, bool required = false) =>
        new(name, JsonSchemaType.Boolean, description, true, required);

    public static RequestField List(string name, string description, JsonSchemaType items, JsonNode example) =>
        new(name, JsonSchemaType.Array, description, example) { Items = new OpenApiSchema { Type = items } };

    public static RequestField Objects(string name, string description, JsonNode example, params (string Name, JsonSchemaType Type)[] members) =>
        new(name, JsonSchemaType.Array, description, example)
        {
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = members.ToDictionary(m => m.Name, IOpenApiSchema (m) => new OpenApiSchema { Type = m.Type }),
            },
        };

    public OpenApiSchema Schema() => new() { Type = Type, Description = Description, Items = Items, Examples = [Example.DeepClone()] };
}
